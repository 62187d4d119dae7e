"""Every address that a site had, as far as its export tells; and what answers there now."""

import http.client
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, Self
from urllib.parse import quote, urljoin, urlsplit

from dateline.archive.errors import ArchiveError
from dateline.archive.importing.ledger import ATTACHMENT
from dateline.archive.importing.stories import KEPT, MACHINERY
from dateline.archive.models import Carried, Rule, Site
from dateline.archive.wordpress import addresses, moments

Answer = Literal["printed", "redirected", "gone", "nothing"]
_MOST_HOPS: Final = 5
_TIMEOUT: Final = 10
_SIZES: Final = re.compile(r's:4:"file";s:\d+:"([^"/]{1,250})";')
_QUERY_SAFE: Final = "/?&=%:@!$'()*+,;~-._[]"
_OK, _MOVED, _GONE = 200, frozenset({301, 302, 307, 308}), 410


@dataclass(frozen=True, slots=True)
class Former:
    """An address that a site had (a decoded path, with its query), and what stood there."""

    address: str
    what: str
    title: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What answers at a former address now: at once, or after it has led on to ``leads_to``."""

    former: Former
    answer: Answer
    status: int
    leads_to: str = ""

    @property
    def is_right(self) -> bool:
        """Whether a reader who comes by this address finds something, or is told that it is gone."""
        return self.answer != "nothing"


def of(site: Site) -> Iterator[Former]:
    """Every address that a site had and that readers could find: of stories, files, lists, authors, feeds, days."""
    yield from _of_the_whole(site)
    days: set[str] = set()
    borne: set[tuple[str, str]] = set()
    rows = Carried.objects.filter(site=site, kind__startswith="item:").exclude(address="").order_by("pk")
    for row in rows.iterator(chunk_size=500):
        kept = row.kept
        if row.kind == ATTACHMENT:
            yield from _of_file(row, kept)
        elif kept.get("status", "publish") == "publish" and not kept.get("password"):
            yield from _of_item(row)
            borne |= {(taxonomy, slug) for taxonomy, slug, _name in kept.get("labels", ()) if row.record}
            if row.kind == "item:post" and (day := moments.read(kept.get("dates", [""])[0])):
                days |= {f"{day:%Y}", f"{day:%Y/%m}", f"{day:%Y/%m/%d}"}
    yield from _of_lists(site, borne)
    for day_ in sorted(days):
        yield Former(f"{_root(site)}{day_}/", "archive of a day, month or year")


def former_addresses(site: str | None = None) -> Iterator[Former]:
    """Every address of a site that was taken over, by its own; without one, of all.

    Raises:
        ArchiveError: no such site was taken over.
    """
    sites = Site.objects.filter(address=site.rstrip("/")) if site else Site.objects.all()
    if not sites:
        known = ", ".join(Site.objects.values_list("address", flat=True)) or "none"
        raise ArchiveError(f"No such site was taken over. Those that were: {known}.")
    for each in sites:
        yield from of(each)


def _root(site: Site) -> str:
    return addresses.path(f"{site.address}/") or "/"


def _of_the_whole(site: Site) -> Iterator[Former]:
    root = _root(site)
    for each in ("", "feed/", "feed/atom/", "comments/feed/", "page/2/", "?feed=rss2"):
        yield Former(f"{root}{each}", "front page" if not each else "feed" if "feed" in each else "older stories")


def _of_lists(site: Site, borne: set[tuple[str, str]]) -> Iterator[Former]:
    """The archives of terms and authors; of terms that no story in print bears, nothing is left to list."""
    root, bases = _root(site), site.bases
    for rule in Rule.objects.filter(site=site).exclude(becomes=Rule.Becomes.NOTHING).iterator():
        base = bases.get(rule.taxonomy) or rule.taxonomy
        where = f"{root}{base}/{addresses.path(f'/{rule.slug}').lstrip('/')}/"
        for each in (where, f"{where}feed/", f"{where}page/2/"):
            is_borne = (rule.taxonomy, rule.slug) in borne
            yield Former(each, "list", rule.name, "" if is_borne else "no story that is in the paper bears it")
    for row in Carried.objects.filter(site=site, kind="author", record__isnull=False).iterator():
        for nicename in row.kept.get("nicenames", ())[:1]:
            yield Former(f"{root}author/{nicename}/", "author", row.title)


def _of_item(row: Carried) -> Iterator[Former]:
    what, why = row.kind.partition(":")[2], row.why if row.record is None else ""
    if what in MACHINERY or what in KEPT:
        return
    yield Former(row.address, what, row.title, why)
    if "?" not in row.address:
        yield Former(f"{row.address.rstrip('/')}/feed/", "feed", row.title, why)
    key = "page_id" if what == "page" else "p"
    yield Former(f"/?{key}={row.old_id.partition('#')[0]}", f"{what} by number", row.title, why)


def _of_file(row: Carried, kept: dict[str, Any]) -> Iterator[Former]:
    why = row.why if row.record is None else ""
    yield Former(row.address, "file", row.title, why)
    metadata = dict(kept.get("meta", ())).get("_wp_attachment_metadata", "")
    folder = row.address.rpartition("/")[0]
    for name in sorted(set(_SIZES.findall(metadata))):
        yield Former(f"{folder}/{name}", "size of a photograph", row.title, why)
    if page := addresses.path(kept.get("link", "")):
        yield Former(page, "page of a file", row.title, why)


class Kiosk:
    """A kiosk that is asked, over one connection."""

    def __init__(self, base: str) -> None:
        parts = urlsplit(base)
        kinds = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
        if parts.scheme not in kinds or not parts.netloc:
            raise ArchiveError(f"{base} is not the address of a kiosk. Write it as http://127.0.0.1:8000")
        self._base = base
        self._connection = kinds[parts.scheme](parts.netloc, timeout=_TIMEOUT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def answer(self, former: Former) -> Answered:
        """What answers at an address.

        Raises:
            ArchiveError: nobody answers at all.
        """
        target = quote(former.address, safe=_QUERY_SAFE)
        status, location = self._ask(target)
        hops = 0
        while status in _MOVED and location and hops < _MOST_HOPS:
            target = urljoin(target, location)
            status, location = self._ask(target)
            hops += 1
        answer: Answer = "nothing"
        if status == _OK:
            answer = "redirected" if hops else "printed"
        elif status == _GONE:
            answer = "gone"
        return Answered(former, answer, status, target if hops else "")

    def _ask(self, target: str) -> tuple[int, str]:
        try:
            self._connection.request("HEAD", target, headers={"Host": urlsplit(self._base).netloc})
            response = self._connection.getresponse()
            response.read()
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            raise ArchiveError(
                f"No kiosk answers at {self._base} ({error}). Start the paper with `dateline serve`, "
                "or say with --at where it is."
            ) from error
        return response.status, response.headers.get("Location", "")


def checked(formers: Iterable[Former], base: str) -> Iterator[Answered]:
    """Ask a kiosk about each address."""
    with Kiosk(base) as kiosk:
        for former in formers:
            yield kiosk.answer(former)
