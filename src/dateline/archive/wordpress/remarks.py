"""A comment's HTML as readers write here: plain text, ``>`` before what is quoted, ``*`` around what is stressed. Pure.

WordPress lets commenters write a, abbr, b, blockquote, cite, code, del, em, i, q, s, strike, strong; its editors, more.
"""

import html
import re
from typing import Final

from dateline.lib.html import plain

_LINK: Final = re.compile(
    r"<a\b[^>]{0,2000}?\bhref\s*=\s*[\"']?(https?://[^\"'\s>]{1,2000})[^>]{0,2000}>(.*?)</a\s*>", re.I | re.S
)
_STRONG: Final = re.compile(r"<(strong|b)\b[^>]{0,500}>\s*(.*?)\s*</\1\s*>", re.I | re.S)
_STRESSED: Final = re.compile(r"<(em|i|cite)\b[^>]{0,500}>\s*(.*?)\s*</\1\s*>", re.I | re.S)
_QUOTED: Final = re.compile(r"<blockquote\b[^>]{0,2000}>(.*?)</blockquote\s*>", re.I | re.S)
_BREAK: Final = re.compile(r"\r\n?|<br\s*/?>\n?", re.I)
_PARAGRAPH: Final = re.compile(r"\s*</p\s*>\s*(?:<p\b[^>]{0,500}>)?\s*", re.I)
_TAG: Final = re.compile(r"<[a-zA-Z/!]")
_MANY_LINES: Final = re.compile(r"\n{3,}")
_LINE: Final = "\ue000"  # stands for a line's end while tags are taken out


def remark(content: str) -> str:
    """What a comment says, as plain text."""
    text = _BREAK.sub("\n", content)
    if _TAG.search(text):
        text = _PARAGRAPH.sub("\n\n", text)
        text = _QUOTED.sub(_quoted, text)
        text = _LINK.sub(_linked, text)
        text = _STRONG.sub(r"**\2**", text)
        text = _STRESSED.sub(r"*\2*", text)
        text = plain(text.replace("\n", _LINE)).replace(_LINE, "\n")
    else:
        text = html.unescape(text)
    return _MANY_LINES.sub("\n\n", text).strip()


def _linked(found: "re.Match[str]") -> str:
    address, words = html.unescape(found[1]), plain(found[2])
    return f" {address} " if words in address or not words else f"{words} ( {address} )"


def _quoted(found: "re.Match[str]") -> str:
    lines = plain(found[1].replace("\n", _LINE)).replace(_LINE, "\n").strip().splitlines()
    return "\n\n" + "\n".join(f"&gt; {html.escape(line)}" for line in lines if line.strip()) + "\n\n"
