"""Where WordPress has things, and where they can stand here. Pure; the rules are those of ``WP_Rewrite``."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from dateline.archive.wordpress.values import Item

LONGEST: Final = 600
_LONGEST_PART: Final = 240  # bytes; of a file's name 255, and ".br" is to come
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\\?#]")
_EXTENSION: Final = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|shtml)$", re.IGNORECASE)
_SIZE: Final = re.compile(r"-\d{1,5}x\d{1,5}(?=\.[A-Za-z0-9]{2,5}$)|-scaled(?=\.[A-Za-z0-9]{2,5}$)")
_UPLOADS: Final = re.compile(r"/(?:wp-content/uploads|files|wp-content/blogs\.dir/\d+/files)/")
_SLASHES: Final = re.compile(r"/{2,}")
_NUMBER: Final = re.compile(r"(?:p|page_id|attachment_id)=\d+")


def path(link: str) -> str:
    """An absolute address as the kiosk knows it: its path decoded, in NFC, with its query; "" for no address."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return ""
    if not parts.path and not parts.query and not parts.netloc:
        return ""
    decoded = _SLASHES.sub("/", unicodedata.normalize("NFC", unquote(parts.path, errors="replace"))) or "/"
    return f"{decoded}?{parts.query}" if parts.query else decoded


def page(where: str) -> str:
    """Where the page that stood at a path can stand here: with a slash at its end; "" where it needs another address.

    ``/news/story.html`` is ``/news/story/``, ``/archives/12`` is ``/archives/12/``. What has a query (``/?p=12``), or
    what no file may be called, cannot stand at its own address: it is redirected.
    """
    if not where or "?" in where or _UNPRINTABLE.search(where):
        return ""
    parts = [part for part in where.split("/") if part]
    if not parts or any(part.startswith(".") or len(part.encode()) > _LONGEST_PART for part in parts):
        return ""
    parts[-1] = _EXTENSION.sub("", parts[-1])
    found = f"/{'/'.join(parts)}/"
    return found if parts[-1] and "." not in parts[-1][-6:] and len(found) <= LONGEST else ""


def slug(item: Item) -> str:
    """The slug as readers see it: WordPress keeps it percent-encoded."""
    return unicodedata.normalize("NFC", unquote(item.slug, errors="replace"))


def numbers(item: Item) -> Iterator[str]:
    """The addresses that name a public item by its number, and the one that its guid names."""
    key = {"page": "page_id", "attachment": "attachment_id"}.get(item.kind, "p")
    yield f"/?{key}={item.id}"
    if key == "page_id":
        yield f"/?p={item.id}"
    guid = path(item.guid)
    if "?" in guid and _NUMBER.fullmatch(guid.partition("?")[2]):
        yield guid


def renamed(item: Item) -> Iterator[str]:
    """Where it stood under slugs that it had before (``_wp_old_slug``): WordPress leads from there."""
    here = path(item.link)
    head, found, tail = here.rpartition(slug(item)) if slug(item) else ("", "", "")
    for key, value in item.meta:
        old = unicodedata.normalize("NFC", unquote(value, errors="replace"))
        if key == "_wp_old_slug" and found and old:
            yield f"{head}{old}{tail}"


def upload(address: str) -> str:
    """The path of an uploaded file, whatever its scheme or host; "" for what is no upload."""
    where = path(address)
    return where.partition("?")[0] if _UPLOADS.search(where) else ""


def unsized(where: str) -> str:
    """The path of the file of which this is a size: ``/…/quay-300x200.jpg`` is of ``/…/quay.jpg``."""
    return _SIZE.sub("", where)


def nicenames(login: str) -> Iterator[str]:
    """What WordPress makes of a login for the author's address (``sanitize_user``, ``sanitize_title``)."""
    plain = unicodedata.normalize("NFKD", login)
    plain = "".join(each for each in plain if not unicodedata.combining(each)).lower()
    yield re.sub(r"-+", "-", re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", plain.replace(".", "-")))).strip("-")
    yield re.sub(r"-+", "-", re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", plain))).strip("-")
