"""The moderators' place at the desk. Everything only translates."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View

from dateline.desk import api as desk
from dateline.discussion import forms, moderation, queue, signals
from dateline.discussion.errors import DiscussionError
from dateline.discussion.models import Comment, Mode, Thread
from dateline.gate import api as gate

REASONS = {
    "rules": gettext_lazy("against the rules"),
    "insult": gettext_lazy("insults or threatens"),
    "private": gettext_lazy("gives away something private"),
    "false": gettext_lazy("is not true"),
    "off-topic": gettext_lazy("not about this story"),
    "advertising": gettext_lazy("advertises"),
}


def _ids(given: list[str]) -> list[int]:
    """Those of the words that can be the id of a record."""
    return [each for each in map(forms.number, given) if each is not None]


class _Moderating(PermissionRequiredMixin, View):
    permission_required = "discussion.moderate_comment"
    raise_exception = True


class QueueView(_Moderating):
    """What waits, or what was decided: read it, decide on it, undo it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The next comments."""
        view = request.GET.get("view", "waiting")
        view = view if view in queue.VIEWS else "waiting"
        words, after = request.GET.get("q", "").strip()[:100], request.GET.get("after", "")
        story = forms.number(request.GET.get("story", ""))
        waiting = queue.stretch(view, words, story, forms.number(after) or 0)
        until = gate.raised_until()
        last = waiting[-1].comment.pk if len(waiting) == queue.AT_ONCE else None
        return render(
            request,
            "discussion/queue.html",
            {
                "waiting": waiting,
                "view": view,
                "views": [(name, label) for name, (label, _wanted) in queue.VIEWS.items()],
                "words": words,
                "reasons": REASONS.items(),
                "story": desk.whereabouts([story]).get(story) if story else None,
                "more": urlencode({"view": view, "q": words, "story": story or "", "after": last}) if last else "",
                "attack_until": until,
                "is_suggested": until is None and queue.looks_like_an_attack(),
                "undo": request.session.get("discussion_undo", ""),
                "here": request.get_full_path(),
            },
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Decide on one, or on several; or undo what was decided last."""
        verdict, _colon, only = request.POST.get("verdict", "").partition(":")
        chosen = only.split(",") if only else request.POST.getlist("comment")
        comments = _ids(chosen)
        reason = request.POST.get(f"reason-{only}", "") or request.POST.get("reason", "")
        try:
            self._do(request, verdict, comments, reason if verdict == "reject" else "")
        except DiscussionError as error:
            messages.error(request, str(error))
        back = request.POST.get("back", "")
        is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return HttpResponseRedirect(back if is_ours else reverse("discussion_queue"))

    def _do(self, request: HttpRequest, verdict: str, comments: list[int], reason: str) -> None:
        by: Any = request.user
        if verdict == "undo":
            decided = [int(each) for each in request.session.pop("discussion_undo", "").split(",") if each]
            undone = moderation.undo(decided, by=by)
            messages.success(request, ngettext("{} decision undone.", "{} decisions undone.", undone).format(undone))
        elif verdict in {"pin", "unpin"}:
            for each in comments:
                moderation.pin(each, by=by, is_pinned=verdict == "pin")
        elif not comments:
            messages.warning(request, _("No comment was chosen. Tick the box of one or more."))
        else:
            made = moderation.decide(comments, verdict, by=by, reason=reason)
            request.session["discussion_undo"] = ",".join(str(each.pk) for each in made)
            done = len(made)
            if done < len(comments):
                messages.warning(request, _("Some were left as they are: they are withdrawn, or have no name or text."))
            messages.success(request, ngettext("{} comment decided on.", "{} comments decided on.", done).format(done))


class CommentView(_Moderating):
    """One comment: answer it for the newsroom, or ask for its writer's address."""

    def get(self, request: HttpRequest, comment_id: int, shown: str = "") -> HttpResponse:
        """The comment, its log, the form for an answer."""
        comment = get_object_or_404(Comment.objects.defer("email"), pk=comment_id)
        (waiting,) = queue.about([comment])
        has_email = Comment.objects.filter(pk=comment_id, email__isnull=False).exists()
        may_read = request.user.has_perm("discussion.read_email")
        names = {
            "each": waiting,
            "shown": shown,
            "may_read": may_read and has_email,
            "paper": desk.paper(),
            "reasons": REASONS.items(),
            "undo": request.session.get("discussion_undo", ""),
        }
        return render(request, "discussion/comment.html", names)

    def post(self, request: HttpRequest, comment_id: int) -> HttpResponse:
        """Answer, or show the address once; that is noted."""
        comment = get_object_or_404(Comment, pk=comment_id)
        if request.POST.get("act") == "email" and request.user.has_perm("discussion.read_email"):
            return self.get(request, comment_id, shown=moderation.email_of(comment, by=request.user))
        try:
            words, name = request.POST.get("words", ""), request.POST.get("name", "")
            moderation.answer(comment_id, words, name=name, by=request.user)
            messages.success(request, _("The answer is in print."))
        except DiscussionError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(reverse("discussion_comment_desk", args=[comment_id]))


class AttackView(_Moderating):
    """One switch: while the gate is raised, newcomers wait as well."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Switch it on for a day, or off."""
        gate.raise_gate(request.POST.get("attack") == "on")
        return HttpResponseRedirect(reverse("discussion_queue"))


class ThreadView(_Moderating):
    """Whether one story takes comments, and how."""

    def get(self, request: HttpRequest, story_id: int) -> HttpResponse:
        """What holds now."""
        story = desk.whereabouts([story_id]).get(story_id)
        if story is None:
            return HttpResponseRedirect(reverse("discussion_queue"))
        thread = Thread.objects.filter(pk=story_id).first()
        names = {"story": story, "mode": thread.mode if thread else "", "modes": Mode.choices}
        return render(request, "discussion/thread.html", names)

    def post(self, request: HttpRequest, story_id: int) -> HttpResponse:
        """Set it."""
        mode = request.POST.get("mode", "")
        if desk.exists(story_id) and mode in {"", *Mode.values}:
            Thread.objects.update_or_create(pk=story_id, defaults={"mode": mode})
            signals.thread_ruled.send(Thread, story_id=story_id)
            messages.success(request, _("This holds from now on."))
        return HttpResponseRedirect(reverse("discussion_thread", args=[story_id]))
