"""Pages of the desk that Wagtail does not have: the first password, correcting, killing, kept photographs."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from django.views.static import serve

from dateline.desk import api, originals
from dateline.desk.changes import changes_between
from dateline.desk.errors import DeskError, NotReadyError
from dateline.desk.models import Correction, Story
from dateline.wire import api as wire


class FirstPasswordView(PasswordResetConfirmView):
    """The one-time link of a new newspaper: choose a password, and be at the desk."""

    template_name = "desk/welcome.html"
    post_reset_login = True
    success_url = reverse_lazy("wagtailadmin_home")


@login_required
def kept_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """A photograph as the desk keeps it; for those at the desk only."""
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))


class CorrectionForm(forms.ModelForm):  # type: ignore[type-arg]
    """What was wrong and what is right."""

    show_changes = forms.BooleanField(
        label=gettext_lazy("Readers may open what changed"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Clear it when the old words themselves do harm."),
    )

    class Meta:
        model = Correction
        fields = ["kind", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}


class KillForm(forms.Form):
    """Why, and what readers find instead."""

    leaves_notice = forms.BooleanField(
        label=gettext_lazy("Leave a notice at its address"), required=False, initial=True
    )
    notice = forms.CharField(
        label=gettext_lazy("Notice for readers"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, for the desk only"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class _StoryFormView(PermissionRequiredMixin, FormView):  # type: ignore[type-arg]
    """A page about one story with a form on it."""

    raise_exception = True

    @cached_property
    def story(self) -> Story:
        """The story that the page is about."""
        return get_object_or_404(Story.objects.select_related("locale"), pk=self.kwargs["story_id"])

    def get_success_url(self) -> str:
        """Back to the story."""
        return reverse(self.story.snippet_viewset.get_url_name("edit"), args=[self.story.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The story and the way back."""
        return super().get_context_data(story=self.story, back=self.get_success_url(), **kwargs)

    def refuse(self, form: Any, error: DeskError) -> HttpResponse:
        """The page again, with every reason."""
        reasons = [str(lack.cure) for lack in error.lacks] if isinstance(error, NotReadyError) else [str(error)]
        for reason in reasons:
            form.add_error(None, reason)
        return self.form_invalid(form)


class CorrectView(_StoryFormView):
    """Publish the newest draft with a note; what will change stands on the page."""

    template_name = "desk/correct.html"
    form_class = CorrectionForm
    permission_required = "desk.correct_story"

    @cached_property
    def alert(self) -> wire.AlertSeen | None:
        """What happened to the story's original and made somebody come here, if anything did."""
        number = self.request.GET.get("alert", "")
        alert = wire.alert(int(number)) if number.isascii() and number.isdigit() else None
        return alert if alert and alert.key == self.story.pk else None

    def get_initial(self) -> dict[str, Any]:
        """What the original's outlet says of its own correction, to begin with."""
        return originals.correction_for(self.story, self.alert) if self.alert else super().get_initial()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the difference between what is printed and the newest draft."""
        draft = self.story.get_latest_revision_as_object()
        changes = changes_between(api.text_of(self.story), api.text_of(draft))
        return super().get_context_data(changes=changes, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Correct, or say why not."""
        try:
            api.correct(
                self.story,
                kind=form.cleaned_data["kind"],
                note=form.cleaned_data["note"],
                show_changes=form.cleaned_data["show_changes"],
                user=self.request.user,
            )
        except DeskError as error:
            return self.refuse(form, error)
        if self.alert:
            wire.answer_alert(self.alert.id, "corrected", by=self.request.user)
        messages.success(self.request, _("Corrected. It is in the paper, with its note."))
        return redirect(self.get_success_url())


class KillView(_StoryFormView):
    """Take a story away from everywhere."""

    template_name = "desk/kill.html"
    form_class = KillForm
    permission_required = "desk.kill_story"

    def form_valid(self, form: Any) -> HttpResponse:
        """Kill, or say why not."""
        try:
            api.kill(self.story, user=self.request.user, **form.cleaned_data)
        except DeskError as error:
            return self.refuse(form, error)
        messages.success(self.request, _("Killed. It is gone from every page; its record stays here."))
        return redirect(self.get_success_url())
