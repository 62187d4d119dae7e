"""What can be said only when all is in: addresses of lists and files lead on; what was sticky leads the fronts."""

from collections.abc import Callable, Iterator
from typing import Final

from django.db import transaction

from dateline.archive.importing import leading
from dateline.archive.importing.ledger import ATTACHMENT, Ledger
from dateline.archive.importing.options import Options
from dateline.archive.importing.registers import Registers
from dateline.archive.importing.survey import Survey
from dateline.archive.models import Carried
from dateline.archive.wordpress import addresses
from dateline.desk import api as desk

_AT_ONCE: Final = 500


def lead_on(registers: Registers, ledger: Ledger, options: Options, report: Callable[[], None]) -> None:
    """Let every address of a list, an author or an attachment lead to what stands for it here."""
    with transaction.atomic():
        leading.lead_on(_of_terms(registers, options))
        leading.lead_on(_of_authors(registers))
    after = 0
    rows = Carried.objects.filter(site=ledger.run.site, kind=ATTACHMENT).order_by("pk")
    while batch := list(rows.filter(pk__gt=after)[:_AT_ONCE]):
        after = batch[-1].pk
        with transaction.atomic():
            leading.lead_on(_of_attachments(batch, ledger))
        report()


def arrange(found: Survey, ledger: Ledger) -> None:
    """Let what was sticky lead, where no editor has arranged the front."""
    sticky = [story for kind, ids in found.sticky.items() for story in ledger.records(kind, ids).values()]
    by_language: dict[str, list[int]] = {}
    for story in desk.whereabouts(sticky).values():
        by_language.setdefault(story.language, []).append(story.id)
    for language, stories in by_language.items():
        desk.arrange_leads(language, stories)


def _of_terms(registers: Registers, options: Options) -> Iterator[leading.Way]:
    """The archives of terms; of one that has stories in several languages, to where it has most."""
    places: dict[tuple[str, str], tuple[int, str]] = {}
    for kind, records in (("section", registers.sections), ("topic", registers.topics)):
        for (key, _tongue), record in records.items():
            target, count = desk.list_of(kind, record)
            if target and count >= places.get(key, (0, ""))[0]:
                places[key] = (count, target)
    for key, (_count, target) in places.items():
        for where in _addresses_of_term(key, registers, options):
            yield where, target


def _addresses_of_term(key: tuple[str, str], registers: Registers, options: Options) -> Iterator[str]:
    """Where the archive of a term stood: ``/category/world/europe/``, ``/?cat=3``; also without its parents."""
    taxonomy, slug = key
    term = registers.survey.terms.get(key)
    decoded = addresses.path(f"/{slug}").lstrip("/")
    base = {"category": options.category_base, "post_tag": options.tag_base}.get(taxonomy, taxonomy)
    root = _root(registers)
    yield f"{root}{base}/{decoded}/"
    if parents := _parents(key, registers):
        yield f"{root}{base}/{'/'.join([*parents, decoded])}/"
    if taxonomy == "category" and term and term.id:
        yield f"{root}?cat={term.id}"
    elif taxonomy != "category":
        yield f"{root}?{'tag' if taxonomy == 'post_tag' else taxonomy}={slug}"


def _parents(key: tuple[str, str], registers: Registers) -> list[str]:
    found: list[str] = []
    term = registers.survey.terms.get(key)
    while term and term.parent and len(found) < 10:  # noqa: PLR2004  # a circle is no family
        found.insert(0, addresses.path(f"/{term.parent}").lstrip("/"))
        term = registers.survey.terms.get((key[0], term.parent))
    return found


def _root(registers: Registers) -> str:
    """Where the site stood on its host: mostly at "/"."""
    return addresses.path(f"{registers.survey.site.address}/") or "/"


def _of_authors(registers: Registers) -> Iterator[leading.Way]:
    root = _root(registers)
    for login, record in registers.contributors.items():
        author = registers.survey.authors.get(login)
        target = desk.list_of("contributor", record)[0] or f"{root}archive/"  # of somebody who is in no byline
        for nicename in addresses.nicenames(login):
            yield f"{root}author/{nicename}/", target
        if author and author.id:
            yield f"{root}?author={author.id}", target


def _of_attachments(batch: list[Carried], ledger: Ledger) -> Iterator[leading.Way]:
    """An attachment's own page leads to the story that it belongs to, or else to the file, if that came in."""
    parents = ledger.stories(each.parent for each in batch)
    for each in batch:
        story = parents.get(each.parent)
        target: int | str = story if story and desk.is_in_the_paper(story) else each.address if each.record else ""
        page = addresses.path(each.kept.get("link", ""))
        if target and page and page != each.address:
            yield addresses.page(page) or page, target
        if target:
            yield f"/?attachment_id={each.old_id}", target
