"""The site's photographs and other files: each entered once, and printed at the address that it had."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from typing import Final

from django.db import transaction

from dateline.archive.importing.ledger import ATTACHMENT, Ledger
from dateline.archive.importing.options import Options
from dateline.archive.models import Carried
from dateline.archive.wordpress import addresses
from dateline.archive.wordpress.values import Item
from dateline.archive.wordpress.words import words
from dateline.archive.wordpress.work import digest
from dateline.desk import api as desk
from dateline.edition import api as edition
from dateline.lib.html import plain

_PHOTOGRAPHS: Final = frozenset(["jpg", "jpeg", "jpe", "png", "webp", "avif", "gif", "bmp", "tif", "tiff"])
_CREDITS: Final = (
    "_media_credit",
    "media_credit",
    "credit",
    "_wp_attachment_credit",
    "photo_credit",
    "isc_image_source",
)
_NOT_GIVEN: Final = "its file was not given: run it again with --media FOLDER, or with --fetch-media"
_MISSING: Final = "its file is not in the folder given with --media"
_IN_METADATA: Final = re.compile(r's:6:"credit";s:\d+:"([^"]{1,250})";')
Fetch = Callable[[str], bytes]


@dataclass(slots=True)
class Media:
    """Takes attachments in, from a folder, or else from the site itself if that is wanted."""

    ledger: Ledger
    options: Options
    fetch: Fetch | None = None

    def take(self, item: Item, at: int, known: Carried | None) -> None:
        """Take one attachment in, or say why not; what was missing before is looked for again."""
        mark = digest(item)
        if self.ledger.is_double(ATTACHMENT, item.id, at, known):
            return
        before = known.outcome if known and known.run_id == self.ledger.run.pk else None
        if known and known.record and known.digest == mark:
            again = before or Carried.Outcome.UNCHANGED
            self._note(item, at, mark, again, why=known.why, record=known.record, marks=known.marks)
            return
        if known and known.record:  # its words have changed; the file has not, or WordPress would have a new attachment
            marks = desk.describe_photograph(known.record, known.marks, **_told(item)) if known.marks else known.marks
            outcome = Carried.Outcome.CONFLICT if marks is None else Carried.Outcome.UPDATED
            why = "its words were changed at the desk" if marks is None else known.why
            self._note(item, at, mark, before or outcome, why=why, record=known.record, marks=marks or known.marks)
            return
        self._first_time(item, at, mark, known, before)

    def _first_time(self, item: Item, at: int, mark: str, known: Carried | None, before: str | None) -> None:
        where = addresses.upload(item.attachment_url) or addresses.path(item.attachment_url)
        try:
            with transaction.atomic():
                record, marks, why = self._entered(item, where)
        except (desk.UnusablePhotographError, OSError, ValueError) as error:
            self._note(item, at, mark, Carried.Outcome.LEFT, why=str(error), record=None, marks={})
            return
        was_missing = known is not None and known.run_id != self.ledger.run.pk
        outcome = before if before and before != Carried.Outcome.LEFT else Carried.Outcome.NEW
        outcome = Carried.Outcome.UPDATED if was_missing else outcome
        self._note(item, at, mark, outcome, why=why, record=record, marks=marks)

    def _entered(self, item: Item, where: str) -> tuple[int, dict[str, str], str]:
        """The record, what marks it, and a word about it."""
        name = PurePosixPath(where).name
        with self._file(item, where) as path:
            if name.rpartition(".")[2].lower() not in _PHOTOGRAPHS:
                if not _can_stand(where):
                    raise ValueError(f"nothing can be printed at {where}: rename the file, and link to its new address")
                return (
                    desk.keep_file_at(where, path, name=name, title=words(item.title)),
                    {},
                    "a file, printed as it is",
                )
            told = _told(item)
            with path.open("rb") as file:
                record = desk.enter_photograph(file, name=name, title=words(item.title) or name, **told)
        if not _can_stand(where):
            return record, desk.marks_of_photograph(record), "its file cannot be printed where it was"
        desk.keep_photograph_at(where, record)
        return record, desk.marks_of_photograph(record), ""

    @contextmanager
    def _file(self, item: Item, where: str) -> Iterator[Path]:
        """Where the file lies.

        Raises:
            FileNotFoundError: it is neither in the folder nor may it be fetched; says what to do.
        """
        folder, inside = self.options.uploads, _inside_uploads(where)
        for each in (folder / inside, folder / PurePosixPath(inside).name) if folder else ():
            if each.resolve().is_relative_to(folder.resolve()) and each.is_file():  # type: ignore[union-attr]
                yield each
                return
        if self.fetch is None:
            raise FileNotFoundError(_MISSING if folder else _NOT_GIVEN)
        with NamedTemporaryFile(prefix="dateline-", suffix=PurePosixPath(where).suffix) as kept:
            kept.write(self.fetch(item.attachment_url))
            kept.flush()
            yield Path(kept.name)

    def _note(self, item: Item, at: int, mark: str, outcome: str, *, why: str, record: int | None,
              marks: dict[str, str]) -> None:  # fmt: skip
        where = addresses.upload(item.attachment_url) or addresses.path(item.attachment_url)
        self.ledger.note(
            ATTACHMENT, item.id, at=at, title=words(item.title), address=where, parent=item.parent, digest=mark,
            outcome=outcome, why=why, record=record, marks=marks,
            rest=Carried.packed({"link": item.link, "meta": item.meta, "guid": item.guid, "slug": item.slug,
                                 "description": item.content, "order": item.order, "url": item.attachment_url,
                                 "status": item.status, "excerpt": item.excerpt,
                                 "comment_status": item.comment_status, "ping_status": item.ping_status,
                                 "dates": [item.date, item.date_gmt, item.modified, item.modified_gmt, item.published],
                                 "labels": [[each.taxonomy, each.slug, each.name] for each in item.labels]}),
        )  # fmt: skip


def _can_stand(where: str) -> bool:
    return len(where) <= addresses.LONGEST and edition.can_stand(where)


def _told(item: Item) -> dict[str, str]:
    metadata = _IN_METADATA.search(item.field("_wp_attachment_metadata"))
    credit = next((value for key in _CREDITS if (value := item.field(key))), metadata[1] if metadata else "")
    return {
        "alternative_text": words(item.field("_wp_attachment_image_alt")),
        "caption": plain(item.excerpt),
        "credit": words(credit),
    }


def _inside_uploads(where: str) -> str:
    """The path of a file within the folder of uploads: ``2015/06/quay.jpg``."""
    return re.sub(r"^.*?/(?:wp-content/uploads|files)/", "", where).lstrip("/")
