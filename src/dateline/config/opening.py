"""Opening the house: Django set up, the database brought up to date, the first publisher's one-time link."""

from typing import TYPE_CHECKING

from dateline.config.environment import ConfigurationError, Environment

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

FIRST_PUBLISHER = "publisher"


def set_up() -> Environment:
    """Set Django up and bring the database up to date.

    Returns:
        The settings.

    Raises:
        ConfigurationError: the database cannot be reached or opened; says why and what to do.
    """
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    environment: Environment = settings.ENVIRONMENT
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise ConfigurationError(database_trouble(environment, error)) from error
    return environment


def gather_statistics() -> None:
    """Let SQLite look at how its tables are filled, so that searches among many stories are planned well.

    PostgreSQL does this by itself; SQLite does not, and without it a search at 100,000 stories takes seconds.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")


def map_no_file() -> None:
    """Let SQLite keep a part of its file in memory instead of mapping all of it: for work that goes through it."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size=0")


def database_trouble(environment: Environment, error: Exception) -> str:
    """What is wrong with the database, without its password."""
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if environment.database_url:
        return (
            f"The database of DATABASE_URL does not answer: {reason} "
            "Check host, port, name and password, and that the server runs; without DATABASE_URL, SQLite is used."
        )
    return f"The database in {environment.home} cannot be opened: {reason}. Check that the folder may be written to."


def first_link(environment: Environment) -> str:
    """The desk's address; with a one-time link for the first password as long as nobody has one.

    The token is Django's (HMAC over the user's state): it holds for three days, and no longer once a password is set.
    """
    from django.contrib.auth import get_user_model
    from django.contrib.auth.tokens import default_token_generator
    from django.urls import reverse
    from django.utils.encoding import force_bytes
    from django.utils.http import urlsafe_base64_encode

    users = get_user_model().objects
    if any(user.has_usable_password() for user in users.filter(is_active=True)):
        return f"{environment.desk.address}{reverse('wagtailadmin_home')}"
    user = _first_publisher()
    token = default_token_generator.make_token(user)
    path = reverse("desk_welcome", args=[urlsafe_base64_encode(force_bytes(user.pk)), token])
    return f"{environment.desk.address}{path}"


def _first_publisher() -> "AbstractUser":
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    user, created = get_user_model().objects.get_or_create(
        username=FIRST_PUBLISHER, defaults={"is_superuser": True, "is_staff": True}
    )
    if created:
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get(name="Publishers"))
    return user
