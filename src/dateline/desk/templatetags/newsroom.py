"""What the desk's own templates say of the newspaper."""

from django import template
from django.urls import reverse

from dateline.desk.copy import paper
from dateline.desk.models import Story

register = template.Library()


@register.simple_tag
def newspaper_name() -> str:
    """The paper's name in its primary language."""
    return paper().editions[0].name


@register.simple_tag
def stories_address() -> str:
    """Where the stories are listed."""
    return reverse(Story.snippet_viewset.get_url_name("list"))
