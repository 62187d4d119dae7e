"""After any sequence of what a newsroom does, the shelf is byte for byte what a full print from nothing would give."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine
from django.conf import settings as django_settings
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dateline.desk.errors import NotReadyError
from dateline.desk.models import Story, Topic
from dateline.edition import api as edition
from tests.discussion import talk

MONDAY = datetime(2026, 3, 30, 9, tzinfo=UTC)

HEADLINES = st.sampled_from(["Wall holds", "Ferry late again", "A light goes out", "Same words"])
SECTIONS = st.sampled_from(["news", "culture", "khabar"])
TOPICS = st.lists(st.sampled_from(["harbour", "lighthouse"]), unique=True, max_size=2)
NUMBER = st.integers(0, 5)

DEEDS = st.one_of(
    st.tuples(st.just("write"), HEADLINES, SECTIONS, TOPICS),
    st.tuples(st.just("reprint"), HEADLINES, st.booleans()),
    st.tuples(st.just("retitle"), NUMBER, HEADLINES),
    st.tuples(st.just("move"), NUMBER, st.sampled_from(["one", "two"])),
    st.tuples(st.just("resection"), NUMBER, st.sampled_from(["news", "culture"])),
    st.tuples(st.just("retopic"), NUMBER, TOPICS),
    st.tuples(st.just("sign"), NUMBER, st.sampled_from(["ada-quill", "the-ferryman", None])),
    st.tuples(st.just("draft"), NUMBER, HEADLINES),
    st.tuples(st.just("correct"), NUMBER, st.sampled_from(["correction", "update", "retraction"])),
    st.tuples(st.just("kill"), NUMBER, st.booleans()),
    st.tuples(st.just("unpublish"), NUMBER),
    st.tuples(st.just("delete"), NUMBER),
    st.tuples(st.just("lead"), NUMBER),
    st.tuples(st.just("comment"), NUMBER, st.sampled_from(["I saw it.", "> I saw it.\nSo did I."]), st.integers(0, 4)),
    st.tuples(st.just("moderate"), NUMBER, st.sampled_from(["approve", "reject", "spam"]), st.integers(1, 5)),
    st.tuples(st.just("pin"), NUMBER, st.integers(1, 5)),
    st.tuples(st.just("translate"), NUMBER),
    st.tuples(
        st.just("rename topic"), st.sampled_from(["harbour", "lighthouse"]), st.sampled_from(["", "-quay", "-lamp"])
    ),
    st.tuples(st.just("delete topic"), st.sampled_from(["harbour", "lighthouse"])),
    st.tuples(st.just("rename contributor"), st.sampled_from(["ada-quill"]), st.sampled_from(["ada-q", "ada"])),
    st.tuples(st.just("rename section"), st.sampled_from(["News", "Tidings"]), st.sampled_from(["news", "tidings"])),
    st.tuples(st.just("rename outlet"), st.sampled_from(["The Courier", "The Saltmarsh Courier"])),
    st.tuples(st.just("time"), st.integers(1, 40), st.sampled_from(["hours", "days", "weeks"])),
)


@settings(
    max_examples=int(os.environ.get("DATELINE_EXAMPLES", "10")),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=st.lists(DEEDS, min_size=4, max_size=14))
def test_the_shelf_is_what_a_full_print_would_give(newsroom, tmp_path_factory, deeds):
    with transaction.atomic(), talk.pages_of(2), time_machine.travel(MONDAY, tick=False) as clock:
        django_settings.SHELF = tmp_path_factory.mktemp("shelf")
        edition.order_everything("the start")
        edition.print_everything()
        edition.turn_the_day()
        for deed in deeds:
            do(newsroom, clock, *deed)
            edition.print_everything()
        printed = edition.shelf().digest()
        django_settings.SHELF = tmp_path_factory.mktemp("anew")
        edition.take_stock()
        edition.order_everything("from nothing")
        edition.print_everything()
        anew = edition.shelf().digest()
        transaction.set_rollback(True)

    assert set(printed) == set(anew), "the same files"
    assert printed == anew, "the same bytes"


def do(newsroom, clock, deed, *words):  # noqa: C901
    """One deed of a newsroom; a deed that makes no sense now is left undone."""
    stories = list(Story.objects.order_by("pk"))
    story = stories[words[0] % len(stories)] if stories and words and isinstance(words[0], int) else None
    try:
        match deed:
            case "write":
                topics = words[2] if words[1] in ("news", "culture") else []
                present = set(Topic.objects.values_list("pk", flat=True))
                newsroom.publish(
                    newsroom.write(
                        words[0], section=words[1], topics=[t for t in topics if newsroom.topics[t].pk in present]
                    )
                )
            case "reprint":
                newsroom.publish(
                    newsroom.reprint(words[0], on=MONDAY.date() - timedelta(days=364) if words[1] else None)
                )
            case "time":
                clock.shift(timedelta(**{words[1]: words[0]}))
                edition.turn_the_day()
            case "rename topic" if newsroom.topics[words[0]].pk:
                topic = Topic.objects.filter(pk=newsroom.topics[words[0]].pk).first()
                if topic:
                    topic.slug, topic.name = words[0] + words[1], f"Topic {words[1]}"
                    topic.save()
            case "delete topic":
                Topic.objects.filter(pk=newsroom.topics[words[0]].pk).first() and Topic.objects.get(
                    pk=newsroom.topics[words[0]].pk
                ).delete()
            case "rename contributor":
                who = newsroom.contributors[words[0]]
                who.slug = words[1]
                who.save()
            case "rename section":
                section = newsroom.sections["news"]
                section.name, section.slug = words
                section.save()
            case "rename outlet":
                from dateline.desk.models import Outlet

                for outlet in Outlet.objects.all():
                    outlet.name = words[0]
                    outlet.save()
            case _ if story is not None:
                do_with(newsroom, deed, story, *words[1:])
    except NotReadyError:
        pass


def do_with(newsroom, deed, story, *words):  # noqa: C901, PLR0912
    """A deed done to a story."""
    present = set(Topic.objects.values_list("pk", flat=True))
    english = story.language == "en"
    match deed:
        case "retitle":
            newsroom.edit(story, headline=words[0])
        case "move":
            newsroom.edit(story, slug=words[0])
        case "resection" if english:
            newsroom.edit(story, section=words[0])
        case "retopic" if english:
            newsroom.edit(story, topics=[slug for slug in words[0] if newsroom.topics[slug].pk in present])
        case "sign":
            newsroom.edit(story, by=words[0])
        case "draft":
            newsroom.draft(story, headline=words[0])
        case "correct" if story.live:
            newsroom.correct(story, kind=words[0], text="The wall did not hold.")
        case "comment" if story.live:
            talk.say(story, words[0], reply_to=words[1] or None)
        case "moderate":
            talk.moderate(story, words[0], words[1])
        case "pin":
            talk.pin(story, words[0])
        case "kill" if story.address:
            newsroom.kill(story, notice="Withdrawn.", leaves_notice=words[0])
        case "unpublish" if story.live:
            story.unpublish()
        case "delete":
            story.delete()
        case "lead" if english and story.live:
            newsroom.lead_with(story)
        case "translate" if english and not story.get_translations().exists():
            copy = story.copy_for_translation(newsroom.locale("fa"))
            copy.section, copy.headline = newsroom.sections["khabar"], "ترجمه"
            copy.save()
            copy.save_revision()
            newsroom.publish(copy)


def test_sweeping_takes_away_what_should_not_be_there(newsroom):
    root = Path(django_settings.SHELF)
    stray = root / "pages" / "2001" / "stray" / "index.html"
    stray.parent.mkdir(parents=True)
    stray.write_text("stray")
    story = newsroom.publish(newsroom.write())
    edition.order_everything("again")
    edition.print_everything()

    assert not stray.exists()
    assert newsroom.status(story.address) == 200


def test_after_a_power_failure_torn_pages_are_printed_again(newsroom):
    story = newsroom.publish(newsroom.write())
    whole = edition.shelf().digest()
    page = Path(django_settings.SHELF) / f"pages{story.address}index.html"
    for torn in (page, page.with_name("index.html.br"), Path(django_settings.SHELF) / "pages/index.html.gz"):
        torn.write_bytes(torn.read_bytes()[: 100 if torn != page else 0])
    edition.mend(since=0)
    edition.print_everything()

    assert edition.shelf().digest() == whole


def test_a_language_taken_out_of_the_paper_leaves_nothing(newsroom):
    from dateline.desk.models import LanguageEdition

    story = newsroom.publish(newsroom.write("خبر", section="khabar"))
    assert newsroom.status(story.address) == 200
    LanguageEdition.objects.get(language="fa").delete()
    edition.print_everything()

    assert not [path for path in edition.shelf().digest() if "/fa/" in path]


def test_a_logo_is_printed(newsroom):
    from dateline.desk.models import Newspaper

    paper = Newspaper.load()
    paper.logo = newsroom.photograph()
    paper.save()
    edition.print_everything()

    assert f"/logo-{paper.logo.digest}.png" in newsroom.read("/")
    assert newsroom.status(f"/logo-{paper.logo.digest}.png") == 200
