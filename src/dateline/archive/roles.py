"""Who of the newsroom may take former sites over."""

from typing import Any

MAY: dict[str, tuple[str, ...]] = {"Publishers": ("take_over_site",)}


def let_in(**_: Any) -> None:
    """Give the newsroom's roles theirs; what a newsroom changed since is left as it is."""
    from django.apps import apps
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    create_permissions(apps.get_app_config("archive"), verbosity=0)
    ours = Permission.objects.filter(content_type__app_label="archive")
    for name, codenames in MAY.items():
        group, _created = Group.objects.get_or_create(name=name)
        if not group.permissions.filter(content_type__app_label="archive").exists():
            group.permissions.add(*ours.filter(codename__in=codenames))
