"""The roles that every newsroom has from its first day: reporter, editor, publisher."""

from typing import Any

_WRITING = ("add_story", "change_story", "view_story", "view_outlet", "view_section", "view_topic", "view_contributor")
_EDITING = (
    "publish_story", "lock_story", "unlock_story", "correct_story", "kill_story", "delete_story",
    "add_topic", "change_topic", "delete_topic", "add_contributor", "change_contributor", "delete_contributor",
    "add_outlet", "change_outlet", "change_frontpage", "add_frontpage", "view_frontpage",
)  # fmt: skip
_PUBLISHING = (
    "add_section", "change_section", "delete_section", "delete_outlet", "change_newspaper", "add_user", "change_user",
    "delete_user", "add_locale", "change_locale", "submit_translation",
)  # fmt: skip
_PHOTOGRAPHS = ("add_image", "change_image", "choose_image")

ROLES: dict[str, tuple[str, ...]] = {
    "Reporters": _WRITING,
    "Editors": (*_WRITING, *_EDITING, "submit_translation"),
    "Publishers": (*_WRITING, *_EDITING, *_PUBLISHING),
}


def make_roles(**_: Any) -> None:
    """Make the groups, their permissions and the workflow; what a newsroom changed since is left as it is."""
    from django.apps import apps
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission
    from wagtail.snippets.models import create_extra_permissions

    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)
        create_extra_permissions(config, verbosity=0)
    for name, codenames in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        if not group.permissions.filter(content_type__app_label="desk").exists():
            group.permissions.add(*Permission.objects.filter(codename__in=(*codenames, "access_admin")))
            _let_into_photographs(group)
    _make_workflow()


def _let_into_photographs(group: Any) -> None:
    from django.contrib.auth.models import Permission
    from wagtail.models import Collection, GroupCollectionPermission

    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for permission in Permission.objects.filter(codename__in=_PHOTOGRAPHS, content_type__app_label="wagtailimages"):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _make_workflow() -> None:
    """One step: an editor reads every story that a reporter submits."""
    from django.contrib.auth.models import Group
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

    from dateline.desk.models import Story

    story = ContentType.objects.get_for_model(Story)
    if WorkflowContentType.objects.filter(content_type=story).exists():
        return
    workflow, _created = Workflow.objects.get_or_create(name="An editor reads it")
    task, created = GroupApprovalTask.objects.get_or_create(name="Reading by an editor")
    if created:
        task.groups.set(Group.objects.filter(name__in=["Editors", "Publishers"]))
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowContentType.objects.create(content_type=story, workflow=workflow)
