"""Photographs: one ``<picture>`` in three kinds and several widths, its caption and its credit."""

from markupsafe import Markup, escape

from dateline.desk.values import PRINTED_WIDTHS, PrintedPhotograph
from dateline.edition.theme.addresses import isolated
from dateline.lib.words import Words

STORY_SIZES = "(min-width:49rem) 46rem,100vw"
LEAD_SIZES = "(min-width:68rem) 36rem,100vw"
SMALL_SIZES = "(min-width:68rem) 20rem,(min-width:44rem) 50vw,100vw"
SHARED_WIDTH = 960


def shared_name(photograph: PrintedPhotograph) -> str:
    """The printing that other sites show when a story is shared."""
    widths = photograph.widths
    return photograph.name(SHARED_WIDTH if SHARED_WIDTH in widths else widths[-1], "jpg")


def picture(photograph: PrintedPhotograph, base: str, sizes: str, *, eager: bool = False) -> Markup:
    """The photograph without its caption; ``eager`` for the one that a page opens with."""
    widths = photograph.widths
    start = escape(base + photograph.digest)

    def files(kind: str) -> str:
        return ",".join(f"{start}-{width}.{kind} {width}w" for width in widths)

    width = min(photograph.width, PRINTED_WIDTHS[-1])
    height = max(1, round(photograph.height * width / max(1, photograph.width)))
    middle = widths[min(1, len(widths) - 1)]
    loading = ' fetchpriority="high"' if eager else ' loading="lazy"'
    return Markup(  # noqa: S704  # the words in it are escaped, the rest are numbers
        f'<picture><source type="image/avif" srcset="{files("avif")}" sizes="{sizes}">'
        f'<source type="image/webp" srcset="{files("webp")}" sizes="{sizes}">'
        f'<img src="{start}-{middle}.jpg" srcset="{files("jpg")}" sizes="{sizes}" width="{width}" height="{height}"'
        f' alt="{escape(photograph.alt)}"{loading} decoding="async"></picture>'
    )


def figure(
    photograph: PrintedPhotograph,
    base: str,
    words: Words,
    *,
    caption: str = "",
    credit: str = "",
    lead: bool = False,
) -> Markup:
    """The photograph with caption and credit; ``caption`` and ``credit`` override the photograph's own."""
    said = [
        words_
        for words_ in (
            _caption(caption or photograph.caption),
            _credit(credit or photograph.credit, words),
        )
        if words_
    ]
    below = f"<figcaption>{' '.join(said)}</figcaption>" if said else ""
    kind = f"photograph{' lead' if lead else ''}{' tall' if photograph.height > photograph.width else ''}"
    shown = picture(photograph, base, STORY_SIZES, eager=lead)
    return Markup(f'<figure class="{kind}">{shown}{below}</figure>')  # noqa: S704  # made of escaped parts


def _caption(caption: str) -> Markup:
    return isolated(caption) if caption else Markup("")


def _credit(credit: str, words: Words) -> Markup:
    if not credit:
        return Markup("")
    said = words.say("Photograph: {name}", name=isolated(credit))
    return Markup(f'<span class="credit">{said}</span>')  # noqa: S704  # escaped
