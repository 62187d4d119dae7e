"""The kinds of checks: each folder here is one, and is found because it is here."""

import pkgutil
from importlib import import_module

from dateline.gate.checks.check import Check


def _found() -> dict[str, Check]:
    kinds = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg)
    found = [import_module(f"{__name__}.{kind}.check").CHECK for kind in kinds]
    return {check.kind: check for check in found}


CHECKS: dict[str, Check] = _found()
