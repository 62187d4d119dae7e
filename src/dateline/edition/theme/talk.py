"""What readers say, and what a reader alone is told: pages of comments, the form, receipts, reports."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from dateline.desk.values import Link
from dateline.discussion.sheets import Filled, FormSheet, ReceiptSheet, ReportSheet, Sheet, Stub, WordSheet
from dateline.discussion.text import html
from dateline.discussion.values import Discussion, PrintedComment, address_of, page_address
from dateline.edition.theme.language import Language

EMPTY = Markup("")
FIELDS = ("text", "name", "email")
ABSENCES = {"withdrawn": "withdrawn by its writer", "removed": "taken away by the newsroom"}
STATES = {
    "received": "Your comment is stored. It is being looked at.",
    "held": "Your comment is stored. A moderator will look at it before it is printed.",
    "approved": "Your comment is in print.",
    "rejected": "A moderator has decided not to print your comment.",
    "spam": "Your comment was taken for advertising and is not printed.",
    "withdrawn": "You have withdrawn your comment. Nothing of it is stored.",
}
REASONS = {
    "closed": "Comments on this story are closed; a moderator decides.",
    "incomplete": "Something is missing, or it is too long. You can change it below.",
    "moderated": "Here every comment is read before it is printed.",
    "newcomer": "First comments are read before they are printed.",
    "attack": "Just now we get very many comments; it may take longer.",
    "private": "It seems to hold something private.",
    "reported": "Other readers have reported it.",
    "appeal": "You have asked for another look.",
    "rules": "It does not keep to the rules of this newspaper.",
    "insult": "It insults or threatens somebody.",
    "false": "What it says is not true.",
    "off-topic": "It is not about this story.",
    "advertising": "It advertises something.",
}
PRIVATE = {
    "email": "There seems to be an e-mail address in it.",
    "telephone": "There seems to be a telephone number in it.",
    "street": "There seems to be a street address in it.",
}
REPORTS = {
    "abuse": "It insults or threatens somebody",
    "private": "It gives away something private",
    "false": "It is false",
    "spam": "It advertises something",
    "other": "Something else",
}
LACKS = {
    "name": "Please write a name. It need not be your own.",
    "text": "Please write a comment.",
    "long": "This comment is too long. Please shorten it, or send it in two.",
    "email": "Please write an e-mail address. This newspaper asks for one; it is never printed.",
    "email-wrong": "This is not an e-mail address. Look at it again.",
}
TITLES = {
    "no receipt": "There is no comment at this address",
    "no comment": "There is no such comment",
    "stands already": "This comment stands already",
}
WORDS = {
    "no receipt": "Look whether the address was copied to its end.",
    "no comment": "It may have been withdrawn.",
    "stands already": "The same words stand under the story already.",
}
FACTS = {
    "at": "Sent",
    "edited": "Changed",
    "name": "Name",
    "email": "E-mail address, encrypted",
    "gate": "Check against programs",
    "seconds": "Seconds of writing",
    "visitor": "A number for today instead of your address, forgotten tomorrow",
}
YES, NO = "yes", "no"
GATE = {"": "not asked", "passed": "passed", "failed": "failed", "skipped": "not passed yet"}


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


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt, ready for its template."""

    here: str
    state: Markup
    reasons: Sequence[Markup]
    told: str
    address: str
    name: str
    said: Markup
    private: Sequence[Markup]
    steps: Sequence[Markup]
    filled: Form | None
    until: Markup
    may_appeal: bool
    may_withdraw: bool
    facts: Sequence[tuple[Markup, object]]
    again: str


def talk(language: Language, story: str, discussion: Discussion | None, script: Script | None) -> Talk | None:
    """What readers say under the story at an address; nothing where there is nothing to read and nothing to write."""
    if discussion is None or discussion.is_silent:
        return None
    words = language.words
    is_first = discussion.page == 1
    heading = words.count("{count} comment", "{count} comments", discussion.count)
    return Talk(
        heading=heading if discussion.count and is_first else words.text("Comments"),
        said=[_said(language, story, discussion.story, each) for each in discussion.comments],
        pinned=[_said(language, story, discussion.story, each) for each in discussion.pinned],
        pages=_pages(language, story, discussion) if discussion.pages > 1 else (),
        form=_form(discussion, script) if discussion.accepts and is_first else None,
        loader=script.loader if script and discussion.accepts and is_first else EMPTY,
        is_closed=is_first and not discussion.accepts,
        feed=f"{story}comments.xml" if discussion.has_been else "",
    )


def _said(language: Language, story: str, story_id: int, comment: PrintedComment) -> Said:
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


def _form(
    discussion: Discussion,
    script: Script | None,
    writer: str = "",
    reply: int | None = None,
) -> Form:
    return Form(
        story=discussion.story,
        gate=f"/-/challenge?form=comment&about={discussion.story}" if script else "",
        wants_email=discussion.wants_email,
        reply=reply,
        writer=writer,
    )


def live_values(language: Language, sheet: Sheet, script: Script | None) -> dict[str, Any]:
    """Everything that ``talk.html`` names, for a page of one reader."""
    shared = {"navigation": language.navigation(), "canonical": "", "story": None, "answered": None, "loader": ""}
    match sheet:
        case FormSheet():
            return {**shared, **_form_values(language, sheet, script)}
        case ReceiptSheet():
            return {**shared, **_receipt_values(language, sheet)}
        case ReportSheet():
            return {**shared, **_report_values(language, sheet)}
        case WordSheet():
            text = language.words.text
            return {
                **shared,
                "kind": "word",
                "title": text(TITLES[sheet.says]),
                "words": text(WORDS[sheet.says]),
                "back": sheet.back,
            }


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


def _form_values(language: Language, sheet: FormSheet, script: Script | None) -> dict[str, Any]:
    text, discussion = language.words.text, sheet.discussion
    return {
        "kind": "form",
        "title": text("Answer a comment") if sheet.reply_to else text("Write a comment"),
        "story": _link(sheet.story),
        "answered": _said(language, "", discussion.story, sheet.reply_to) if sheet.reply_to else None,
        "form": _form(discussion, script, sheet.writer, sheet.reply_to.place if sheet.reply_to else None),
        "loader": script.loader if script else "",
    }


def _lacks(language: Language, filled: Filled) -> dict[str, Markup]:
    text = language.words.text
    return {name: text(LACKS[filled.lacks[name]]) if name in filled.lacks else EMPTY for name in FIELDS}


def _receipt_values(language: Language, sheet: ReceiptSheet) -> dict[str, Any]:
    words, text, stored = language.words, language.words.text, sheet.stored
    address = sheet.story.address if sheet.story else None
    is_seen = sheet.state == "approved" and sheet.place and address
    story = sheet.story.id if sheet.story else 0
    was = sheet.filled
    lacks = _lacks(language, was) if was else {}
    filled = Form(story, wants_email=sheet.wants_email, name=was.name, text=was.text, lacks=lacks) if was else None
    until = sheet.changeable_until
    return {
        "kind": "receipt",
        "title": text("Your comment"),
        "story": _link(sheet.story),
        "it": Receipt(
            here=sheet.here,
            state=text(STATES[sheet.state]),
            reasons=[text(REASONS[each]) for each in sheet.reasons if each in REASONS],
            told=sheet.told,
            address=address_of(address, sheet.place) if is_seen and address and sheet.place else "",
            private=[text(PRIVATE[each]) for each in sheet.private],
            name=stored.name,
            said=html(stored.text) if stored.text and not was else EMPTY,
            steps=[Markup(step) for _kind, step in sheet.steps],  # noqa: S704  # set and escaped by the gate
            filled=filled,
            until=words.say("Until {time}.", time=language.dates.moment(until)) if until else EMPTY,
            may_appeal=sheet.may_appeal,
            may_withdraw=sheet.state != "withdrawn",
            facts=_facts(language, sheet)
            if sheet.state != "withdrawn"
            else [(text("Sent"), language.dates.moment(stored.at))],
            again=f"/-/comment?story={story}&writer={sheet.writer}" if sheet.writer and sheet.story else "",
        ),
    }


def _facts(language: Language, sheet: ReceiptSheet) -> list[tuple[Markup, object]]:
    text, stored, dates = language.words.text, sheet.stored, language.dates
    facts: list[tuple[str, object]] = [
        ("name", Markup("<bdi>{}</bdi>").format(stored.name)),
        ("at", dates.moment(stored.at)),
        ("edited", dates.moment(stored.edited_at) if stored.edited_at else ""),
        ("email", Markup("<bdi>{}</bdi>").format(stored.email) if stored.email else ""),
        ("gate", text(GATE.get(stored.gate, "not asked"))),
        ("seconds", language.tongue.number(stored.seconds) if stored.seconds is not None else ""),
        ("visitor", text(YES if stored.has_visitor else NO)),
    ]
    return [(text(FACTS[name]), value) for name, value in facts if value]


def _report_values(language: Language, sheet: ReportSheet) -> dict[str, Any]:
    text = language.words.text
    return {
        "kind": "report",
        "title": text("Report a comment"),
        "story": _link(sheet.story),
        "answered": _said(language, sheet.story.address or "", sheet.story.id, sheet.comment),
        "is_sent": sheet.is_sent,
        "report": {
            "story": sheet.story.id,
            "comment": sheet.comment.place,
            "reasons": [(code, text(words)) for code, words in REPORTS.items()],
        },
    }


def _link(story: Stub | None) -> Link | None:
    return Link(story.headline, story.address) if story else None
