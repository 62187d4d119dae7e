"""Sections, topics and languages as WordPress' terms: those of a former site as they were, others beside them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import unquote

from dateline.archive.exporting.authors import Authors
from dateline.archive.exporting.kept import pairs
from dateline.archive.exporting.numbers import above, largest, plain_number
from dateline.archive.models import Carried, Rule
from dateline.archive.wordpress.languages import language
from dateline.archive.wordpress.values import Label, Term
from dateline.archive.wordpress.words import words
from dateline.archive.wordpress.writing import name as wordpress_name
from dateline.archive.wordpress.writing import serialized
from dateline.desk import api as desk
from dateline.desk.api import Registered
from dateline.lib.text import direction, slugify

LANGUAGE: Final = "language"
TRANSLATIONS: Final = "post_translations"
COAUTHOR: Final = "author"
_CARRIED: Final = "carried"
_KINDS: Final = ("section", "topic", LANGUAGE, TRANSLATIONS, _CARRIED)  # of five numbers, which is for what
_LOCALES: Final = {"en": "en_US", "fa": "fa_IR", "tr": "tr_TR", "ru": "ru_RU"}
_DEEPEST: Final = 20
Key = tuple[str, str]


@dataclass(slots=True)
class Terms:
    """Every term of the export by taxonomy and slug, and which of them a section, a topic, a language is."""

    authors: Authors
    becomes: dict[Key, str]
    largest: int
    by_key: dict[Key, Term] = field(default_factory=dict)
    sections: dict[int, Label] = field(default_factory=dict)
    topics: dict[int, Label] = field(default_factory=dict)
    languages: dict[str, Label] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=lambda: {""})

    @classmethod
    def of_everything(cls, languages: Iterable[str], authors: Authors) -> "Terms":
        """The terms that are known of sites, and those of the desk's registers; ``languages`` are the paper's."""
        rules = Rule.objects.order_by("-site_id", "pk").values_list("taxonomy", "slug", "becomes")
        terms = cls(
            authors,
            becomes={(taxonomy, slug): becomes for taxonomy, slug, becomes in rules},
            largest=largest(Carried.objects.filter(kind__startswith="term:")),
        )
        records: dict[tuple[str, int], Term] = {}
        for row in Carried.objects.filter(kind__startswith="term:").order_by("site_id", "pk").iterator():
            term = terms._carried(row)
            if row.record:
                records.setdefault((terms.becomes.get((term.taxonomy, term.slug), ""), row.record), term)
        terms._register("section", desk.sections_registered(), records, terms.sections)
        terms._register("topic", desk.topics_registered(), records, terms.topics)
        terms._speak(list(languages))
        return terms

    def all(self) -> Iterator[Term]:
        """Every term: categories, tags, the others; parents before their children."""
        order = {"category": 0, "post_tag": 1}
        yield from sorted(
            self.by_key.values(),
            key=lambda term: (order.get(term.taxonomy, 2), self._depth(term), plain_number(term.id), term.slug),
        )

    def named(self, labels: Iterable[Label]) -> Iterator[Label]:
        """Labels with the names that their terms have now."""
        for label in labels:
            term = self.by_key.get((label.taxonomy, label.slug))
            yield label if term is None or words(label.name) == term.name else replace(label, name=term.name)

    def group(self, slug: str, story: int, members: Mapping[str, int]) -> None:
        """Let stories be each other's translations, as Polylang says it: their numbers by language."""
        known = self.by_key.get((TRANSLATIONS, slug))
        term = known or Term(TRANSLATIONS, slug, slug, self._number(TRANSLATIONS, story))
        self._add(replace(term, description=serialized(members)))

    def _carried(self, row: Carried) -> Term:
        kept = row.kept
        term = Term(
            taxonomy=row.kind.removeprefix("term:"),
            slug=kept.get("slug", ""),
            name=row.title,
            id=kept.get("id", ""),
            parent=kept.get("parent", ""),
            description=kept.get("description", ""),
            meta=pairs(kept.get("meta", ())),
        )
        if term.taxonomy == COAUTHOR:  # what the plugin notes there are logins and e-mail addresses
            name = self.authors.called.get(term.slug.removeprefix("cap-"), term.name)
            term = replace(term, name=name, description="")
        if term.id in self._taken:  # by a term of another site; or it never had one
            term = replace(term, id=self._number(_CARRIED, row.pk))
        if (term.taxonomy, term.slug) not in self.by_key:
            self._taken.add(term.id)
            self._add(term)
        return self.by_key[term.taxonomy, term.slug]

    def _register(self, kind: str, registered: list[Registered], records: Mapping[tuple[str, int], Term],
                  labels: dict[int, Label]) -> None:  # fmt: skip
        came = {
            slugify(unquote(term.slug)): term
            for key, term in reversed(self.by_key.items())
            if self.becomes.get(key, kind if key[0] == _taxonomy(kind) else "") == kind
        }
        for each in registered:
            term = records.get((kind, each.id))
            if term and not term.name.startswith(each.name):  # the desk has another name for it
                term = replace(term, name=each.name)
            if term is None:  # the same in another language, or new
                alike = came.get(each.slug)
                term = alike if alike and alike.name.startswith(each.name) else self._new(kind, each)
            self._add(term)
            labels[each.id] = Label(term.taxonomy, term.slug, term.name)

    def _new(self, kind: str, registered: Registered) -> Term:
        taxonomy, slug = _taxonomy(kind), wordpress_name(registered.slug)
        if (taxonomy, slug) in self.by_key:  # in another language; Polylang parts them so
            slug = f"{slug}-{registered.language}"
        return self.by_key.get((taxonomy, slug)) or Term(
            taxonomy, slug, registered.name, self._number(kind, registered.id), description=registered.description,
            meta=(("dateline_kind", registered.kind),) if registered.kind not in {"", "subject"} else (),
        )  # fmt: skip

    def _speak(self, languages: list[str]) -> None:
        """What Polylang calls the languages; a paper that has one does not need it."""
        known = frozenset(languages)
        for key, term in self.by_key.items():
            if key[0] == LANGUAGE and (tongue := language(term.slug, known, "")):
                self.languages.setdefault(tongue, Label(LANGUAGE, term.slug, term.name))
        names = desk.tongues()
        for place, tongue in enumerate(languages if len(languages) > 1 else (), start=1):
            if tongue not in self.languages:
                self._add(_tongue(tongue, names.get(tongue, tongue), self._number(LANGUAGE, place)))
                self.languages[tongue] = Label(LANGUAGE, tongue, names.get(tongue, tongue))

    def _add(self, term: Term) -> None:
        self.by_key[term.taxonomy, term.slug] = term

    def _number(self, kind: str, record: int) -> str:
        return str(above(self.largest, record, _KINDS.index(kind), of=len(_KINDS)))

    def _depth(self, term: Term) -> int:
        depth = 0
        while (parent := self.by_key.get((term.taxonomy, term.parent))) and depth < _DEEPEST:
            term, depth = parent, depth + 1
        return depth


def _taxonomy(kind: str) -> str:
    return "category" if kind == "section" else "post_tag"


def _tongue(tag: str, name: str, number: str) -> Term:
    about: dict[str, str | int] = {
        "locale": _LOCALES.get(tag, tag),
        "rtl": int(direction(tag) == "rtl"),
        "flag_code": "",
    }
    return Term(LANGUAGE, tag, name, number, description=serialized(about))
