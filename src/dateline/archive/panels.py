"""Beside a story's form: what its former site said of it and has no place here, and what became of it."""

from typing import Any

from django.template.loader import render_to_string

from dateline.archive.models import Carried, Run


def former_site(story: Any, user: Any) -> str:
    """What a former site said of a story; empty for one that was never there."""
    # Kinds by name, since an index finds those: sites have others than posts and pages.
    held = {kind for stood in Run.objects.values_list("stood", flat=True) for kind in stood}
    kinds = [kind for kind in held if kind.startswith("item:") and kind != "item:attachment"]
    row = Carried.objects.filter(kind__in=kinds, record=story.pk).select_related("site").order_by("-pk").first()
    return render_to_string("archive/former_site.html", _told(row, user)) if row else ""


def _told(row: Carried, user: Any) -> dict[str, Any]:
    kept = row.kept
    fields = kept.get("meta", [])
    dates = kept.get("dates") or [""] * 3  # local, GMT, changed
    return {
        "row": row,
        "link": kept.get("link", ""),
        "status": kept.get("status", ""),
        "written": dates[0],
        "modified": dates[2],
        "labels": [(taxonomy, name or slug) for taxonomy, slug, name in kept.get("labels", [])],
        "fields": [(key, value) for key, value in fields if not key.startswith("_")],
        "machine_fields": [(key, value) for key, value in fields if key.startswith("_")],
        "left": kept.get("left", []),
        "missing": kept.get("missing", []),
        "may_see_report": user.has_perm("archive.take_over_site"),
    }
