"""What the desk's own templates say of the newspaper."""

from django import template
from django.urls import reverse
from django.utils.formats import number_format

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


@register.filter
def grouped(number: int) -> str:
    """A number with its thousands set apart, as the language of the desk does."""
    return number_format(number, use_l10n=True, force_grouping=True)
