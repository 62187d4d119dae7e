"""A publication, from the desk to the shelf."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from dateline.desk.errors import NotReadyError
from dateline.desk.models import Story
from dateline.edition.models import PrintOrder, PrintRun


def test_a_story_stands_where_readers_look(newsroom):
    story = newsroom.publish(newsroom.write("Harbour wall holds", topics=["harbour"], by="ada-quill"))

    day = story.published_on
    assert story.address == f"/{day:%Y/%m/%d}/harbour-wall-holds/"
    places = (
        story.address, "/", "/news/", f"/news/{day:%Y/%m}/", "/topic/harbour/", f"/topic/harbour/{day:%Y}/",
        "/by/ada-quill/", f"/by/ada-quill/{day:%Y}/", f"/{day:%Y/%m}/", f"/{day:%Y/%m/%d}/",
        "/feed.xml", "/rss.xml", "/feed.json", "/news/feed.xml", f"/sitemap-{day:%Y-%m}.xml", "/sitemap-news.xml",
    )  # fmt: skip
    for place in places:
        assert "arbour-wall-holds" in newsroom.read(place) or "arbour wall holds" in newsroom.read(place), place
    assert "harbour-wall-holds" not in newsroom.read("/culture/")
    assert "harbour-wall-holds" not in newsroom.read("/fa/")


def test_a_draft_is_nowhere(newsroom):
    newsroom.write("Not yet for readers")

    assert "Not yet for readers" not in newsroom.everything_printed()
    assert not PrintOrder.objects.exists()


def test_orders_are_gone_when_printed_and_the_run_is_logged(newsroom):
    newsroom.publish(newsroom.write())

    assert not PrintOrder.objects.exists()
    assert PrintRun.objects.latest("at").changed > 0


def test_an_unchanged_story_published_again_changes_nothing_on_the_shelf(newsroom):
    with time_machine.travel(datetime(2026, 5, 4, 10, tzinfo=UTC), tick=False):
        story = newsroom.publish(newsroom.write())
        before = _files(newsroom)
        newsroom.publish(story)

    assert _files(newsroom) == before


def _files(newsroom):
    from dateline.edition import api as edition

    return edition.shelf().digest()


@pytest.mark.parametrize("end", ["kill", "delete"])
def test_a_translation_speaks_no_more_of_a_story_that_went_after_it_came(newsroom, end):
    story = newsroom.publish(newsroom.write("First in English"))
    copy = story.copy_for_translation(newsroom.locale("fa"))
    copy.section, copy.headline = newsroom.sections["khabar"], "ترجمه"
    copy.save()
    copy.save_revision()
    copy = newsroom.publish(copy)
    assert story.address in newsroom.read(copy.address)
    if end == "kill":
        newsroom.kill(story, notice="Withdrawn.", leaves_notice=True)
    else:
        story.delete()
        newsroom.pressed(copy)

    assert story.address not in newsroom.read(copy.address)


def test_a_moved_story_leads_on(newsroom):
    story = newsroom.publish(newsroom.write("First title"))
    before = story.address
    story = newsroom.edit(story, slug="second-title")

    assert story.address != before
    assert newsroom.status(before) == 301
    assert newsroom.status(story.address) == 200
    newsroom.edit(story, slug="first-title")
    assert newsroom.status(before) == 200, "a story may return to where it stood"


def test_two_stories_of_a_day_never_share_an_address(newsroom):
    first = newsroom.publish(newsroom.write("Same words"))
    second = newsroom.publish(newsroom.write("Same words"))

    assert first.address != second.address
    assert newsroom.status(first.address) == newsroom.status(second.address) == 200


def test_a_slug_that_is_taken_is_refused_with_the_name_of_the_other(newsroom):
    newsroom.publish(newsroom.write("Same words", slug="same-words"))

    with pytest.raises(NotReadyError, match="Same words") as refused:
        newsroom.publish(newsroom.write("Other words", slug="same-words"))
    assert [lack.field for lack in refused.value.lacks] == ["slug"]


def test_the_day_is_the_papers_own(newsroom):
    with time_machine.travel(datetime(2026, 5, 4, 21, 30, tzinfo=UTC), tick=False):
        story = newsroom.publish(newsroom.write())

    assert story.published_on == date(2026, 5, 5), "it is past midnight in Baku"


def test_what_a_killed_story_said_stands_nowhere(newsroom):
    photograph = newsroom.photograph()
    story = newsroom.publish(
        newsroom.write(
            "Unrepeatable headline",
            "Unrepeatable text",
            topics=["harbour"],
            by="ada-quill",
            lead_photograph=photograph,
            standfirst="Unrepeatable standfirst",
        )
    )
    newsroom.correct(story, note="Unrepeatable note")
    former = story.address
    story = newsroom.edit(story, slug="unrepeatable-too")
    newsroom.lead_with(story)
    assert photograph.digest in " ".join(_files(newsroom))

    newsroom.kill(story, notice="Withdrawn for the safety of a person.")

    assert "nrepeatable" not in newsroom.everything_printed().replace("Withdrawn", "")
    assert photograph.digest not in " ".join(_files(newsroom))
    assert newsroom.status(story.address) == newsroom.status(former) == 410
    gone = next(path for path in _files(newsroom) if path.startswith("gone/") and path.endswith(".html"))
    assert gone


def test_a_kill_may_leave_nothing(newsroom):
    story = newsroom.publish(newsroom.write())
    newsroom.kill(story, leaves_notice=False)

    assert newsroom.status(story.address) == 404
    with pytest.raises(NotReadyError, match="killed"):
        newsroom.publish(Story.objects.get(pk=story.pk))


def test_a_correction_shows_what_changed_and_is_listed(newsroom):
    story = newsroom.publish(newsroom.write("Wall holds", "The wall was built in 1912."))
    story = newsroom.correct(story, note="It was built in 1921.", text="The wall was built in 1921.")

    page = newsroom.read(story.address)
    assert "<del>1912</del>" in page
    assert "<ins>1921</ins>" in page
    assert "It was built in 1921." in newsroom.read("/corrections/")
    assert "CorrectionComment" in page


def test_an_unpublished_story_leaves_its_lists_and_its_address(newsroom):
    story = newsroom.publish(newsroom.write("Here and gone", topics=["harbour"]))
    story.unpublish()
    newsroom.pressed(story)

    assert newsroom.status(story.address) == 404
    assert "Here and gone" not in newsroom.everything_printed()
    assert newsroom.status("/topic/harbour/") == 404, "a topic without stories has no page"


def test_a_deleted_story_leaves_nothing(newsroom):
    story = newsroom.publish(newsroom.write("Here and gone"))
    story = newsroom.edit(story, slug="elsewhere")
    former = story.moved_addresses.get().address
    story.delete()
    from dateline.edition import api as edition

    edition.print_urgent()
    assert newsroom.status(story.address) == newsroom.status(former) == 404


def test_translations_know_each_other(newsroom):
    english = newsroom.publish(newsroom.write("Harbour wall holds"))
    copy = english.copy_for_translation(newsroom.locale("fa"))
    copy.section, copy.headline = newsroom.sections["khabar"], "دیوار بندر"
    copy.save()
    copy.save_revision()
    persian = newsroom.publish(copy)

    assert persian.address.startswith("/fa/")
    assert persian.address in newsroom.read(english.address), "the English page was reprinted with its translation"
    newsroom.kill(persian)
    assert persian.address not in newsroom.read(english.address)


def test_a_renamed_section_leads_on(newsroom):
    newsroom.publish(newsroom.write())
    section = newsroom.sections["news"]
    section.slug = "tidings"
    section.save()
    from dateline.edition import api as edition

    edition.print_everything()
    assert newsroom.status("/news/") == 301
    assert newsroom.status("/tidings/") == 200


def test_a_retraction_is_said_in_lists(newsroom):
    story = newsroom.publish(newsroom.write("Wall holds"))
    before = newsroom.read("/news/")
    newsroom.correct(story, kind="retraction", note="It did not.")
    assert "Retracted" not in before
    assert "Retracted" in newsroom.read("/news/")


def test_the_preview_shows_photographs_that_the_desk_can_serve(newsroom, client):
    from django.conf import settings

    photograph = newsroom.photograph()
    story = newsroom.write(lead_photograph=photograph)
    from dateline.desk import copy
    from dateline.edition.signal_handlers import _preview

    page = _preview(copy.of_draft(story)).decode()
    name = f"{photograph.digest}-640.jpg"
    assert f"/photographs/printings/{name}" in page
    assert (settings.MEDIA_ROOT / "printings" / name).exists()


def test_a_killed_story_is_in_a_full_print_too(newsroom):
    from dateline.edition import api as edition

    story = newsroom.kill(newsroom.publish(newsroom.write()), notice="Withdrawn.")
    edition.order_everything("again")
    edition.print_everything()

    assert edition.waiting() == 0, "its order was carried out"
    assert newsroom.status(story.address) == 410
