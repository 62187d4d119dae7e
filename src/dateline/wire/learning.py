"""What an editor mends is remembered for the source: where in its pages the right value stands."""

from typing import Final

from django.db import transaction
from lxml import html

from dateline.wire import evidence
from dateline.wire.errors import EvidenceError
from dateline.wire.models import Item, Source
from dateline.wire.reading.page import open_page
from dateline.wire.reading.selectors import selector_of
from dateline.wire.reading.witnesses import rules

_LARGEST: Final = 600_000  # bytes
_PAGES: Final = ("text/html", "application/xhtml+xml", "")


@transaction.atomic
def learn(item: int, field: str, value: str) -> bool:
    """Remember where a value stands in the pages of an item's source; gives whether anything was learned.

    Trip: an editor mends a fact → **learn**: the page as received → the smallest element that says so → its selector →
    ``Source.rules`` → the next page is read by it (``reading/witnesses/rules.py``).

    Where the page does not say it, nothing can be learned; a rule that said otherwise is then forgotten.

    Args:
        item: the item on the wire.
        field: ``headline``, ``standfirst``, ``bylines`` (names with commas between), ``dateline``, ``published`` (ISO
            8601) or ``original_outlet``.
        value: what is right.
    """
    found = Item.objects.filter(pk=item, source__isnull=False).first()
    if found is None or field not in rules.TAUGHT or not value.strip():
        return False
    source = Source.objects.select_for_update().get(items=found)
    selector = _selector(found, field, value)
    misled = found.facts.get(field, {}).get("witness") == rules.WITNESS
    if not selector and not misled:
        return False
    kept = {name: known for name, known in source.rules.items() if name != field}
    source.rules = kept | ({field: selector} if selector else {})
    source.save(update_fields=["rules"])
    return bool(selector)


def _selector(item: Item, field: str, value: str) -> str:
    """What names the smallest element of its page that says so; "" if there is none, or no name for it lasts."""
    try:
        content = evidence.show(item.evidence) if item.evidence else b""
    except EvidenceError:
        return ""
    if len(content) > _LARGEST:  # whoever saves a story waits for this
        return ""
    if item.content_type.partition(";")[0].strip().lower() not in _PAGES:
        return ""
    tree = open_page(content, content_type=item.content_type).tree
    saying = [each for each in tree.iter() if isinstance(each.tag, str) and rules.says(each, field, value)]
    return next((found for each in sorted(saying, key=_size) if (found := selector_of(tree, each))), "")


def _size(element: html.HtmlElement) -> tuple[bool, int]:
    """What readers see goes before what programs are told; the smaller before the larger."""
    return element.tag == "meta", sum(1 for _each in element.iter())
