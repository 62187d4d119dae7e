"""A client that nobody here wrote: curl, where it is installed."""

import shutil
import subprocess

import pytest

from tests.kiosk.conftest import PAGE, PHOTO

STORY = "/2015/06/02/slug/"
PHOTOGRAPH = STORY + "3f9a1c2b55aa-960.avif"

pytestmark = pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")


@pytest.fixture
def curl(kiosk, tmp_path):
    """Give what curl received: the body, and what it says of the transfer."""

    def run(target, *options, told="%{http_code}"):
        body = tmp_path / "body"
        words = ["curl", "--silent", "--show-error", "--max-time", "10", "--output", body, "--write-out", told]
        done = subprocess.run(
            [*words, *options, f"http://127.0.0.1:{kiosk.port}{target}"], capture_output=True, text=True, check=True
        )
        return body.read_bytes() if body.exists() else b"", done.stdout

    return run


@pytest.mark.parametrize("options", [[], ["--compressed"], ["--http1.0"], ["--http2"], ["--tr-encoding"]])
def test_a_page_is_whole_however_it_is_asked_for(curl, options):
    assert curl(STORY, *options) == (PAGE, "200")


def test_redirects_lead_to_the_page(curl, kiosk):
    body, told = curl("/?p=123", "--location", told="%{http_code} %{num_redirects} %{url_effective}")
    assert (body, told) == (PAGE, f"200 1 http://127.0.0.1:{kiosk.port}{STORY}")


def test_what_did_not_change_is_not_sent(curl, tmp_path):
    tag = tmp_path / "tag"
    assert curl(STORY, "--etag-save", tag) == (PAGE, "200")
    (tmp_path / "body").unlink()
    assert curl(STORY, "--etag-compare", tag) == (b"", "304")
    assert curl(STORY, "--time-cond", "Tue, 01 Jan 2030 00:00:00 GMT") == (b"", "304")


def test_a_transfer_that_broke_off_goes_on(curl, tmp_path):
    assert curl(PHOTOGRAPH, "--range", "100-199") == (PHOTO[100:200], "206")
    (tmp_path / "body").write_bytes(PHOTO[:700])
    assert curl(PHOTOGRAPH, "--continue-at", "-") == (PHOTO, "206")


def test_many_over_one_connection(curl, kiosk):
    """Seven in a row; curl says how many connections it needed for each."""
    address = f"http://127.0.0.1:{kiosk.port}"
    told = ["--silent", "--output", "/dev/null", "--write-out", "%{http_code}:%{num_connects} "]
    words = ["curl", *told, address + STORY]
    for place in ("/", "/nowhere/", "/old/", PHOTOGRAPH, "/feed.xml", "/killed/"):
        words += ["--next", *told, address + place]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout == "200:1 200:0 404:0 301:0 200:0 200:0 410:0 "


def test_a_head_says_what_a_page_would_weigh(curl):
    _, told = curl(STORY, "--head", "--compressed", told="%{http_code} %{size_download}")
    assert told == "200 0"


def test_an_upload_is_refused(curl):
    assert curl(STORY, "--data", "x" * 100_000)[1] == "405"
