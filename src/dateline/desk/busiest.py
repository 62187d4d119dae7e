"""Where the list of a section, topic or contributor stands that most readers would look for."""

from typing import Any, Final

from django.db.models import Count

from dateline.desk.models import Contributor, Section, Topic
from dateline.desk.printed import live
from dateline.desk.publication import paper_prefix

_MODELS: Final[dict[str, tuple[Any, str, str]]] = {
    "section": (Section, "section", ""),
    "topic": (Topic, "topics", "topic/"),
    "contributor": (Contributor, "bylines__contributor", "by/"),
}


def list_of(kind: str, record: int) -> tuple[str, int]:
    """Where a list stands, in the language in which it has most stories, and how many it has there.

    A topic or contributor without stories has no list: then the address is "".
    """
    model, field, folder = _MODELS[kind]
    rows = live().filter(is_page=False, **{field: record}).values_list("locale__language_code")
    language, count = rows.annotate(number=Count("pk")).order_by("-number", "locale_id").first() or ("", 0)
    found = model.objects.get(pk=record)
    if kind == "section":
        language = found.locale.language_code
    return (f"{paper_prefix(language)}{folder}{found.slug}/" if language else ""), count
