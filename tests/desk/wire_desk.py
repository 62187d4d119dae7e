"""Items on the wire for tests of the desk: filed from invented pages, as the wire files them."""

from hashlib import sha256
from html import escape

from dateline.lib import clock
from dateline.wire.filing import Received, file_item
from dateline.wire.values import Fetched
from tests.wire.newsdesk import BODY

ADDRESS = "https://amber.example/ferry"


def page(
    headline="The ferry sails again",
    body=BODY,
    *,
    author="Mina Quayle",
    date="2026-03-02T08:30:00+01:00",
    site="The Amber",
    language="en",
    extra="",
) -> bytes:
    """A story's page as an outlet prints it."""
    dated = f'<meta property="article:published_time" content="{date}">' if date else ""
    text = "".join(f"<p>{escape(each)}</p>" for each in body)
    return (
        f'<!doctype html><html lang="{language}"><head><title>{escape(headline)} | {site}</title>'
        f'<meta property="og:title" content="{escape(headline)}"><meta property="og:site_name" content="{site}">{dated}'
        f"</head><body><header>{site}</header><main><article><h1>{escape(headline)}</h1>"
        f'<p class="byline">By {escape(author)}</p>{text}{extra}</article></main></body></html>'
    ).encode()


def item_from(content: bytes, *, address: str = ADDRESS, source=None) -> int:
    """The id of the item that is filed from a page."""
    headers = {"content-type": "text/html; charset=utf-8"}
    digest = sha256(content).hexdigest()
    came = Fetched(address, address, 200, headers, content, clock.now(), digest)
    return file_item(Received(source=source, page=came)).item
