"""Who of the newsroom may use the wire."""

from typing import Any

_READING = ("view_item", "view_source")
_TAKING = (*_READING, "take_item", "spike_item")
_RULING = ("add_source", "change_source", "delete_source")
MAY: dict[str, tuple[str, ...]] = {
    "Reporters": _TAKING,
    "Editors": (*_TAKING, *_RULING),
    "Publishers": (*_TAKING, *_RULING),
}


def let_in(**_: Any) -> None:
    """Give the newsroom's roles theirs; what a newsroom changed since is left as it is."""
    from django.apps import apps
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    create_permissions(apps.get_app_config("wire"), verbosity=0)
    ours = Permission.objects.filter(content_type__app_label="wire")
    for name, codenames in MAY.items():
        group, _created = Group.objects.get_or_create(name=name)
        if not group.permissions.filter(content_type__app_label="wire").exists():
            group.permissions.add(*ours.filter(codename__in=codenames))
            group.permissions.add(*Permission.objects.filter(codename="access_admin"))
