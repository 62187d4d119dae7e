"""What a template, a shortcode or a markup leaves in plain text: "{{ name }}", "[caption id=…]", "&amp;", "<p>"."""

import html
import re
from typing import Final

from dateline.wire.copy_check.copy import Copy, Found

NAMES: Final = ("leftover",)
PLACES: Final = ("body", "headline", "caption")

_TEMPLATE: Final = re.compile(
    r"\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|\$\{[\w.]{1,40}\}|<%[^\n]{0,80}?%>|%[A-Z][A-Z_]{3,30}%|"
    r"\[/?(?:caption|gallery|embed|audio|video|vc_\w+|et_pb_\w+|contact-form-7)\b[^\]\n]{0,200}\]|"
    r"\[object Object\]|\blorem ipsum\b",
    re.IGNORECASE,
)
_ENTITY: Final = re.compile(
    r"&(?:amp|nbsp|quot|lt|gt|apos|[lr]squo|[lr]dquo|[mn]dash|hellip|laquo|raquo|shy|#\d{2,6}|#x[\da-f]{2,5});",
    re.IGNORECASE,
)
_TAG: Final = re.compile(
    r"</?(?:p|br|div|span|strong|em|b|i|u|a|img|figure|figcaption|h[1-6]|ul|ol|li|blockquote|iframe|script|style|table|tr|td)"
    r"(?:\s[^<>\n]{0,300})?\s*/?>",
    re.IGNORECASE,
)


def find(copy: Copy) -> Found:
    """Take a piece of copy and give what is left over of markup in it. Entities are cured, tags and templates go."""
    if "{" in copy.text or "[" in copy.text or "%" in copy.text or "orem" in copy.text:
        for place in _TEMPLATE.finditer(copy.text):
            yield copy.damage("leftover", *place.span(), None, "A template was not filled in.")
    if "&" in copy.text:
        for place in _ENTITY.finditer(copy.text):
            yield copy.damage(
                "leftover",
                *place.span(),
                html.unescape(html.unescape(place.group())),
                "A character reference was not read.",
            )
    if "<" in copy.text:
        for place in _TAG.finditer(copy.text):
            yield copy.damage("leftover", *place.span(), "", "Markup stands in plain text.")
