"""Looks through the tracked files: lock files that fit, no address of an index, no path of somebody's machine."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^]]*\])?==", re.MULTILINE)
# An index is the reader's own choice, and a home folder is nobody's business.
UNWANTED = (
    r"(--(extra-)?index-url|--find-links|--trusted-host)[ =]",
    r"files\.pythonhosted\.org|pypi\.org/simple|registry\.npmjs\.org",
    r"(^|[^A-Za-z0-9_.-])/(home/[a-z]|root/|Users/|work/[a-z]|opt/pypi)",
)
BINARY = {".png", ".jpg", ".webp", ".avif"}


def plain(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(requirements: list[str]) -> set[str]:
    """The names in a list of requirements."""
    return {plain(NAME.match(each)[0]) for each in requirements}  # type: ignore[index]


def troubles() -> list[str]:
    """What is wrong, a line each."""
    found = []
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    running = wanted(project["project"]["dependencies"] + groups["build"])
    for lock, names in (("requirements.lock", running), ("requirements-dev.lock", running | wanted(groups["dev"]))):
        text = Path(lock).read_text(encoding="utf-8")
        pinned = {plain(each) for each in PINNED.findall(text)}
        found += [f"{lock} lacks {name}; run .ci/lock" for name in sorted(names - pinned)]
        if text.count("==") > text.count("--hash="):
            found.append(f"{lock} has packages without a hash; run .ci/lock")
    asked = json.loads(Path("package.json").read_text(encoding="utf-8"))["devDependencies"]
    locked = json.loads(Path("package-lock.json").read_text(encoding="utf-8"))["packages"]
    if locked[""]["devDependencies"] != asked:
        found.append("package-lock.json does not fit package.json; run npm install")
    found += [f"package-lock.json names an address of {name}" for name, each in locked.items() if "resolved" in each]
    return found + unwanted()


def unwanted() -> list[str]:
    """Every line of a tracked file that gives an address or a path away."""
    tracked = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=True).stdout.decode().split("\0")  # noqa: S607
    pattern = re.compile("|".join(UNWANTED))
    found = []
    for name in filter(None, tracked):
        path = Path(name)
        if path.suffix in BINARY or not path.is_file() or name == ".ci/tree.py":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if hit := pattern.search(line):
                found.append(f"{name}:{number}: {hit[0].strip()}")
    return found


def main() -> int:
    """Print what is wrong."""
    found = troubles()
    print("\n".join(found) or "Nothing is wrong with the tree.")  # noqa: T201
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
