"""What an item of a WordPress site says, as the blocks of a story. No Django, no database, no network.

    the text as it stood
      │  source.tidy: bytes, brackets and comments that would hide words
      ▼
    blocks and shortcodes                   lexing: where they begin and end
      │  marking, blocks, shortcodes        what they say becomes HTML; what nobody knows, a mark
      │  paragraphs                         lines of the older editor become paragraphs
      ▼
    one piece of HTML with marks in it
      │  source.tree, compositor            every element by its rule: prose, pictures, embeds, tables
      │  galley                             words into paragraphs, everything else into blocks
      ▼
    Converted: blocks, what was left

Words of the author are never lost: what is not understood is kept as it stood, and told of.
"""

from itertools import groupby
from typing import Final

from dateline.archive.wordpress.content import blocks, embeds, pictures, prose, shortcodes, tables
from dateline.archive.wordpress.content.compositor import Compositor, Rule
from dateline.archive.wordpress.content.lexing import block_tokens, shortcode_tokens
from dateline.archive.wordpress.content.links import Links, hosts_of
from dateline.archive.wordpress.content.marking import Block, Grammar, Loose, Marker, Marks
from dateline.archive.wordpress.content.paragraphs import paragraphs
from dateline.archive.wordpress.content.source import tidy, tree
from dateline.archive.wordpress.values import Converted, Item, Left, Site

__all__ = ["convert"]

_RULES: Final[dict[str, Rule]] = {**prose.RULES, **pictures.RULES, **embeds.RULES, **tables.RULES}


def convert(item: Item, site: Site) -> Converted:
    """Take an item and the site that it stood on, and give its content as blocks. Raises for no content whatever.

    Links to the site's hosts lead from the root.
    """
    source = tidy(item.content)
    marks = Marks()
    body = tree(_html(source, item, marks))
    if body is None:
        kept: Block = {"type": "kept", "value": {"html": item.content, "what": "text"}}
        return Converted((kept,), left=(Left("text", item.content[:200]),))
    compositor = Compositor(_RULES, Links(hosts_of(site), site.address), marks)
    compositor.within(body)
    return Converted(tuple(compositor.galley.finished()), tuple(compositor.left))


def _html(source: str, item: Item, marks: Marks) -> str:
    """The text as one piece of HTML: its blocks and its shortcodes said, its loose lines in paragraphs."""
    shortcode = shortcodes.grammar(item)
    pieces = Marker(source, blocks.grammar(item), marks).read(block_tokens(source))
    parts = []
    for is_loose, stretch in groupby(pieces, key=lambda piece: isinstance(piece, Loose)):
        html = _said("".join(stretch), shortcode, marks)
        parts.append(paragraphs(html) if is_loose else html)
    return "".join(parts)


def _said(html: str, grammar: Grammar, marks: Marks) -> str:
    if "[" not in html:
        return html
    return "".join(Marker(html, grammar, marks).read(shortcode_tokens(html, shortcodes.KNOWN)))
