"""Files of the old site are fetched through the wire's one door to the network."""

import io

import pytest
from PIL import Image

from dateline.archive.api import adds_up, entries, fetcher
from dateline.desk.models import Photograph
from dateline.wire import taking
from tests.archive.site import item
from tests.wire.outlets import Outlets, publishes


@pytest.fixture
def world(monkeypatch):
    """The old site, on this machine."""
    with Outlets() as outlets:
        monkeypatch.setattr(taking, "door", outlets.door)
        yield outlets


def a_picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (90, 60), "teal").save(out, "PNG")
    return out.getvalue()


def test_files_come_from_the_old_site_and_what_is_gone_there_is_said(house, world):
    old = world.outlet("lantern.test")
    old.plays("/wp-content/uploads/quay.png", publishes(a_picture(), kind="image/png"))
    quay, gone = (
        item(number, name, "", kind="attachment", status="inherit", attachment=old.at(f"/wp-content/uploads/{name}"))
        for number, name in ((20, "quay.png"), (21, "gone.png"))
    )
    run = house.take(quay, gone, fetch_media=True, fetch=fetcher())
    assert Photograph.objects.get().title == "quay.png"
    assert house.answers("/wp-content/uploads/quay.png")[0] == "file"
    left = next(entries(run, outcome="left"))
    assert (left.title, "could not be fetched" in left.why) == ("gone.png", True)
    assert adds_up(run)
