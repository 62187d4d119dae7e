"""Who of the newsroom may change what the gate asks."""

from typing import Any

_QUESTIONS = ("add_question", "change_question", "delete_question", "view_question")
MAY: dict[str, tuple[str, ...]] = {
    "Editors": _QUESTIONS,
    "Publishers": (*_QUESTIONS, "change_gatesettings"),
}


def let_in(**_: Any) -> None:
    """Give the newsroom's roles their permissions here; what a newsroom changed since is left as it is."""
    from django.apps import apps
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    create_permissions(apps.get_app_config("gate"), verbosity=0)
    ours = Permission.objects.filter(content_type__app_label="gate")
    for group in Group.objects.filter(name__in=MAY):
        if not group.permissions.filter(content_type__app_label="gate").exists():
            group.permissions.add(*ours.filter(codename__in=MAY[group.name]))
