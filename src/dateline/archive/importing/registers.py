"""The site's people, categories and tags, entered into the desk's registers before the first story asks for them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

from dateline.archive.importing.ledger import Ledger
from dateline.archive.importing.options import Options
from dateline.archive.importing.rules import OF_MACHINES
from dateline.archive.importing.survey import Survey
from dateline.archive.models import Carried, Rule
from dateline.archive.wordpress import addresses
from dateline.archive.wordpress.languages import language
from dateline.archive.wordpress.values import Author, Label, Term
from dateline.archive.wordpress.words import words
from dateline.archive.wordpress.work import digest
from dateline.desk import api as desk
from dateline.discussion import api as discussion

_UNSORTED: Final = {
    "en": "News",
    "az": "Xəbərlər",
    "azb": "خبرلر",
    "fa": "خبرها",
    "tr": "Haberler",
    "ar": "أخبار",
    "ru": "Новости",
}
_PRIMARY: Final = ("_yoast_wpseo_primary_category", "rank_math_primary_category", "_primary_term_category")
Key = tuple[str, str]


@dataclass(slots=True)
class Registers:
    """What terms and authors are here, by what they were there."""

    survey: Survey
    languages: frozenset[str]
    otherwise: str
    rules: dict[Key, str] = field(default_factory=dict)
    sections: dict[tuple[Key, str], int] = field(default_factory=dict)
    topics: dict[tuple[Key, str], int] = field(default_factory=dict)
    contributors: dict[str, int] = field(default_factory=dict)
    unsorted: dict[str, int] = field(default_factory=dict)
    by_id: dict[str, Key] = field(default_factory=dict)

    def language(self, tongue: str) -> str:
        """The paper's language that an item is in."""
        return language(tongue, self.languages, self.otherwise) if tongue else self.otherwise

    def place(self, labels: Iterable[Label], primary: str, tongue: str) -> tuple[int, tuple[int, ...]]:
        """The section of a story, and its topics: other categories that are sections are topics of it, too."""
        keys = [(label.taxonomy, label.slug) for label in labels]
        sections = [key for key in keys if self.rules.get(key) == Rule.Becomes.SECTION]
        first = self.by_id.get(primary)
        section = first if first in sections else next(iter(sections), None)
        found = self.sections.get((section, tongue)) if section else None
        topics = [self._topic(key, tongue) for key in keys if key != section and self.rules.get(key) in _WITH_PAGE]
        return found or self._unsorted(tongue), tuple(dict.fromkeys(topics))

    def primary(self, meta: Iterable[Key]) -> str:
        """The id of the category that an editor called the first of a story."""
        return next((value for key, value in meta if key in _PRIMARY), "")

    def signed(self, creator: str, labels: Iterable[Label]) -> tuple[int, ...]:
        """The contributors of a story: those that Co-Authors Plus names, or else its author."""
        names = [words(label.name) for label in labels if label.taxonomy == "author"]
        if names:
            return tuple(dict.fromkeys(self._contributor(name) for name in names))
        return (self._contributor(creator),) if creator else ()

    def _contributor(self, login: str) -> int:
        if login not in self.contributors:
            author = self.survey.authors.get(login) or Author(login)
            self.contributors[login] = desk.enter_contributor(_printable(author))
        return self.contributors[login]

    def _topic(self, key: Key, tongue: str) -> int:
        if (key, tongue) not in self.topics:
            term = self.survey.terms.get(key) or Term(*key)
            self.topics[key, tongue] = desk.enter_topic(
                tongue,
                words(self.survey.names.get(key) or term.name),
                unquote(key[1]),
                description=words(term.description),
            )
        return self.topics[key, tongue]

    def _unsorted(self, tongue: str) -> int:
        if tongue not in self.unsorted:
            name = _UNSORTED[tongue]
            self.unsorted[tongue] = desk.enter_section(tongue, name, name, order=90)
        return self.unsorted[tongue]


_WITH_PAGE: Final = frozenset({Rule.Becomes.SECTION, Rule.Becomes.TOPIC})


def _printable(author: Author) -> str:
    """The name that an author is printed with: never an e-mail address, which some have for a name."""
    names = (author.name, f"{author.first_name} {author.last_name}".strip(), author.login)
    told = (words(name) for name in names)
    return next((name for name in told if name and "@" not in name), "") or f"Contributor {author.id}".strip()


def enter(survey: Survey, rules: Iterable[Rule], otherwise: str) -> Registers:
    """Enter the languages, sections, topics and contributors that an export names."""
    known = frozenset(desk.languages())
    registers = Registers(survey, known, otherwise, {(rule.taxonomy, rule.slug): rule.becomes for rule in rules})
    registers.by_id = {term.id: key for key, term in survey.terms.items() if key[0] == "category"}
    tongues = [registers.language(tongue) for tongue, _count in survey.languages.most_common()]
    if (home := urlsplit(survey.site.address)).netloc:
        desk.give_address(f"{home.scheme}://{home.netloc}")
    desk.enter_languages(
        list(dict.fromkeys([otherwise, *tongues])),
        name=words(survey.site.title),
        organisation=words(survey.site.description),
    )
    for place, key in enumerate(key for key, _count in survey.usage.most_common() if key in registers.rules):
        for tongue in dict.fromkeys(map(registers.language, sorted(survey.spoken[key]))):
            if registers.rules[key] == Rule.Becomes.SECTION:
                registers.sections[key, tongue] = desk.enter_section(
                    tongue, words(survey.names[key]), unquote(key[1]), order=min(place + 1, 80)
                )
            elif registers.rules[key] == Rule.Becomes.TOPIC:
                registers._topic(key, tongue)
    for login in survey.authors:
        registers._contributor(login)
    return registers


def account(registers: Registers, ledger: Ledger, options: Options) -> None:
    """Write down what became of each author and term of the export."""
    survey = registers.survey
    known = ledger.known("author", map(_author_id, survey.authors.values()))
    for at, author in enumerate(survey.authors.values()):
        _note(ledger, known, "author", _author_id(author), at=at, mark=digest(author), title=_printable(author),
              record=registers.contributors[author.login], kept=_kept_of(author, options))  # fmt: skip
    ledger.doubles["author"] = survey.stood["author"] - len(survey.authors)
    for taxonomy in sorted({key[0] for key in survey.terms}):
        _account_of_terms(taxonomy, registers, ledger)


def _account_of_terms(taxonomy: str, registers: Registers, ledger: Ledger) -> None:
    kind = f"term:{taxonomy}"[:40]
    terms = [term for key, term in registers.survey.terms.items() if key[0] == taxonomy]
    known = ledger.known(kind, [_term_id(term) for term in terms])
    for at, term in enumerate(terms):
        record, why = _became(registers, term)
        _note(ledger, known, kind, _term_id(term), at=at, mark=digest(term), title=words(term.name), record=record,
              why=why, kept={"description": term.description, "meta": term.meta, "parent": term.parent,
                             "slug": term.slug, "id": term.id})  # fmt: skip
    ledger.doubles[kind] = registers.survey.stood[kind] - len(terms)


def _became(registers: Registers, term: Term) -> tuple[int | None, str]:
    key = (term.taxonomy, term.slug)
    for records, what in ((registers.sections, "a section"), (registers.topics, "a topic")):
        found = next((record for (one, _tongue), record in records.items() if one == key), None)
        if found is not None:
            return found, what
    if term.taxonomy in OF_MACHINES:
        return None, "kept: it is how WordPress sorts, not what a story is about"
    if key in registers.rules:
        return None, "kept: the rules say that it becomes nothing"
    return None, "kept: no story bears it"


def _note(ledger: Ledger, known: dict[str, Carried], kind: str, old_id: str, *, at: int, mark: str, title: str,
          record: int | None, why: str = "", kept: dict[str, object]) -> None:  # fmt: skip
    before = known.get(old_id)
    if before is None or before.run_id == ledger.run.pk:
        outcome = before.outcome if before else Carried.Outcome.NEW
    else:
        outcome = Carried.Outcome.UNCHANGED if before.digest == mark else Carried.Outcome.UPDATED
    ledger.note(kind, old_id, at=at, title=title, digest=mark, outcome=outcome, why=why, record=record,
                rest=Carried.packed(kept))  # fmt: skip


def _author_id(author: Author) -> str:
    """What an author is known by: the number of the account; the login itself is not kept."""
    return author.id or f"#{uuid.uuid5(uuid.NAMESPACE_OID, author.login).hex[:16]}"


def _kept_of(author: Author, options: Options) -> dict[str, object]:
    kept: dict[str, object] = {"nicenames": list(addresses.nicenames(author.login))}
    if options.with_logins:
        kept |= {"login": author.login, "email": discussion.sealed(author.email)}
    return kept


def _term_id(term: Term) -> str:
    return term.id or term.slug[:80]
