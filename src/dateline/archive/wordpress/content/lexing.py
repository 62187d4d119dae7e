"""Where blocks and shortcodes begin and end in a text. Nothing is said here of what they mean."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple


class Token(NamedTuple):
    """A delimiter in a text. A literal is a shortcode that was escaped; its attributes are the text it stands for."""

    shape: Literal["open", "close", "void", "literal"]
    name: str
    attributes: str
    start: int
    end: int


_DELIMITER: Final = re.compile(r"<!--\s++(/?)wp:([a-z][a-z0-9_-]*+(?:/[a-z][a-z0-9_-]*+)?)(.*?)-->", re.DOTALL)


def block_tokens(source: str) -> Iterator[Token]:
    """The delimiters of blocks in a tidy text; the core's own blocks go by their short names."""
    for found in _DELIMITER.finditer(source):
        closing, name, rest = found.groups()
        rest = rest.strip()
        shape: Literal["open", "close", "void"] = "close" if closing else "void" if rest.endswith("/") else "open"
        yield Token(shape, _short(name), rest.removesuffix("/").rstrip(), *found.span())


def _short(name: str) -> str:
    # Each house that could be embedded had a block of its own once.
    return "embed" if name.startswith("core-embed/") else name.removeprefix("core/")


# What is no shortcode is matched too, so that brackets in tags, comments and code stay what they are.
_BRACKET: Final = re.compile(
    r"""<!--.*?-->
      | <(?P<slash>/?)(?P<quiet>pre|code|script|style|textarea|xmp|math)\b[^<>]*>
      | <[a-z/][^<>]*>
      | (?P<before>\[?)\[(?P<closing>/?)(?P<name>[a-z][\w-]*+)(?P<attributes>[^\[\]]*+)\](?P<after>\]?)
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_ASSIGNMENT: Final = re.compile(r"\s[\w-]++\s*+=")


def shortcode_tokens(html: str, known: frozenset[str]) -> list[Token]:
    """The shortcodes in a tidy text; words that stand in brackets because somebody wrote them so are none."""
    found = list(_brackets(html))
    ended = {each["name"] for each in found if each["closing"]} & {
        each["name"] for each in found if not each["closing"]
    }
    escaped = {each["name"] for each in found if each["closing"] and each["after"]}
    meant = [each for each in found if _is_meant(each, html, ended | known)]
    return [_token(each, escaped, is_paired=pair) for each, pair in zip(meant, _paired(meant), strict=True)]


def _brackets(html: str) -> Iterator[re.Match[str]]:
    quiet = ""
    for found in _BRACKET.finditer(html):
        if tag := (found["quiet"] or "").lower():
            if not quiet and not found["slash"]:
                quiet = tag
            elif quiet == tag and found["slash"]:
                quiet = ""
        elif found["name"] and not quiet:
            yield found


def _is_meant(found: re.Match[str], html: str, sure: frozenset[str] | set[str]) -> bool:
    name = found["name"]
    if name in sure or "_" in name or _ASSIGNMENT.search(found["attributes"]):
        return True
    # "The [vice-president] said so": a hyphen is enough of a sign only where nothing else stands on the line.
    return "-" in name and html[found.start() - 1 : found.start()] in "\n>" and html[found.end() :][:1] in "\n<"


def _paired(found: list[re.Match[str]]) -> list[bool]:
    """Which of these have their other half: closings count for the nearest opening of their name before them."""
    waiting: Counter[str] = Counter()
    paired = []
    for each in reversed(found):
        name = each["name"]
        if each["closing"]:
            waiting[name] += 1
        elif waiting[name]:
            waiting[name] -= 1
            paired.append(True)
            continue
        paired.append(bool(each["closing"]))
    return paired[::-1]


def _token(found: re.Match[str], escaped: set[str], *, is_paired: bool) -> Token:
    name, attributes = found["name"], found["attributes"].strip()
    start, end = found.start() + len(found["before"]), found.end() - len(found["after"])
    is_escaped = found["before"] and (found["after"] or name in escaped)
    if is_escaped or (found["closing"] and found["after"]):
        return Token("literal", name, found.string[start:end], *found.span())
    if found["closing"]:
        return Token("close", name, "", start, end)
    shape: Literal["open", "void"] = "open" if is_paired and not attributes.endswith("/") else "void"
    return Token(shape, name, attributes.removesuffix("/"), start, end)


_ATTRIBUTE: Final = re.compile(
    r"""(?P<name>[\w-]++)\s*+=\s*+(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"']++))
      | "(?P<quoted>[^"]*)" | '(?P<apostrophes>[^']*)' | (?P<word>\S+)
    """,
    re.VERBOSE,
)
_QUOTATION_MARKS: Final = re.compile("[“”″]|&quot;|&#8220;|&#8221;|&#8243;")


def shortcode_attributes(text: str) -> dict[str, str]:
    """The attributes of a shortcode, their names in small letters; those without a name are "0", "1" and so on."""
    attributes: dict[str, str] = {}
    unnamed = 0
    for found in _ATTRIBUTE.finditer(_QUOTATION_MARKS.sub('"', text.replace("\xa0", " "))):
        name, *values = found.groups()
        if name is None:
            name, unnamed = str(unnamed), unnamed + 1
        attributes[name.lower()] = next((value for value in values if value is not None), "")
    return attributes
