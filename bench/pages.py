"""A shelf of made-up pages: as long as the paper's stories and as compressible, made faster than the press prints."""

import json
import multiprocessing
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from archive import LAST_DAY, STORIES_A_DAY, Prose
from dateline.edition.theme.library import Library
from dateline.shelf.api import Shelf, lay

PARAGRAPHS = 4_000  # different ones, of which each page has some
OF_A_PAGE = 16
LENGTH = 16_000
_PIECE = 500
_WRITERS = 2

_PAGE = """<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{headline} — The Bench Gazette</title>
<link rel="canonical" href="https://paper.example{address}">
<style>{style}</style>
<script type="application/ld+json">{linked}</script>
</head>
<body>
<header class="masthead"><a href="/">The Bench Gazette</a></header>
<main><article><h1>{headline}</h1>
<p class="standfirst">{standfirst}</p>
<p><time datetime="{day}">{day:%d %B %Y}</time></p>
{text}
</article></main>
<footer><a href="/corrections/">Corrections</a> <a href="/feed.xml">Feed</a></footer>
</body></html>
"""
# As the edition has them printed with every page.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src {hashes}; img-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def addresses(count: int) -> list[str]:
    """The addresses of a shelf, the newest story first."""
    return [f"/{LAST_DAY - timedelta(days=n // STORIES_A_DAY):%Y/%m/%d}/story-{n}/" for n in range(count)]


def make(folder: Path, count: int, tell: Callable[[str], None]) -> Path:
    """Give the shelf of so many pages in a folder; make it, unless it is there from another time."""
    root, done = folder / f"shelf-{count}", folder / f"shelf-{count}.done"
    if done.exists():
        return root
    library = Library("#8a1c1c", None)
    page = partial(_lay, root, _Paper(str(library.style(arabic=False, lists=False))))
    asked = addresses(count)
    pieces = [asked[at : at + _PIECE] for at in range(0, count, _PIECE)]
    began = time.monotonic()
    with Shelf(root).writing() as writer, multiprocessing.get_context("fork").Pool(_WRITERS) as pool:
        hashes = " ".join(f"'{each}'" for each in sorted(library.style_hashes()))
        writer.put_headers({name: value.format(hashes=hashes) for name, value in _HEADERS.items()})
        for number, laid in enumerate(pool.imap(page, pieces)):
            writer.announce(laid)
            tell(f"{(number + 1) * _PIECE:,} of {count:,} pages, {time.monotonic() - began:.0f} s")
    done.touch()
    return root


@dataclass
class _Paper:
    style: str

    def __post_init__(self) -> None:
        prose = Prose(1)
        self.paragraphs = [f"<p>{prose.paragraph()}</p>" for _ in range(PARAGRAPHS)]
        self.headlines = [prose.headline() for _ in range(PARAGRAPHS)]

    def page(self, address: str) -> bytes:
        """A page that is like no other; the same for the same address."""
        pick = random.Random(address)
        headline = f"{pick.choice(self.headlines)} {address.rpartition('story-')[2].strip('/')}"
        day = date.fromisoformat(address[1:11].replace("/", "-"))
        linked = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": headline,
                             "datePublished": f"{day}", "url": f"https://paper.example{address}"})  # fmt: skip
        paragraphs = pick.sample(self.paragraphs, OF_A_PAGE)
        room = LENGTH - len(self.style) - 1200
        text = "\n".join(paragraphs)[:room]
        return _PAGE.format(
            headline=headline, address=address, style=self.style, linked=linked, day=day,
            standfirst=pick.choice(self.paragraphs)[3:140], text=text,
        ).encode()  # fmt: skip


def _lay(root: Path, paper: _Paper, asked: list[str]) -> list[str]:
    for address in asked:
        lay(root, address, paper.page(address))
    return asked
