"""What readers without JavaScript are asked, and what becomes of their answers."""

from datetime import timedelta

import pytest
import time_machine
from lxml import html

from dateline.gate import api as gate
from dateline.gate.checks.picture.check import WRONG as OTHER_DIGITS
from dateline.gate.checks.question.check import WRONG as NO_ANSWER
from dateline.gate.checks.wait.check import EARLY, SECONDS
from dateline.gate.errors import EXPIRED, FOREIGN, UNREADABLE, USED
from dateline.gate.models import GateSettings, Question
from dateline.lib.clock import now
from tests.gate.conftest import AN_HOUR, COMMENT
from tests.gate.steps import drawn, fragment, step

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "az", "azb", "fa", "tr", "ar", "ru")


@pytest.fixture
def question():
    return Question.objects.create(language="en", text="Which sea is it?", answers="The Caspian Sea\nCaspian\n")


def kinds(language: str = "en") -> list[str]:
    return [each.kind for each in gate.offers(COMMENT, language, now()).fragments]


def test_in_calm_times_nothing_is_asked(question):
    assert not gate.is_asked()
    assert gate.judge(COMMENT, {"text": "Hello"}) == gate.Verdict(False, "", "", "No pass was handed in.")


def test_a_newsroom_may_always_ask(question):
    GateSettings.objects.create(asks_from="calm")
    assert gate.is_asked()
    assert kinds() == ["picture", "question", "wait"]


def test_a_newsroom_may_never_ask(under_siege, question):
    GateSettings.objects.create(asks_from="never")
    assert not gate.is_asked(10_000)


def test_when_many_write_each_may_choose(busy, question):
    assert kinds() == ["picture", "question", "wait"]
    assert kinds("fa") == ["picture", "wait"], "nobody is asked in a language that the page is not in"


def test_a_newsroom_chooses_the_checks(busy, question):
    GateSettings.objects.create(checks=["altcha", "wait"])
    assert kinds() == ["wait"]


@pytest.mark.parametrize("answer", ["Caspian", " the CASPIAN  sea!", "Càspian"])
def test_an_answer_is_taken_as_people_write_it(busy, question, answer):
    fields = step("question") | {"gate-answer": answer}
    assert gate.judge(COMMENT, fields).passed
    assert gate.judge(COMMENT, fields).public == USED


def test_a_wrong_answer_costs_the_pass(busy, question):
    fields = step("question")
    refused = gate.judge(COMMENT, fields | {"gate-answer": "The Black Sea"})
    assert refused.public == NO_ANSWER
    assert "Black Sea" in refused.private
    assert gate.judge(COMMENT, fields | {"gate-answer": "Caspian"}).public == USED


def test_a_question_that_was_deleted_meanwhile_is_nobodys_fault(busy, question):
    fields = step("question") | {"gate-answer": "Caspian"}
    question.delete()
    assert gate.judge(COMMENT, fields).public == UNREADABLE


@pytest.mark.parametrize("script", ["0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"])
def test_digits_of_a_picture_are_taken_in_any_script(busy, script):
    fields = step("picture")
    typed = " ".join(drawn().translate(str.maketrans("0123456789", script)))
    assert gate.judge(COMMENT, fields | {"gate-digits": typed}).passed


@pytest.mark.parametrize("typed", ["", "000000", "٢", "x"])
def test_other_digits_are_refused_and_cost_the_pass(busy, typed):
    fields = step("picture")
    assert gate.judge(COMMENT, fields | {"gate-digits": typed}).public == OTHER_DIGITS
    assert gate.judge(COMMENT, fields | {"gate-digits": drawn()}).public == USED


def test_a_picture_does_not_say_what_it_shows(busy):
    shown = fragment("picture")
    assert drawn() not in shown


def test_who_comes_too_early_is_told_how_long_and_loses_nothing(busy):
    with time_machine.travel(now(), tick=False) as traveller:
        fields = step("wait")
        traveller.shift(timedelta(seconds=10))
        early = gate.judge(COMMENT, fields)
        assert (early.passed, early.public, early.wait) == (False, EARLY, 20)
        traveller.shift(timedelta(seconds=20))
        assert gate.judge(COMMENT, fields).passed
        assert gate.judge(COMMENT, fields).public == USED


def test_the_wait_counts_from_when_the_form_was_handed_in(busy):
    waited = fragment("wait", given_at=now() - AN_HOUR)
    assert "Send now" in waited
    assert gate.judge(COMMENT, step("wait", given_at=now() - AN_HOUR)).passed


def test_the_wait_is_longer_under_siege(under_siege):
    assert f"{SECONDS[gate.Difficulty.SIEGE]} seconds" in fragment("wait")


@pytest.mark.parametrize("kind", ["question", "picture", "wait"])
def test_a_step_is_bound_and_expires(busy, question, kind):
    with time_machine.travel(now(), tick=False) as traveller:
        fields = step(kind)
        assert gate.judge(gate.Binding("comment", "418"), fields).public == FOREIGN
        assert gate.judge(gate.Binding("contact", "417"), fields).public == FOREIGN
        other = "wait" if kind == "question" else "question"
        assert gate.judge(COMMENT, fields | {"gate-kind": other}).public == FOREIGN
        traveller.shift(AN_HOUR)
        assert gate.judge(COMMENT, fields).public == EXPIRED


@pytest.mark.parametrize("fields", [{"gate-kind": "wait"}, {"gate-kind": "question", "gate-pass": "a.b"}])
def test_a_form_without_a_pass_is_refused(fields):
    assert gate.judge(COMMENT, fields).public == UNREADABLE


def test_a_check_that_does_not_exist_is_no_pass():
    assert gate.judge(COMMENT, {"gate-kind": "<b>"}) == gate.Verdict(False, "", "", "There is no check “<b>”.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_fragments_stand_in_the_pages_language_and_carry_no_style_or_script(busy, language, settings):
    settings.CAPTCHA_FLITE_PATH = "/usr/bin/flite"
    Question.objects.create(language=language, text="<script>alert(1)</script>", answers="1")
    for each in gate.offers(COMMENT, language, now()).fragments:
        tree = html.fromstring(str(each.html))
        assert tree.get("lang") == language
        assert tree.get("dir") == ("rtl" if language in {"azb", "fa", "ar"} else "ltr")
        assert not tree.xpath("//script | //style | //@style | //@*[starts-with(name(), 'on')]")
        labelled = set(tree.xpath("//label/@for"))
        assert labelled == set(tree.xpath("//input[not(@type='hidden')]/@id"))
        assert len(tree.xpath("//button")) == 1


def test_a_voice_is_offered_where_there_is_one(busy, settings):
    settings.CAPTCHA_FLITE_PATH = None
    assert ".wav" not in fragment("picture")
    settings.CAPTCHA_FLITE_PATH = "/usr/bin/flite"
    assert ".wav" in fragment("picture")
