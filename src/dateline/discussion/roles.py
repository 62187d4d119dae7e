"""Who of the newsroom may moderate."""

from typing import Any

_MODERATING = ("view_comment", "moderate_comment")
_RULING = ("add_banned", "change_banned", "delete_banned", "view_banned")
MAY: dict[str, tuple[str, ...]] = {
    "Moderators": (*_MODERATING, *_RULING),
    "Editors": (*_MODERATING, *_RULING, "read_email"),
    "Publishers": (
        *_MODERATING, *_RULING, "read_email", "change_discussionsettings",
        "add_sectionrule", "change_sectionrule", "delete_sectionrule", "view_sectionrule",
    ),
}  # fmt: skip


def let_in(**_: Any) -> None:
    """Make the role of moderators, give the others theirs; what a newsroom changed since is left as it is."""
    from django.apps import apps
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    create_permissions(apps.get_app_config("discussion"), verbosity=0)
    ours = Permission.objects.filter(content_type__app_label="discussion")
    for name, codenames in MAY.items():
        group, _created = Group.objects.get_or_create(name=name)
        if not group.permissions.filter(content_type__app_label="discussion").exists():
            group.permissions.add(*ours.filter(codename__in=codenames))
            group.permissions.add(*Permission.objects.filter(codename="access_admin"))
