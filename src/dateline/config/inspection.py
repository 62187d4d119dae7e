"""What ``dateline check`` looks at."""

import os
import socket
from collections.abc import Iterator

from dateline.config import environment as settings_source
from dateline.config.environment import ConfigurationError, Environment, Listener


def problems() -> Iterator[str]:
    """Everything that is wrong, each with its cure; nothing when all is well."""
    try:
        environment = settings_source.read()
    except ConfigurationError as error:
        yield str(error)
        return
    folder = _folder_trouble(environment)
    if folder:
        yield folder
        return
    yield from _django_troubles(environment)
    if environment.paper == environment.desk:
        yield "DATELINE_PAPER and DATELINE_DESK are the same. Readers and editors need an address each."
    yield from _print_troubles()


def _folder_trouble(environment: Environment) -> str:
    home = environment.home
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return f"DATELINE_HOME: {home} cannot be made ({error.strerror}). Name a folder that Dateline may write to."
    if not os.access(home, os.W_OK | os.X_OK):
        return f"DATELINE_HOME: {home} may not be written to. Change its owner, or name another folder."
    return ""


def _django_troubles(environment: Environment) -> Iterator[str]:
    import django

    from dateline.config.opening import database_trouble

    django.setup()
    from django.core import checks
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            yield "The database is not up to date. Run: dateline manage migrate (dateline serve does it by itself)."
    except DatabaseError as error:
        yield database_trouble(environment, error)
    yield from (str(message) for message in checks.run_checks() if message.is_serious())


def _print_troubles() -> Iterator[str]:
    from django.db import DatabaseError

    from dateline.edition import api as edition

    try:
        waiting = edition.waiting(urgent=True)
    except DatabaseError:
        return
    if waiting:
        yield f"{waiting} print orders wait. Run: dateline print (dateline serve does it by itself)."


def listener_trouble(name: str, listener: Listener) -> str:
    """Why an address cannot be listened at, or nothing."""
    family = socket.AF_INET6 if ":" in listener.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listener.host, listener.port))
        except OSError as error:
            return (
                f"{name}: {listener} cannot be used ({error.strerror}). Stop the program that has it, or write another."
            )
    return ""
