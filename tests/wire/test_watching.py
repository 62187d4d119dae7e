"""What became of an original: told from what its outlet plays, and when to look again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lib.html import plain
from dateline.wire.errors import WireError
from dateline.wire.fetch import Validators, fetch
from dateline.wire.values import Fact, ReadStory
from dateline.wire.watching import Watched, changes, judge, new_notices
from tests.wire import outlets
from tests.wire.outlets import publishes

NOW = datetime(2015, 6, 2, 12, tzinfo=UTC)
TEXT = (
    "The ferry of Port Amber sails again, the mayor said. Twelve people were hurt when it broke down in 2013.\n"
    "The council voted late. Ida Brand, a baker, had collected 300 signatures along the harbour.\n"
    "Nobody recieved a letter. The crew is paid from the first day on, and the pier is to be dredged in autumn."
)
NOTES = {
    "en": "Correction: an earlier version of this article misstated the year.",
    "az": "Düzəliş: ilin sayı səhv göstərilmişdi.",
    "tr": "Düzeltme: Haberin ilk halinde yıl yanlış yazılmıştı.",
    "fa": "تصحیح: سال در نسخه پیشین نادرست بود.",
    "ar": "تصحيح: ذكرت نسخة سابقة من المقال سنة خاطئة.",
    "ru": "Исправление: в первоначальной версии был указан неверный год.",
    "de": "Korrektur: In einer früheren Version stand ein falsches Jahr.",
    "es": "Corrección: una versión anterior daba un año equivocado.",
    "fr": "Rectificatif : une première version donnait une année fausse.",
    "pt": "Correção: a versão anterior trazia o ano errado.",
}
RETRACTIONS = {
    "en": "This article has been retracted.",
    "az": "Bu məqalə geri götürülüb.",
    "tr": "Bu haber yayından kaldırıldı.",
    "fa": "این خبر حذف شد.",
    "ar": "تم سحب هذا المقال.",
    "ru": "Материал удалён редакцией.",
    "de": "Der Artikel wurde zurückgezogen.",
    "es": "Este artículo ha sido retirado.",
    "fr": "Cet article a été retiré.",
    "pt": "Esta reportagem foi removida.",
}


def page(text, headline="Ferry sails again"):
    paragraphs = "".join(f"<p>{each}</p>" for each in text.splitlines())
    return f"<html><body><h1>{headline}</h1><article>{paragraphs}</article></body></html>".encode()


def read(fetched):
    """A reader of the simplest pages: those of this module."""
    lines = plain(fetched.body.decode().partition("<aside>")[0]).splitlines()
    if len(lines) < 2:
        return None
    facts = (Fact(each, each, 1.0, "test") for each in (lines[0], "\n".join(lines[1:])))
    headline, body = facts
    return ReadStory(fetched.final, headline=headline, body=body)


@pytest.fixture
def amber(world):
    return world.outlet("amber.test")


@pytest.fixture
def watched(amber):
    return Watched("story-17", amber.at("/2015/ferry"), TEXT, "Ferry sails again", page_notes=())


@pytest.fixture
def look(world, amber, watched):
    """Look at what an outlet plays now."""

    def looked(*situations, before=watched, at=NOW, validators=None):
        if situations:
            amber.plays("/2015/ferry", *situations)
        try:
            seen = fetch(before.address, door=world.door(), validators=validators)
        except WireError as error:
            return judge(before, error, None, at)
        return judge(before, seen, None if seen.is_unchanged else read(seen), at)

    return looked


class TestOutcomes:
    def test_nothing_has_changed(self, look):
        verdict = look(publishes(page(TEXT)))

        assert (verdict.outcome, verdict.changes) == ("unchanged", ())
        assert verdict.after.quiet == 1

    def test_the_outlet_says_that_nothing_has_changed(self, look):
        verdict = look(outlets.publishes_with_validators(page(TEXT), '"1"'), validators=Validators('"1"'))

        assert verdict.outcome == "unchanged"
        assert "304" in verdict.reasons[0]

    @pytest.mark.parametrize(
        ("before", "now"),
        [
            ("recieved", "received"),
            ("again, the", "again – the"),
            ("The council voted", "The  council voted"),
            ("late.", "late!"),
        ],
    )
    def test_a_slip_that_was_mended_is_cosmetic(self, look, before, now):
        verdict = look(publishes(page(TEXT.replace(before, now))))

        assert verdict.outcome in ("cosmetic", "unchanged")
        assert not any(change.matters for change in verdict.changes)

    @pytest.mark.parametrize(
        ("before", "now"),
        [
            ("2013", "2014"),
            ("Ida Brand", "Ada Brand"),
            ("Twelve", "Thirteen"),
            ("is paid", "is not paid"),
            ("hurt", "killed"),
        ],
    )
    def test_what_says_something_else_is_an_update(self, look, before, now):
        verdict = look(publishes(page(TEXT.replace(before, now))))

        [change] = verdict.changes
        assert verdict.outcome == "update"
        assert (change.kind, change.matters) == ("changed", True)
        assert before in change.before
        assert now in change.after

    def test_paragraphs_that_change_places_and_lines_of_the_page_are_cosmetic(self, look):
        first, second, third = TEXT.splitlines()

        for now in (f"{second}\n{first}\n{third}", f"{TEXT}\nSign up for our newsletter"):
            verdict = look(publishes(page(now)))
            assert (verdict.outcome, bool(verdict.changes)) == ("cosmetic", True)

    def test_half_a_text_may_have_been_read_badly(self, look):
        verdict = look(publishes(page(TEXT.splitlines()[0])))

        assert (verdict.outcome, verdict.is_certain) == ("update", False)

    def test_figures_that_were_changed_without_a_note_are_told(self, look):
        assert "Figures were changed without a note." in look(publishes(page(TEXT.replace("300", "30")))).reasons

    def test_another_headline_is_an_update(self, look):
        verdict = look(publishes(page(TEXT, "Ferry sinks")))

        assert verdict.outcome == "update"
        assert verdict.reasons == ("The headline was: Ferry sails again",)

    def test_a_story_goes_on(self, look):
        verdict = look(publishes(page(f"{TEXT}\nThe first trip is on Sunday.")))

        assert verdict.outcome == "update"
        assert [(change.kind, change.after) for change in verdict.changes] == [
            ("added", "The first trip is on Sunday.")
        ]

    @pytest.mark.parametrize("language", sorted(NOTES))
    def test_a_correction_is_one_if_the_outlet_says_so(self, look, language):
        right = TEXT.replace("2013", "2014")

        verdict = look(publishes(page(f"{right}\n{NOTES[language]}")))

        assert (verdict.outcome, verdict.notes) == ("correction", (NOTES[language],))
        assert look(before=verdict.after).outcome == "unchanged", "it is told once"

    def test_a_note_outside_of_the_text_is_seen_if_it_is_new(self, look, watched):
        body = page(TEXT).replace(b"</article>", b"</article><aside>" + NOTES["en"].encode() + b"</aside>")

        verdict = look(publishes(body))

        assert (verdict.outcome, verdict.notes) == ("correction", (NOTES["en"],))
        assert look(before=verdict.after).outcome == "unchanged"
        assert look(before=replace(watched, page_notes=None)).outcome == "unchanged"

    @pytest.mark.parametrize("language", sorted(RETRACTIONS))
    def test_a_retraction_leaves_a_notice(self, look, language):
        verdict = look(publishes(page(RETRACTIONS[language])))

        assert (verdict.outcome, verdict.notes) == ("retraction", (RETRACTIONS[language],))
        assert verdict.is_certain

    def test_a_retraction_above_the_text_is_one_but_less_sure(self, look):
        verdict = look(publishes(page(f"{RETRACTIONS['en']}\n{TEXT}")))

        assert (verdict.outcome, verdict.is_certain) == ("retraction", False)

    def test_a_retraction_in_the_headline(self, look):
        assert look(publishes(page(TEXT, "Retracted: Ferry sails again"))).outcome == "retraction"


class TestGone:
    def test_410_is_certain_and_404_is_when_it_was_seen_twice(self, look):
        assert look(outlets.retracts()).is_certain

        first = look(outlets.is_missing())
        second = look(before=first.after)

        assert (first.outcome, first.is_certain, second.is_certain) == ("gone", False, True)

    @pytest.mark.parametrize("situation", [outlets.asks_to_pay(), outlets.refuses(), publishes(b"", 451)])
    def test_walls(self, look, situation):
        assert look(situation).outcome == "gone"

    def test_a_wall_that_shows_the_beginning(self, look):
        verdict = look(publishes(page(f"{TEXT.splitlines()[0]}\nSubscribe to continue reading.")))

        assert verdict.outcome == "gone"
        assert "wall" in verdict.reasons[0]

    def test_sent_to_the_front_page(self, look, amber):
        amber.plays(
            "/", publishes(page("Today a library opened in the mill.\nIt lends out seeds to all.", "Amber Post"))
        )

        assert look(outlets.moves_to("/", 302)).outcome == "gone"

    def test_moved_for_good_with_its_text(self, look, amber):
        new = amber.plays("/archive/2015/ferry", publishes(page(TEXT)))

        verdict = look(outlets.moves_to(new))

        assert (verdict.outcome, verdict.moved_to, verdict.after.address) == ("unchanged", new, new)

    @pytest.mark.parametrize("situation", [outlets.fails(), outlets.resets(), outlets.asks_to_come_back("7200")])
    def test_trouble_is_not_gone(self, look, situation):
        verdict = look(situation)

        assert (verdict.outcome, verdict.after.failures, verdict.is_certain) == ("unreachable", 1, False)

    def test_who_says_when_to_come_back_is_not_asked_before(self, look):
        assert look(outlets.asks_to_come_back("7200")).next_look >= NOW + timedelta(seconds=7200)


def test_looks_are_often_at_first_and_rarer_later(look, watched):
    pauses, before, at = [], watched, NOW
    for _ in range(9):
        verdict = look(publishes(page(TEXT)), before=before, at=at)
        pauses.append((verdict.next_look - at) / timedelta(hours=1))
        before, at = verdict.after, verdict.next_look

    expected = [1, 3, 12, 24, 72, 168, 720, 2160, 2160]
    assert all(0.9 * due <= pause <= 1.1 * due for pause, due in zip(pauses, expected, strict=True))


def test_a_change_is_looked_at_again_soon(look, watched):
    verdict = look(publishes(page(TEXT.replace("2013", "2014"))), before=replace(watched, quiet=7))

    assert verdict.next_look - NOW < timedelta(hours=4)


def test_looks_at_many_stories_are_spread_and_always_the_same(look, watched):
    looks = [look(publishes(page(TEXT)), before=replace(watched, key=f"story-{n}")).next_look for n in range(20)]

    assert len(set(looks)) > 15
    assert looks[0] == look(before=replace(watched, key="story-0")).next_look


SAID = [
    f"{who} {does} the {what}." for who in ("Ida", "Juno") for does in ("sees", "likes") for what in ("ferry", "mill")
]
SENTENCES = st.lists(st.sampled_from(SAID), max_size=8)


@given(SENTENCES, SENTENCES)
def test_differences_lead_from_one_text_to_the_other(one, other):
    found = changes(" ".join(one), " ".join(other))

    gone = [each.before for each in found if each.before]
    come = [each.after for each in found if each.after]
    assert sorted(one + come) == sorted(other + gone)
    assert changes(" ".join(one), " ".join(one)) == ()


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_are_compared(one, other):
    assert isinstance(changes(one, other), tuple)
    assert isinstance(new_notices(one, other, "correction"), tuple)


@pytest.mark.parametrize("piece", ["!", "111 ", "a. ", "Correction: ", "an earlier version ", "a", "haber "])
def test_time_grows_with_the_text_and_no_faster(piece):
    text = piece * (60_000 // len(piece))

    changes(text, text[:-100] + "x")
    new_notices(text, f"x{text}", "correction")


def test_a_story_about_a_market_is_no_correction():
    assert new_notices("", "Analysts expect a correction – and a deep one – in autumn.", "correction") == ()
    assert new_notices("", "The minister retracted his words in the evening.", "retraction") == ()
