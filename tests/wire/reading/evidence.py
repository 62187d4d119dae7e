"""Where evidence may stand: in a page's text, its attributes, the strings of its JSON-LD, its address."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from dateline.wire.reading.encoding import decode
from dateline.wire.values import Fact, ReadStory


def facts(story: ReadStory) -> Iterator[tuple[str, Fact[Any]]]:
    """Each fact of a story with the name of its field."""
    for field in fields(story):
        if isinstance(value := getattr(story, field.name), Fact):
            yield field.name, value


def stands_in(evidence: str, html: bytes, address: str) -> bool:
    """Whether words stand on a page, word for word but for white space and what is not printable."""
    return _bare(evidence) in _bare(" ".join(_everything(html, address)))


def _everything(html: bytes, address: str) -> Iterator[str]:
    yield address
    text = re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]", "", decode(html))  # nobody sees them
    tree = lxml_html.document_fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    for script in tree.xpath("//script[@type='application/ld+json']"):
        yield from _strings(_loaded(script.text or ""))
    for element in tree.iter():
        yield from (str(value) for value in element.attrib.values())
    etree.strip_elements(tree, "script", "style", "template", etree.Comment, with_tail=False)
    yield " ".join(tree.itertext())


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(each)


def _bare(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable() and letter != " ")
