"""How a command of the bench begins: with the Python of the venv, if there is one."""

import importlib
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHON = HERE.parent / ".venv" / "bin" / "python"


def run(module: str) -> None:
    """Run ``main`` of a module, and end with the status that it gives."""
    if PYTHON.exists() and Path(sys.prefix).resolve() != PYTHON.parent.parent.resolve():
        os.execv(PYTHON, [str(PYTHON), *sys.argv])
    sys.exit(importlib.import_module(module).main())
