"""The benchmark of reading pages: bodies, dates, bylines, who published first; beside other readers, in one run."""

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import wire_scores as scores
from report import Columns, Report

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))
from dateline.wire.reading import read_page  # noqa: E402
from dateline.wire.values import ReadStory  # noqa: E402

SAMPLES = HERE.parent.parent / "shared" / "samples" / "pages"
_WARM = 5
_NEWSPAPER = """
import gzip, json, sys, time
import newspaper
for line in sys.stdin:
    path, url = json.loads(line)
    html = gzip.open(path).read().decode("utf-8", "replace")
    began = time.process_time()
    try:
        article = newspaper.Article(url or "http://localhost/")
        article.download(input_html=html)
        article.parse()
        text = article.text
    except Exception:
        text = ""
    print(json.dumps([text, time.process_time() - began]), flush=True)
"""


@dataclass(frozen=True)
class Sample:
    """A page, where it was found, and what is known of it."""

    path: Path
    address: str
    known: dict[str, Any]

    @property
    def html(self) -> bytes:
        """The page, unpacked."""
        return gzip.decompress(self.path.read_bytes())


def main() -> int:
    """Measure, and print what was found; gives the exit status."""
    given = _parser().parse_args()
    folder = given.folder or SAMPLES
    try:
        bodies, provenance = (_samples(folder, name) for name in ("bodies.json", "provenance.json"))
    except (OSError, ValueError, KeyError) as error:
        print(f"bench/wire: {folder}: no set of pages: {error!r}", file=sys.stderr)
        return 2
    report = Report(_TABLES, "pages", as_json=given.json)
    if bodies:
        _bodies(bodies, given.newspaper, report)
    if provenance:
        _provenance(provenance, report)
        _unread(bodies, provenance, report)
    report.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench/wire", description=__doc__)
    parser.add_argument("--folder", type=Path, help="pages (.html.gz) with bodies.json and provenance.json")
    parser.add_argument("--newspaper", type=Path, metavar="VENV", help="a venv with newspaper4k, to measure beside")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, instead of a table")
    return parser


_TABLES = (
    Columns(
        "Bodies: runs of four tokens, and pages a second on one core",
        "f1",
        {
            "f1": ("F1", 1, 4),
            "precision": ("precision", 1, 4),
            "recall": ("recall", 1, 4),
            "pages_a_second": ("pages/s", 1, 1),
            "speed": ("of trafilatura's", 1, 2),
        },
    ),
    Columns(
        "Facts, against what was read by hand",
        "right",
        {"right": ("right %", 0.01, 1), "wrong": ("wrong %", 0.01, 1), "missing": ("missing %", 0.01, 1)},
    ),
    Columns("Claims", "claims", {"claims": ("claims", 1, 0), "claims_share": ("%", 0.01, 1)}),
)


def _samples(folder: Path, name: str) -> list[Sample]:
    rows = json.loads((folder / name).read_text(encoding="utf-8"))
    return [Sample(folder / row["file"], row.get("url") or "", row) for row in rows]


def _bodies(samples: Sequence[Sample], venv: Path | None, report: Report) -> None:
    """The texts of all readers, and how fast they are; trafilatura's speed is the measure."""
    import trafilatura

    pages = [(sample.html, sample.address) for sample in samples]
    readers: dict[str, Callable[[bytes, str], str]] = {
        "trafilatura": lambda html, _: trafilatura.extract(html, include_comments=False) or "",
        "trafilatura, precision": lambda html, _: (
            trafilatura.extract(html, include_comments=False, favor_precision=True) or ""
        ),
        "dateline": lambda html, address: _text(read_page(html, address=address)),
    }
    measure = 0.0
    for name, read in readers.items():
        report.begin(name, len(samples))
        texts, seconds = _read_all(read, pages)
        measure = measure or seconds
        report.add(name, len(samples), **_found(samples, texts), **_speed(samples, seconds, measure))
    if venv:
        report.begin("newspaper4k", len(samples))
        texts, seconds = _newspaper(samples, venv)
        report.add("newspaper4k", len(samples), **_found(samples, texts), **_speed(samples, seconds, measure))


def _read_all(read: Callable[[bytes, str], str], pages: Sequence[tuple[bytes, str]]) -> tuple[list[str], float]:
    """Read the first pages once before, so that nobody pays for beginnings; the better of two runs counts."""
    for html, address in pages[:_WARM]:
        read(html, address)
    texts, best = [], float("inf")
    for _ in range(2):
        began = time.process_time()
        texts = [read(html, address) for html, address in pages]
        best = min(best, time.process_time() - began)
    return texts, best


def _newspaper(samples: Sequence[Sample], venv: Path) -> tuple[list[str], float]:
    asked = "".join(json.dumps([str(sample.path), sample.address]) + "\n" for sample in samples)
    run = subprocess.run(
        [venv / "bin" / "python", "-c", _NEWSPAPER], input=asked, capture_output=True, text=True, check=True
    )
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    return [text for text, _ in answers], sum(seconds for _, seconds in answers)


def _found(samples: Sequence[Sample], texts: Sequence[str]) -> dict[str, float]:
    return scores.body([(sample.known["body"], text) for sample, text in zip(samples, texts, strict=True)])


def _speed(samples: Sequence[Sample], seconds: float, measure: float) -> dict[str, float]:
    return {"pages_a_second": len(samples) / seconds, "speed": measure / seconds}


def _text(story: ReadStory) -> str:
    return story.body.value if story.body else ""


def _provenance(samples: Sequence[Sample], report: Report) -> None:
    """Dates, bylines, original outlets; pages that only look like reprints are counted apart."""
    report.begin("facts", len(samples))
    read = [(sample.known, read_page(sample.html, address=sample.address)) for sample in samples]
    reprints = [(known, story) for known, story in read if known["reprint"]]
    for name, tally in _tallies(reprints):
        shares = {kind: tally.share(kind) for kind in ("right", "wrong", "missing")}
        report.add(name, tally.all, **shares)
    others = [story for known, story in read if not known["reprint"]]
    _claims("called reprints, which they are not", others, report)


def _tallies(read: Sequence[tuple[dict[str, Any], ReadStory]]) -> Iterator[tuple[str, scores.Tally]]:
    named = {
        name: scores.Tally() for name in ("date", "date that no page tells", "original outlet", "author", "no author")
    }
    for known, story in read:
        day = story.published.value.value if story.published else None
        if wanted := known["original_date"]:
            named["date"].add(right=scores.is_day(wanted, day), given=day is not None)
        else:
            named["date that no page tells"].add(right=day is None, given=day is not None)
        outlet = story.original_outlet.value if story.original_outlet else None
        named["original outlet"].add(right=scores.is_name(known["original_outlet"], outlet), given=outlet is not None)
        people = frozenset(name.casefold() for name in story.bylines.value) if story.bylines else frozenset()
        wanted_people = scores.people(known["byline"])
        named["author" if wanted_people else "no author"].add(right=people == wanted_people, given=bool(people))
    yield from named.items()


def _unread(bodies: Sequence[Sample], provenance: Sequence[Sample], report: Report) -> None:
    """Claims on pages that nobody read by hand: most are no reprints; each claim is to be looked at."""
    known = {sample.address for sample in provenance}
    others = [sample for sample in bodies if sample.address not in known]
    _claims("called reprints, of pages not read by hand", [_read(sample) for sample in others], report)


def _read(sample: Sample) -> ReadStory:
    return read_page(sample.html, address=sample.address)


def _claims(name: str, stories: Sequence[ReadStory], report: Report) -> None:
    claims = sum(story.is_reprint for story in stories)
    report.add(name, len(stories), claims=claims, claims_share=claims / len(stories) if stories else 0.0)
