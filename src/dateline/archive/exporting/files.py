"""Photographs and kept files as WordPress' attachments, each at the address where the paper prints it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from dateline.archive.exporting.gutenberg import Shown
from dateline.archive.exporting.kept import as_it_stood
from dateline.archive.exporting.moments import columns, published
from dateline.archive.exporting.numbers import Numbers, Thing
from dateline.archive.models import Carried
from dateline.archive.wordpress.values import NO_DATE, Item
from dateline.archive.wordpress.writing import name
from dateline.desk import api as desk
from dateline.desk.api import KeptPhotograph
from dateline.lib.text import slugify

_ALTERNATIVE: Final = "_wp_attachment_image_alt"
_CREDIT: Final = "_media_credit"
_OF_ADDRESSES: Final = "/:@!$&'()*+,;=~"


@dataclass(slots=True)
class Files:
    """Attachments, a batch at a time."""

    numbers: Numbers
    base: str
    zone: ZoneInfo

    def absolute(self, address: str) -> str:
        """An address of the paper as others know it."""
        return f"{self.base}{quote(address, safe=_OF_ADDRESSES)}"

    def shown(self, photographs: Iterable[int]) -> dict[int, Shown]:
        """Photographs as texts show them; one that is printed nowhere yet cannot be shown."""
        return {
            pk: Shown(str(self.numbers.of("photograph", pk)), self.absolute(found.address), found.alternative_text)
            for pk, found in desk.kept_photographs(photographs).items()
            if found.address
        }

    def carried(self, rows: Mapping[int, Carried], things: Iterable[Thing]) -> dict[int, Item]:
        """Attachments that came from a site, by their rows; what the desk has thrown away since is left out."""
        records = [row.record for row in rows.values() if row.record and row.marks]
        photographs, files = desk.kept_photographs(records), desk.kept_files(
            row.record for row in rows.values() if row.record and not row.marks
        )  # fmt: skip
        found = {}
        for thing in things:
            row = rows[thing.id]
            stood = as_it_stood(row, thing.number)
            if row.record is None:
                found[row.pk] = stood
            elif row.marks and (photograph := photographs.get(row.record)):
                told = replace(stood, attachment_url=self.absolute(row.address))
                found[row.pk] = _described(told, photograph, row.marks)
            elif not row.marks and row.record in files:
                found[row.pk] = replace(stood, attachment_url=self.absolute(files[row.record][0]))
        return found

    def photographs(self, things: Iterable[Thing]) -> dict[int, Item]:
        """Photographs that came to the desk here, by id; those that the paper prints nowhere are left out."""
        numbers = {thing.id: thing.number for thing in things}
        return {
            pk: self._photograph(photograph, numbers[pk])
            for pk, photograph in desk.kept_photographs(numbers).items()
            if photograph.address
        }

    def files(self, things: Iterable[Thing]) -> dict[int, Item]:
        """Files that were put at an address here, by id."""
        numbers = {thing.id: thing.number for thing in things}
        return {
            pk: replace(self._attachment(numbers[pk], title or PurePosixPath(address).name, address), slug="")
            for pk, (address, title) in desk.kept_files(numbers).items()
        }

    def _photograph(self, photograph: KeptPhotograph, number: int) -> Item:
        date, date_gmt = columns(photograph.at, self.zone)
        rights = (("dateline_rights", photograph.rights),) if photograph.rights else ()
        item = replace(
            self._attachment(number, photograph.title, photograph.address),
            date=date,
            date_gmt=date_gmt,
            modified=date,
            modified_gmt=date_gmt,
            published=published(photograph.at),
            parent=str(self.numbers.of("story", photograph.story)) if photograph.story else "0",
            meta=rights,
        )
        return _described(item, photograph, {})

    def _attachment(self, number: int, title: str, address: str) -> Item:
        link = f"{self.base}/?attachment_id={number}"
        return Item(
            id=str(number), kind="attachment", title=escape(title, quote=False), link=link, guid=link, date=NO_DATE,
            status="inherit", slug=name(slugify(title)), comment_status="closed", ping_status="closed",
            attachment_url=self.absolute(address),
        )  # fmt: skip


def _described(item: Item, photograph: KeptPhotograph, marks: Mapping[str, str]) -> Item:
    """An attachment with the words that a photograph has now, where ``marks`` do not say that it had them there."""
    changed = {word for word, mark in photograph.marks.items() if marks.get(word) != mark}
    fields = {"alternative_text": _ALTERNATIVE, "credit": _CREDIT}
    meta = [pair for pair in item.meta if pair[0] not in {fields.get(word) for word in changed}]
    told = [(field, getattr(photograph, word)) for word, field in fields.items() if word in changed]
    caption = escape(photograph.caption, quote=False) if "caption" in changed else item.excerpt
    return replace(item, excerpt=caption, meta=(*meta, *(pair for pair in told if pair[1])))
