"""What changed between two states of a story's text, as readers are shown it. Pure."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

Run = tuple[str, str]
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_OPERATIONS = {"equal": ("same", "same"), "delete": ("old", ""), "insert": ("", "new"), "replace": ("old", "new")}


def changes_between(old: Sequence[str], new: Sequence[str]) -> list[list[Run]]:
    """The paragraphs that differ, each as runs of ``(op, text)`` with op one of ``same``, ``old``, ``new``.

    Args:
        old: the paragraphs before, as plain text.
        new: the paragraphs after.

    Returns:
        A list of changed paragraphs in order; empty when nothing readers see has changed.
    """
    return [
        _words_between(before, after)
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
        for before, after in _paired(old[i1:i2], new[j1:j2])
    ]


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    for index in range(max(len(old), len(new))):
        yield (old[index] if index < len(old) else ""), (new[index] if index < len(new) else "")


def _words_between(before: str, after: str) -> list[Run]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    runs: list[Run] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for operation, words in zip(_OPERATIONS[tag], ("".join(old[i1:i2]), "".join(new[j1:j2])), strict=True):
            if operation and words and (operation, words) not in runs[-1:]:
                runs.append((operation, words))
    return runs
