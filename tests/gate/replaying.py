"""A hundred threads hand in the same solved pass at the same moment; prints how many were let in.

A process of its own, with a database in a file: SQLite's databases in memory, which tests have, lock otherwise.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Barrier

THREADS = 100


def accepted() -> int:
    """Replay; each second thread inside a transaction that does more."""
    from django.db import close_old_connections, connection, transaction

    from dateline.gate import api as gate
    from tests.gate.conftest import COMMENT
    from tests.gate.steps import solved

    fields, start = solved(), Barrier(THREADS)

    def hand_in(number: int) -> bool:
        try:
            start.wait(30)
            with transaction.atomic() if number % 2 else nullcontext():
                passed = gate.judge(COMMENT, fields).passed
                gate.judge(COMMENT, {})
            return passed
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        passed = list(pool.map(hand_in, range(THREADS)))
    close_old_connections()
    return sum(passed)


def main() -> None:
    """Make the tables that are needed, and replay."""
    import django

    django.setup()
    from django.db import connection

    from dateline.gate.models import GateSettings, GateState, Spent

    with connection.schema_editor() as editor:
        for model in (Spent, GateState, GateSettings):
            editor.create_model(model)
    sys.stdout.write(f"{accepted()}\n")


if __name__ == "__main__":
    main()
