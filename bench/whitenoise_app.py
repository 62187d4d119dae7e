"""What a Python team would serve the same pages with: WhiteNoise, told to say what the kiosk says."""

import os
from collections.abc import Iterable
from wsgiref.headers import Headers

from whitenoise import WhiteNoise

_FIELD = "BENCH_FIELD_"
_FIELDS = {name.removeprefix(_FIELD): value for name, value in os.environ.items() if name.startswith(_FIELD)}


def _nothing(_environ: dict, start_response) -> Iterable[bytes]:  # noqa: ANN001
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b"Not Found\n"]


def _add(headers: Headers, _path: str, _url: str) -> None:
    for name, value in _FIELDS.items():
        headers[name] = value


application = WhiteNoise(
    _nothing,
    root=os.environ["BENCH_PAGES"],
    index_file=True,
    autorefresh=False,
    max_age=None,
    allow_all_origins=False,
    add_headers_function=_add,
)
