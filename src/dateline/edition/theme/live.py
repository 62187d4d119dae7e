"""Live pages: what a reader alone is told. The form on a page of its own, receipts, letters, reports, words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from dateline.desk.values import Link
from dateline.discussion.sheets import (
    Filled,
    FormSheet,
    LettersSheet,
    ReceiptSheet,
    ReportSheet,
    Sheet,
    Stub,
    WordSheet,
)
from dateline.discussion.text import html
from dateline.discussion.values import address_of
from dateline.edition.theme.language import Language
from dateline.edition.theme.talk import EMPTY, FIELDS, Form, Script, form, said

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
    "letters": "Letters about answers",
    "gate": "Check against programs",
    "seconds": "Seconds of writing",
    "visitor": "A number for today instead of your address, forgotten tomorrow",
}
YES, NO = "yes", "no"
LETTERS = {
    "": "No letters are sent about the comment by {name}.",
    "wanted": "Do you want a letter when the comment by {name} is answered?",
    "confirmed": "You get a letter when the comment by {name} is answered.",
    "stopped": "No letters are sent about the comment by {name}.",
}
LETTERS_ARE = {"wanted": "not confirmed yet", "confirmed": YES, "stopped": NO}
GATE = {"": "not asked", "passed": "passed", "failed": "failed", "skipped": "not passed yet"}


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
        case LettersSheet():
            return {**shared, **_letters_values(language, sheet)}
        case WordSheet():
            text = language.words.text
            return {
                **shared,
                "kind": "word",
                "title": text(TITLES[sheet.says]),
                "words": text(WORDS[sheet.says]),
                "back": sheet.back,
            }


def _form_values(language: Language, sheet: FormSheet, script: Script | None) -> dict[str, Any]:
    text, discussion = language.words.text, sheet.discussion
    return {
        "kind": "form",
        "title": text("Answer a comment") if sheet.reply_to else text("Write a comment"),
        "story": _link(sheet.story),
        "answered": said(language, "", discussion.story, sheet.reply_to) if sheet.reply_to else None,
        "form": form(language, discussion, script, sheet.writer, sheet.reply_to.place if sheet.reply_to else None),
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
        ("letters", _letters(language, sheet)),
        ("gate", text(GATE.get(stored.gate, "not asked"))),
        ("seconds", language.tongue.number(stored.seconds) if stored.seconds is not None else ""),
        ("visitor", text(YES if stored.has_visitor else NO)),
    ]
    return [(text(FACTS[name]), value) for name, value in facts if value]


def _letters(language: Language, sheet: ReceiptSheet) -> Markup:
    """Whether letters are wanted, with the way to change that."""
    if not sheet.letters:
        return EMPTY
    said = language.words.text(LETTERS_ARE[sheet.stored.letters])
    return Markup('<a href="{}">{}</a>').format(sheet.letters, said)


def _report_values(language: Language, sheet: ReportSheet) -> dict[str, Any]:
    text = language.words.text
    return {
        "kind": "report",
        "title": text("Report a comment"),
        "story": _link(sheet.story),
        "answered": said(language, sheet.story.address or "", sheet.story.id, sheet.comment),
        "is_sent": sheet.is_sent,
        "report": {
            "story": sheet.story.id,
            "comment": sheet.comment.place,
            "reasons": [(code, text(words)) for code, words in REPORTS.items()],
        },
    }


def _letters_values(language: Language, sheet: LettersSheet) -> dict[str, Any]:
    text = language.words.text
    return {
        "kind": "letters",
        "title": text("Letters about answers"),
        "story": _link(sheet.story),
        "here": sheet.here,
        "words": language.words.say(LETTERS[sheet.standing], name=Markup("<bdi>{}</bdi>").format(sheet.name)),
        "may_confirm": sheet.standing != "confirmed" and sheet.name,
        "may_stop": sheet.standing in {"wanted", "confirmed"},
    }


def _link(story: Stub | None) -> Link | None:
    return Link(story.headline, story.address) if story else None
