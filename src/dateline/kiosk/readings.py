"""How often each page was read. Nothing about who read it."""

import json
import logging
import os
import time
from pathlib import Path
from typing import Final

from dateline.lib.api import write_atomically

log: Final = logging.getLogger("dateline.kiosk")


class Readings:
    """Counts readings by address, and puts the counts down in a folder for whoever adds them up.

    A file is called by its moment, its process and a number: ``1764064800-4711-3.json``. It holds one JSON object, the
    readings of each address since the last file.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._counts: dict[str, int] = {}
        self._number = 0
        self._is_told = False

    def count(self, address: str) -> None:
        """Count one reading."""
        if self._folder:
            self._counts[address] = self._counts.get(address, 0) + 1

    def put_down(self) -> None:
        """Write what was counted since the last call. If the disk refuses, it is kept for the next call."""
        if not self._counts or self._folder is None:
            return
        name = f"{int(time.time())}-{os.getpid()}-{self._number}.json"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._folder / name, json.dumps(self._counts, ensure_ascii=False).encode())
        except OSError as error:
            if not self._is_told:
                self._is_told = True
                log.error(
                    "Readings cannot be written to %s: %s. They are kept meanwhile.", self._folder, error.strerror
                )
            return
        self._is_told = False
        self._number += 1
        self._counts = {}
