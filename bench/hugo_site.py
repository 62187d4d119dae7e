"""The made-up archive as a Hugo site: what a newspaper that Hugo builds would keep on its disk."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from archive import CONTRIBUTORS, SECTIONS, TOPICS, stories

HERE = Path(__file__).parent / "hugo"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def write(folder: Path, count: int, seed: int = 1) -> None:
    """Write the site: theme, style, register, and a file for each story and each listing that Hugo does not find."""
    shutil.copytree(HERE, folder, dirs_exist_ok=True)
    _set_style(folder / "layouts")
    _set_rows(folder / "layouts")
    _Site(folder).write(count, seed)


def _set_style(layouts: Path) -> None:
    """Dateline's own style sheets, in the text of the templates: so they cost Hugo nothing."""
    from dateline.edition.theme.library import Library

    library = Library("#8a1c1c", None)
    for name, mark, lists in (("baseof.html", "/* STYLE OF LISTS */", True), ("story/page.html", "/* STYLE */", False)):
        template = layouts / name
        text = template.read_text(encoding="utf-8")
        if mark not in text:
            raise SystemExit(f"{template} has no {mark}")
        template.write_text(text.replace(mark, str(library.style(arabic=False, lists=lists))), encoding="utf-8")


def _set_rows(layouts: Path) -> None:
    """The row of a list, defined in every template that has rows: a tenth faster than calling it as a partial."""
    row = (layouts / "_partials" / "row.html").read_text(encoding="utf-8")
    call = '{{ partial "row.html" . }}'
    for template in layouts.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        if call in text:
            text = text.replace(call, '{{ template "row" . }}')
            template.write_text(f'{text}{{{{ define "row" }}}}{row}{{{{ end }}}}\n', encoding="utf-8")


class _Site:
    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        self.data = folder / "data"
        self.days: set[date] = set()
        self.periods: dict[str, set[str]] = {}

    def write(self, count: int, seed: int) -> None:
        for story in stories(count, seed):
            self._story(story)
        self._dates()
        self._terms()
        self._listing("archive", {"title": "Archive", "type": "archive", "years": sorted(self._years(), reverse=True)})
        self._listing("corrections", {"title": "Corrections", "type": "corrections"})
        # No page for the folder that the listings lie in.
        self._file("listings/_index.html", {"title": "Listings", "build": {"render": "never", "list": "never"}})
        self.data.mkdir()
        (self.data / "register.json").write_text(json.dumps(self._register()))

    def _story(self, story: dict) -> None:
        day = story["day"]
        desk = SECTIONS[story["section"]].lower()
        topics = [f"topic-{topic}" for topic in story["topics"]]
        writer = f"writer-{story['contributor']}"
        front = {
            "title": story["headline"],
            "date": f"{story['at']:%Y-%m-%dT%H:%M:%SZ}",
            "type": "story",
            "desks": [desk],
            "topics": topics,
            "contributors": [writer],
            "standfirst": story["standfirst"],
            "place": "Port Ferrow",
            "age_on": f"{day}",
        }
        if story["is_reprint"]:
            original = story["original_on"]
            front |= {
                "age_on": f"{original}",
                "outlet": "The Saltmarsh Courier",
                "outlet_address": "https://courier.example/",
                "original_address": f"https://courier.example/{story['number']}",
                "original_on": f"{original}",
                "original_read": f"{original.day} {original:%B %Y}",
            }
        first, *others = story["paragraphs"]
        body = f'<p><span class="dateline"><bdi>Port Ferrow</bdi> —</span> {first}</p>\n'
        body += "".join(f"<p>{text}</p>\n" for text in others)
        self._file(f"{day:%Y/%m/%d}/{story['slug']}.html", front, body)
        self.days.add(day)
        self.periods.setdefault(f"desks/{desk}", set()).add(f"{day:%Y-%m}")
        for subject in (*(f"topics/{topic}" for topic in topics), f"contributors/{writer}"):
            self.periods.setdefault(subject, set()).add(f"{day:%Y}")

    def _dates(self) -> None:
        """The archive is the tree of content: years, months and days are Hugo's own sections."""
        for day in self.days:
            front = {"title": f"{day.day} {day:%B %Y}", "type": "day", "period": f"{day}"}
            self._file(f"{day:%Y/%m/%d}/_index.html", front)
        for month in {day.replace(day=1) for day in self.days}:
            front = {
                "title": f"{month:%B %Y}",
                "short": MONTHS[month.month - 1],
                "type": "month",
                "period": f"{month:%Y-%m}",
                "outputs": ["html", "mapmonth"],
            }
            self._file(f"{month:%Y/%m}/_index.html", front)
        for year in self._years():
            self._file(f"{year}/_index.html", {"title": year, "type": "year", "period": year})

    def _terms(self) -> None:
        """Sections, topics and contributors are taxonomies; a year or month of one is a page that names it."""
        register = self._register()
        for subject, periods in self.periods.items():
            kind, name = subject.split("/")
            front: dict[str, Any] = {"title": register[kind][name]}
            if kind == "desks":
                front |= {"outputs": ["html", "atom", "oldrss", "jsonfeed"], "years": self._months_of(name, periods)}
            else:
                front["years"] = sorted(periods, reverse=True)
            self._file(f"{subject}/_index.html", front)
            folder = {"desks": name, "topics": f"topic/{name}", "contributors": f"by/{name}"}[kind]
            for period in periods:
                self._listing(
                    f"{folder}/{period.replace('-', '/')}",
                    {
                        "title": f"{register[kind][name]} · {_read(period)}",
                        "type": "subperiod",
                        "of": f"/{subject}",
                        "period": period,
                        "read": _read(period),
                        "format": "2006-01" if kind == "desks" else "2006",
                    },
                )

    def _months_of(self, name: str, periods: set[str]) -> list[dict]:
        found: dict[str, list[dict]] = {}
        for month in sorted(periods, reverse=True):
            row = {
                "month": month,
                "address": f"/{name}/{month.replace('-', '/')}/",
                "read": _read(month),
                "short": MONTHS[int(month[5:]) - 1],
            }
            found.setdefault(month[:4], []).append(row)
        return [{"year": year, "months": months} for year, months in found.items()]

    def _listing(self, address: str, front: dict) -> None:
        front = {**front, "url": f"/{address}/", "build": {"list": "never"}}
        self._file(f"listings/{address.replace('/', '-')}.html", front)

    def _file(self, name: str, front: dict, body: str = "") -> None:
        file = self.content / name
        text = f"{json.dumps(front, ensure_ascii=False, indent=1)}\n{body}"
        try:
            file.write_text(text, encoding="utf-8")
        except FileNotFoundError:
            file.parent.mkdir(parents=True)
            file.write_text(text, encoding="utf-8")

    def _years(self) -> list[str]:
        return sorted({f"{day:%Y}" for day in self.days})

    def _register(self) -> dict:
        return {
            "order": [name.lower() for name in SECTIONS],
            "desks": {name.lower(): name for name in SECTIONS},
            "topics": {f"topic-{n}": f"Topic {n}" for n in range(TOPICS)},
            "contributors": {f"writer-{n}": f"Writer {n}" for n in range(CONTRIBUTORS)},
            "months": sorted({f"{day:%Y/%m}" for day in self.days}, reverse=True),
        }


def _read(period: str) -> str:
    return f"{date.fromisoformat(f'{period}-01'):%B %Y}" if "-" in period else period
