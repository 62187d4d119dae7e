"""Taking away what stands on the shelf and should not: the last order of a print of everything."""

from collections.abc import Iterator

from dateline.desk import api as desk
from dateline.edition import addresses
from dateline.edition.models import Tally
from dateline.edition.press import shelf
from dateline.edition.printer import NOTICES, Printer
from dateline.shelf.api import Writer


def sweep(here: Printer, writer: Writer) -> int:
    """Take away whatever stands on the shelf and should not; gives how many addresses went."""
    stories = set(_story_addresses())
    moved = set(desk.moved())
    files = set(desk.file_addresses())
    listings = _listing_addresses(here)
    changed = 0
    for tree, where in list(shelf().walk()):
        folder = where.rpartition("/")[0] + "/"
        of_a_story = folder in stories or folder.rpartition("comments/")[0] in stories
        stays = (
            where in listings or where in stories or where in files or of_a_story if tree == "pages" else where in moved
        )
        if not stays:
            changed += writer.remove(where)
    changed += writer.put_headers(here.headers)
    prefixes = {edition.prefix.strip("/") for edition in here.register.paper.editions}
    former = [each for each in desk.languages() if each not in prefixes]
    return changed + sum(writer.remove_notice(status, each) for status in NOTICES for each in former)


def _story_addresses() -> Iterator[str]:
    batch = desk.addresses()
    while batch:
        yield from (address for _story, address in batch)
        batch = desk.addresses(after=batch[-1][0])


def _listing_addresses(here: Printer) -> set[str]:
    found = {
        addresses.ROBOTS,
        addresses.ICON,
        here.theme.script.address if here.theme.script else "",
        here.register.paper.logo,
        addresses.sitemap(""),
        addresses.sitemap("news"),
    }
    for edition in here.register.paper.editions:
        prefix = edition.prefix
        found |= {prefix, addresses.archive(prefix, ""), addresses.corrections(prefix)}
        found |= {*addresses.feeds(prefix).values(), *addresses.static(prefix).values()}
    for language, links in (here.register.paper.sections or {}).items():
        for link in links if here.edition(language) else ():
            found |= {link.address or "", *addresses.feeds(link.address or "").values()}
    for tally in Tally.objects.iterator():
        if where := here.address_of(tally.page):
            found.add(where)
    return found
