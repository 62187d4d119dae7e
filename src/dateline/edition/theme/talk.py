"""What readers say, and what a reader alone is told: pages of comments, the form, receipts, reports."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from dateline.desk.values import Link
from dateline.discussion.sheets import Stub
from dateline.discussion.text import html
from dateline.discussion.values import Discussion, PrintedComment, address_of, page_address
from dateline.edition.theme.language import Language

EMPTY = Markup("")
FIELDS = ("text", "name", "email")
ABSENCES = {"withdrawn": "withdrawn by its writer", "removed": "taken away by the newsroom"}


@dataclass(frozen=True, slots=True)
class Script:
    """The gate's script, where it stands; and the few words in a page that fetch it when a form is touched."""

    address: str
    loader: Markup
    digest: str


def script(source: bytes) -> Script:
    """The script of a form. Its address bears a hash of it, so that it may be kept for ever."""
    address = f"/comment.{hashlib.sha256(source).hexdigest()[:16]}.js"
    words = (
        'document.querySelector("form[data-gate]").addEventListener("focusin",()=>{'
        f'document.head.append(Object.assign(document.createElement("script"),{{src:"{address}"}}))}},{{once:true}})'
    )
    digest = "sha256-" + base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()
    return Script(address, Markup(f"<script>{words}</script>"), digest)  # noqa: S704  # all our own


@dataclass(frozen=True, slots=True)
class Said:
    """A comment, set."""

    place: int
    standing: str
    address: str
    name: str = ""
    when: Markup = EMPTY
    html: Markup = EMPTY
    is_edited: bool = False
    by_newsroom: bool = False
    by_site: bool = False
    pinned: bool = False
    reply_address: str = ""
    reply_words: Markup = EMPTY
    answer: str = ""
    report: str = ""
    absence: Markup = EMPTY


@dataclass(frozen=True, slots=True)
class Form:
    """The form's fields as they stand in it."""

    story: int
    gate: str = ""
    wants_email: bool = False
    offers_letters: bool = False
    reply: int | None = None
    writer: str = ""
    name: str = ""
    text: str = ""
    lacks: Mapping[str, Markup] = field(default_factory=lambda: dict.fromkeys(FIELDS, EMPTY))


@dataclass(frozen=True, slots=True)
class Talk:
    """A page of a discussion, ready for its template."""

    heading: Markup
    said: Sequence[Said]
    pinned: Sequence[Said] = ()
    pages: Sequence[Link] = ()
    form: Form | None = None
    loader: Markup = EMPTY
    is_closed: bool = False
    feed: str = ""


def talk(language: Language, story: str, discussion: Discussion | None, script: Script | None) -> Talk | None:
    """What readers say under the story at an address; nothing where there is nothing to read and nothing to write."""
    if discussion is None or discussion.is_silent:
        return None
    words = language.words
    is_first = discussion.page == 1
    heading = words.count("{count} comment", "{count} comments", discussion.count)
    return Talk(
        heading=heading if discussion.count and is_first else words.text("Comments"),
        said=[said(language, story, discussion.story, each) for each in discussion.comments],
        pinned=[said(language, story, discussion.story, each) for each in discussion.pinned],
        pages=_pages(language, story, discussion) if discussion.pages > 1 else (),
        form=form(language, discussion, script) if discussion.accepts and is_first else None,
        loader=script.loader if script and discussion.accepts and is_first else EMPTY,
        is_closed=is_first and not discussion.accepts,
        feed=f"{story}comments.xml" if discussion.has_been else "",
    )


def said(language: Language, story: str, story_id: int, comment: PrintedComment) -> Said:
    """A comment, or the place of one that is gone, set."""
    words, place = language.words, comment.place
    here = address_of(story, place)
    if comment.standing != "approved":
        return Said(place, comment.standing, here, absence=words.text(ABSENCES[comment.standing]))
    replied, name = comment.reply_to, comment.reply_to_name
    reply = words.say("in answer to {name}", name=Markup("<bdi>{}</bdi>").format(name or f"#{replied}"))
    return Said(
        place=place,
        standing=comment.standing,
        address=here,
        name=comment.name,
        when=language.dates.moment(comment.at),
        html=html(comment.text),
        is_edited=comment.edited_at is not None,
        by_newsroom=comment.by_newsroom,
        by_site=comment.by_site,
        pinned=comment.pinned,
        reply_address=address_of(story, replied) if replied else "",
        reply_words=reply,
        answer=f"/-/comment?story={story_id}&reply={place}",
        report=f"/-/report?story={story_id}&comment={place}",
    )


def _pages(language: Language, story: str, discussion: Discussion) -> list[Link]:
    """All pages, on the story's own; elsewhere the first and the neighbours, so that a new page changes one other."""
    page, pages = discussion.page, range(1, discussion.pages + 1)
    shown = pages if page == 1 else [each for each in pages if each == 1 or abs(each - page) <= 1]
    return [
        Link(language.tongue.number(each), page_address(story, each) + "#comments", "here" * (each == page))
        for each in shown
    ]


def form(
    language: Language,
    discussion: Discussion,
    script: Script | None,
    writer: str = "",
    reply: int | None = None,
) -> Form:
    """An empty form for a comment; ``writer`` makes its writer known again, ``reply`` is the number that it answers."""
    return Form(
        story=discussion.story,
        gate=f"/-/challenge?form=comment&about={discussion.story}" if script else "",
        wants_email=discussion.wants_email,
        offers_letters=language.writes_letters,
        reply=reply,
        writer=writer,
    )


def page_values(language: Language, story: Stub, discussion: Discussion, script: Script | None) -> dict[str, Any]:
    """Everything that ``talk.html`` names, for a printed page of comments."""
    address = story.address or ""
    return {
        "kind": "page",
        "navigation": language.navigation(),
        "story": Link(story.headline, address),
        "title": language.words.say("Comments, page {page}", page=language.tongue.number(discussion.page)),
        "canonical": language.absolute(page_address(address, discussion.page)),
        "talk": talk(language, address, discussion, script),
    }
