"""The photographs that texts show, as those that came in: looked up for a whole batch at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final, NamedTuple

from dateline.archive.importing.ledger import ATTACHMENT, Ledger
from dateline.archive.models import Carried
from dateline.archive.wordpress import addresses
from dateline.archive.wordpress.values import Item, Picture
from dateline.archive.wordpress.work import Worked

_OF_CHILDREN: Final = "gallery_of_children"
Block = Mapping[str, Any]


class Child(NamedTuple):
    """A photograph that belongs to a post: its place there, its old id, what it is here."""

    order: int
    old_id: str
    record: int


@dataclass(slots=True)
class Pictures:
    """What came in of the photographs that a batch of texts shows."""

    by_id: Mapping[str, int]
    by_address: Mapping[str, int]
    children: Mapping[str, list[Child]]

    @classmethod
    def of(cls, batch: Iterable[Worked], ledger: Ledger) -> "Pictures":
        """Look up, at once, every photograph that the texts of a batch show."""
        items = [each.part for each in batch if isinstance(each.part, Item)]
        blocks = [block for each in batch for block in each.converted.blocks]
        wanted: list[Picture] = [block["value"]["photograph"] for block in _of_type(blocks, "photograph")]
        ids = {picture.attachment for picture in wanted} | {item.field("_thumbnail_id") for item in items}
        paths = {where for picture in wanted if (where := addresses.upload(picture.address))}
        paths |= {addresses.unsized(where) for where in paths}
        parents = {block["value"]["of"] for block in _of_type(blocks, _OF_CHILDREN)}
        rows = Carried.objects.filter(site=ledger.run.site, kind=ATTACHMENT, record__isnull=False).exclude(marks={})
        few = rows.only("old_id", "address", "record")
        return cls(
            {row.old_id: row.record or 0 for row in few.filter(old_id__in=ids - {""})},
            {row.address: row.record or 0 for row in few.filter(address__in=paths)} if paths else {},
            _children(rows.filter(parent__in=parents)) if parents else {},
        )

    def lead(self, item: Item) -> int | None:
        """The photograph that an item was featured with."""
        return self.by_id.get(item.field("_thumbnail_id"))

    def placed(self, blocks: Iterable[Block]) -> tuple[list[dict[str, Any]], list[str]]:
        """Blocks with photographs of ours in the place of pictures; those that are missing are kept as they stood.

        Returns:
            The blocks, and the addresses (or else the old ids) of the photographs that are missing.
        """
        found: list[dict[str, Any]] = []
        missing: list[str] = []
        for block in blocks:
            value = block["value"]
            if block["type"] == _OF_CHILDREN:
                found += [_photograph(record, {}) for record in self._gallery(value)]
            elif block["type"] != "photograph":
                found.append(dict(block))
            elif record := self._find(value["photograph"]):
                found.append(_photograph(record, value))
            else:
                missing.append(value["photograph"].address or value["photograph"].attachment)
                found.append(_missing(value))
        return found, missing

    def _find(self, picture: Picture) -> int | None:
        where = addresses.upload(picture.address)
        return (
            self.by_id.get(picture.attachment)
            or self.by_address.get(where)
            or self.by_address.get(addresses.unsized(where))
        )

    def _gallery(self, asked: Mapping[str, Any]) -> list[int]:
        """The photographs that belong to a post, in the order that its gallery asks for."""
        shown = [child for child in self.children.get(asked["of"], ()) if child.old_id not in asked["without"]]
        if "menu_order" not in asked["by"]:
            shown.sort(key=lambda child: (len(child.old_id), child.old_id))
        return [child.record for child in (reversed(shown) if asked["order"] == "DESC" else shown)]


def _of_type(blocks: Iterable[Block], kind: str) -> Iterator[Block]:
    return (block for block in blocks if block["type"] == kind)


def _children(rows: Iterable[Carried]) -> dict[str, list[Child]]:
    found: dict[str, list[Child]] = {}
    for row in rows:
        order = row.kept.get("order", "0")
        child = Child(int(order) if order.lstrip("-").isdigit() else 0, row.old_id, row.record or 0)
        found.setdefault(row.parent, []).append(child)
    for children in found.values():
        children.sort(key=lambda child: (child.order, len(child.old_id), child.old_id))
    return found


def _photograph(record: int, value: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: value.get(name) or "" for name in ("caption", "credit", "alternative_text")}
    return {"type": "photograph", "value": {"photograph": record, **told}}


def _missing(value: Mapping[str, Any]) -> dict[str, Any]:
    """A figure as it stood, but for the file: its words are printed, and the file's address is not forgotten."""
    told = " ".join(filter(None, [value.get("caption"), value.get("credit")]))
    caption = f"<figcaption>{escape(told)}</figcaption>" if told else ""
    address = value["photograph"].address or f"#{value['photograph'].attachment}"
    image = f'<img src="{escape(address)}" alt="{escape(value.get("alternative_text") or "")}">'
    return {
        "type": "kept",
        "value": {"what": "photograph that is missing", "html": f"<figure>{image}{caption}</figure>"},
    }
