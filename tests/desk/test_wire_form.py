"""The form of a story tells what its source forbids, what is doubtful and what is damaged, and mends it on demand."""

import pytest
from django.urls import reverse

from dateline.desk import api as desk
from dateline.desk import mending
from dateline.desk.errors import NotMendedError
from dateline.desk.models import Story
from dateline.wire.models import Item, Source
from tests.desk.test_admin import url
from tests.desk.wire_desk import item_from, page

pytestmark = pytest.mark.usefixtures("evidence_kept")
DOUBLED = "The ferry sails again, and and the bell was rung by the keeper of the landing stage."


def form_of(browser, story) -> str:
    return browser.get(url(story)).content.decode()


def drafted(story: Story) -> Story:
    return Story.objects.get(pk=story.pk).get_latest_revision_as_object()


def doubling_in(story: Story) -> mending.Damaged:
    """The damage that is in ``DOUBLED``."""
    [found] = [each for each in mending.damages_of(drafted(story)) if "and and" in each.damage.quotation]
    return found


def mend(browser, story: Story, place: str):
    return browser.post(reverse("desk_mend", args=[story.pk, place]), follow=True)


def test_what_the_source_forbids_stands_at_the_top(newsroom, at_the_desk):
    source = Source.objects.create(
        name="amber",
        outlet="The Amber",
        address="https://amber.example/feed",
        forbids_edits=True,
        is_noncommercial=True,
    )
    story = desk.pick_up(item_from(page(), source=source), by=newsroom.somebody("editor"))
    shown = form_of(at_the_desk("editor"), story)
    assert "permits no edits" in shown
    assert "Not for money" in shown
    assert shown.index("permits no edits") < shown.index('name="headline"')


def test_what_is_doubtful_or_unknown_is_marked_with_its_evidence(newsroom, at_the_desk):
    item = item_from(page(date=""))
    facts = Item.objects.get(pk=item).facts
    facts["bylines"] |= {"confidence": 0.41, "evidence": "By Mina Quayle", "witness": "prose"}
    Item.objects.filter(pk=item).update(facts=facts)
    story = desk.pick_up(item, by=newsroom.somebody("editor"))
    answer = at_the_desk("editor").get(url(story))
    doubts = {str(each.name): each for each in find(answer, "doubts")}
    assert (doubts["bylines"].value, doubts["bylines"].percent) == ("Mina Quayle", 41)
    assert doubts["date of the original"].witness == ""
    assert "By Mina Quayle" in answer.content.decode()


def test_what_is_doubtful_is_said_at_its_field_until_somebody_has_mended_it(newsroom, at_the_desk):
    item = item_from(page(date=""))
    facts = Item.objects.get(pk=item).facts
    facts["bylines"] |= {"confidence": 0.41, "evidence": "By Mina Quayle"}
    Item.objects.filter(pk=item).update(facts=facts)
    story = desk.pick_up(item, by=newsroom.somebody("editor"))
    editor = at_the_desk("editor")
    fields = editor.get(url(story)).context["form"].fields
    assert fields["original_bylines"].help_text.startswith("Doubtful, 41 %: “By Mina Quayle”")
    assert fields["original_precision"].help_text.startswith("The page does not tell.")
    assert "Doubtful" not in str(fields["licence"].help_text)

    newsroom.draft(story, original_bylines="Orhan Salt")
    assert "Doubtful" not in str(editor.get(url(story)).context["form"].fields["original_bylines"].help_text)


def find(answer, name: str):
    """What the panels of a page were given."""
    return next(context[name] for context in answer.context if name in context)


def test_the_page_as_received_stands_beside_it_in_a_box(newsroom, at_the_desk):
    item = item_from(page(extra='<script>alert(1)</script><img src="https://tracker.example/a.gif">'))
    story = desk.pick_up(item, by=newsroom.somebody("editor"))
    editor = at_the_desk("editor")
    where = reverse("wire_page", args=[item])
    assert f'src="{where}" sandbox' in form_of(editor, story)
    received = editor.get(where)
    assert "Orhan Salt" in received.content.decode()
    assert "tracker.example" not in received.content.decode()
    assert "alert(1)" not in received.content.decode()
    assert "sandbox" in received["Content-Security-Policy"]
    assert "default-src 'none'" in received["Content-Security-Policy"]


def test_an_address_that_is_none_of_the_web_leads_nowhere(newsroom, at_the_desk):
    item = item_from(page())
    Item.objects.filter(pk=item).update(address="javascript:alert(1)")
    story = desk.pick_up(item, by=newsroom.somebody("editor"))
    assert story.original_address == ""
    assert 'href="javascript:' not in form_of(at_the_desk("editor"), story)


def test_a_story_of_ours_without_damage_has_no_such_tab(newsroom, at_the_desk):
    shown = form_of(at_the_desk("editor"), newsroom.write())
    assert "tab-the_wire" not in shown
    assert "desk-notice" not in shown


def test_damaged_copy_is_told_on_every_story(newsroom, at_the_desk):
    story = newsroom.write("Ferry sails", [DOUBLED])
    shown = form_of(at_the_desk("editor"), story)
    assert "The copy is damaged in 1 place." in shown
    assert "<mark>and and</mark>" in shown
    assert reverse("desk_mend", args=[story.pk, doubling_in(story).place]) in shown


def test_a_cure_makes_a_new_draft_and_nothing_else(newsroom, at_the_desk):
    story = newsroom.publish(newsroom.write("Ferry sails", ["A first paragraph.", DOUBLED]))
    drafts = story.revisions.count()
    answer = mend(at_the_desk("editor"), story, doubling_in(story).place)
    assert "Mended, in a new draft" in answer.content.decode()
    assert desk.text_of(drafted(story))[-1] == DOUBLED.replace("and and", "and")
    assert story.revisions.count() == drafts + 1
    assert "and and" in newsroom.read(story.address)
    assert not mending.damages_of(drafted(story))


def test_a_cure_leaves_markup_alone(newsroom):
    story = newsroom.write(
        "Ferry sails", [DOUBLED.replace("bell", "<b>bell</b>").replace("keeper", "keeper &amp; crew")]
    )
    mending.mend(story, doubling_in(story).place)
    [block] = drafted(story).body.raw_data
    assert "<b>bell</b>" in block["value"]
    assert "keeper &amp; crew" in block["value"]
    assert "and and" not in block["value"]


def test_a_place_that_markup_runs_through_is_mended_by_hand(newsroom):
    story = newsroom.write("Ferry sails", [DOUBLED.replace("and and", "and <b>and</b>")])
    damaged = doubling_in(story)
    assert not damaged.is_curable
    with pytest.raises(NotMendedError):
        mending.mend(story, damaged.place)


def test_of_two_alike_the_right_one_is_mended(newsroom):
    story = newsroom.write("Ferry sails", [f"{DOUBLED} {DOUBLED.replace('ferry', 'boat')}"])
    found = [each for each in mending.damages_of(drafted(story)) if "and and" in each.damage.quotation]
    mending.mend(story, found[1].place)
    text = desk.text_of(drafted(story))[-1]
    assert text.index("and and") < text.index("boat")
    assert text.count("and and") == 1


def test_a_place_that_is_there_no_more_changes_nothing(newsroom, at_the_desk):
    story = newsroom.write("Ferry sails", [DOUBLED])
    place = doubling_in(story).place
    newsroom.draft(story, text="Another text entirely, that was written meanwhile.")
    drafts = story.revisions.count()
    assert "is another now" in mend(at_the_desk("editor"), story, place).content.decode()
    assert story.revisions.count() == drafts


def test_a_stranger_mends_nothing(newsroom, at_the_desk):
    story = newsroom.write("Ferry sails", [DOUBLED])
    drafts = story.revisions.count()
    mend(at_the_desk("stranger"), story, doubling_in(story).place)
    assert story.revisions.count() == drafts


def test_what_somebody_has_locked_is_not_mended(newsroom):
    story = newsroom.write("Ferry sails", [DOUBLED])
    Story.objects.filter(pk=story.pk).update(locked=True, locked_by=newsroom.somebody("publisher"))
    story.refresh_from_db()
    with pytest.raises(NotMendedError):
        mending.mend(story, doubling_in(story).place, user=newsroom.somebody("editor"))


@pytest.mark.parametrize(
    ("written", "quoted", "mended"),
    [
        (
            "The har-</p><p>bour wall held, and the harbour was closed.",
            "har-",
            ["The harbour wall held, and the harbour was closed."],
        ),
        (
            "Read more: The lamp was lit</p><p>The council voted late on the wall.",
            "Read more",
            ["The council voted late on the wall."],
        ),
    ],
)
def test_a_word_over_two_paragraphs_is_joined_and_a_line_taken_out_leaves_none(newsroom, written, quoted, mended):
    story = newsroom.write("Ferry sails", [written])
    [damaged] = [each for each in mending.damages_of(drafted(story)) if quoted in each.damage.quotation]
    mending.mend(story, damaged.place)
    assert desk.text_of(drafted(story))[1:] == mended
    assert "<p></p>" not in drafted(story).body.raw_data[0]["value"]


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("heading", DOUBLED, lambda value: value),
        ("pull_quote", {"text": DOUBLED}, lambda value: value["text"]),
        ("quotation", {"text": DOUBLED, "who": "Ida Brand", "role": "baker"}, lambda value: value["text"]),
    ],
)
def test_other_blocks_are_mended_too(newsroom, kind, value, read):
    story = newsroom.write("Ferry sails", ["A first paragraph."])
    draft = drafted(story)
    draft.body = [("paragraph", "<p>A first paragraph.</p>"), (kind, value)]
    draft.save_revision()
    mending.mend(story, doubling_in(story).place)
    block = drafted(story).body.raw_data[1]
    assert read(block["value"]) == DOUBLED.replace("and and", "and")


def test_a_headline_is_mended(newsroom):
    story = newsroom.write("The ferry of the the quay sails again")
    [damaged] = [each for each in mending.damages_of(drafted(story)) if each.damage.where == "headline"]
    mending.mend(story, damaged.place)
    assert drafted(story).headline == "The ferry of the quay sails again"


def test_a_translation_is_no_picked_up_story(newsroom):
    story = desk.pick_up(item_from(page()), by=newsroom.somebody("editor"))
    assert story.copy_for_translation(newsroom.locale("fa")).wire_item_id is None
