"""What categories and tags become, as a file that people can look at and change before anything comes in."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline.archive.api import ArchiveError

_HEAD = """\
# What becomes of the categories and tags of this site: "section", "topic" or "nothing".
# Change what you like, and give the command again. The number is how many posts bear it.
"""


class WrittenError(Exception):
    """The mapping was written; whoever asked for it wants to look at it first."""


def read(path: Path) -> dict[tuple[str, str], str]:
    """What a file says, by taxonomy and slug.

    Raises:
        ArchiveError: it is no TOML, or a term becomes something that there is not.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ArchiveError(f"{path} cannot be read: {error}. Mend it, or remove it to have it written anew.") from error
    chosen: dict[tuple[str, str], str] = {}
    for taxonomy, terms in said.items():
        for slug, becomes in terms.items() if isinstance(terms, dict) else ():
            if becomes not in {"section", "topic", "nothing"}:
                raise ArchiveError(f"In {path}, “{slug}” becomes “{becomes}”. Write section, topic or nothing.")
            chosen[taxonomy, slug] = becomes
    return chosen


def writer(path: Path) -> Callable[[Any], None]:
    """What writes the mapping of a site to a file, and stops there."""

    def write(site: Any) -> None:
        lines = [_HEAD]
        before = None
        for rule in site.rules.all():
            if rule.taxonomy != before:
                lines.append(f"\n[{json.dumps(rule.taxonomy)}]\n")
                before = rule.taxonomy
            slug = json.dumps(rule.slug, ensure_ascii=False)
            lines.append(f'{slug} = "{rule.becomes}"  # {rule.name}, {rule.stories}\n')
        path.write_text("".join(lines), encoding="utf-8")
        raise WrittenError(
            f"What each category and tag would become stands in {path}. Look at it, change what you like, and give the "
            "same command again: then everything comes in."
        )

    return write
