"""Letters to readers, in plain text: they are read everywhere, and tell nobody that they were."""

from collections.abc import Iterator

from markupsafe import Markup

from dateline.discussion.sheets import LetterSheet
from dateline.edition.theme.language import Language


def letter(language: Language, sheet: LetterSheet) -> tuple[str, str]:
    """The subject and the text of a letter."""
    text = language.words.text
    subject = text("Your comment was answered") if sheet.answer else text("Shall we write to you about answers?")
    body = "\n\n".join([*_text(language, sheet), language.copy.name])
    return subject.unescape(), f"{body}\n"


def _text(language: Language, sheet: LetterSheet) -> Iterator[str]:
    words, text = language.words, language.words.text
    named = {"name": _apart(sheet.name), "headline": _apart(sheet.headline)}
    if sheet.answer is None:
        yield words.say(
            "Whoever wrote the comment by {name} on “{headline}” wants a letter to you when it is answered.", **named
        ).unescape()
        yield _link(text("If that was you, confirm it here:"), sheet.letters)
        yield text("If it was not, do nothing, and we will not write again.").unescape()
        return
    name, answer = sheet.answer
    yield words.say("{name} has answered your comment on “{headline}”:", **{**named, "name": _apart(name)}).unescape()
    yield "\n".join(f"> {line}" for line in answer.splitlines())
    yield _link(text("Read it in its place:"), sheet.address)
    yield _link(text("No more of these letters:"), sheet.letters)


def _link(words: Markup, address: str) -> str:
    return f"{words.unescape()}\n{address}"


def _apart(text: str) -> str:
    """Text whose direction is its own (Unicode, UAX 9: FSI, PDI)."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"
