"""What the classifier learns from a newsroom's decisions, and what it says of new comments."""

import json
import math
import random
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.discussion.spam import Classifier, NeverLearnedError, Signals, StateError, marks

SIGNALS = st.builds(
    Signals,
    text=st.text(max_size=200),
    name=st.text(max_size=20),
    links=st.integers(0, 5),
    seconds=st.none() | st.floats(0, 1e6),
    honeypot=st.booleans(),
    gate=st.sampled_from(["", "passed", "failed", "skipped"]),
    seen_before=st.integers(0, 9),
    trusted=st.integers(0, 20),
)
DECISIONS = st.lists(st.tuples(SIGNALS, st.booleans()), max_size=6)

GOOD = [
    "The bridge was closed for years, and nobody in the council was ever asked why.",
    "I was there that evening. The report is right about the fire, but not about the hour.",
    "Why is there no word in it about the teachers who were not paid?",
    "Ordinary people pay for this, as always.",
    "My grandmother grew up in that street, and it looked just like the photograph.",
    "Thank you for the long interview, it explains a lot.",
]
SPAM = [
    "Cheap watches and bags, order today at http://bags.example/sale",
    "Order cheap bags today, best prices http://bags.example/now",
    "Best prices for watches! order now http://watches.example",
    "I earn money from home, you can too: http://earn.example/me",
    "Earn money today, ask me how http://earn.example/you",
    "Cheap bags cheap watches best prices order today",
]
ORDINARY = Signals("I do not agree with the mayor, and I will say so at the meeting on Friday.")


def taught(good=GOOD, spam=SPAM):
    classifier = Classifier()
    for text in good:
        classifier.learn(Signals(text), is_spam=False)
    for text in spam:
        classifier.learn(Signals(text), is_spam=True)
    return classifier


def probability(text, classifier=None, **known):
    return (classifier or Classifier()).score(Signals(text, **known)).probability


# What holds for every comment


@given(DECISIONS, SIGNALS)
def test_a_score_is_a_probability_and_its_reasons_add_up(decisions, signals):
    classifier = Classifier()
    for decided, is_spam in decisions:
        classifier.learn(decided, is_spam=is_spam)

    score = classifier.score(signals)

    assert 0 <= score.probability <= 1
    assert math.isclose(sum(reason.weight for reason in score.reasons), score.logit, abs_tol=1e-9)
    assert math.isclose(1 / (1 + math.exp(-score.logit)), score.probability)
    assert score.holds is (score.probability >= classifier.threshold)
    assert len(score.reasons) <= 13


@given(DECISIONS, SIGNALS, st.booleans())
def test_a_decision_undone_leaves_no_trace(decisions, signals, is_spam):
    classifier = Classifier()
    for decided, was_spam in decisions:
        classifier.learn(decided, is_spam=was_spam)
    before, said = classifier.dumps(), classifier.score(ORDINARY)

    classifier.learn(signals, is_spam=is_spam)
    classifier.unlearn(signals, is_spam=is_spam)

    assert classifier.dumps() == before
    assert classifier.score(ORDINARY) == said


@given(DECISIONS, st.randoms(use_true_random=False))
def test_the_order_of_decisions_does_not_matter(decisions, chance):
    shuffled = list(decisions)
    chance.shuffle(shuffled)
    one, other = Classifier(), Classifier()
    for signals, is_spam in decisions:
        one.learn(signals, is_spam=is_spam)
    for signals, is_spam in shuffled:
        other.learn(signals, is_spam=is_spam)

    assert one.dumps() == other.dumps()


@given(DECISIONS, SIGNALS)
def test_what_was_saved_says_the_same(decisions, signals):
    classifier = Classifier()
    for decided, is_spam in decisions:
        classifier.learn(decided, is_spam=is_spam)

    loaded = Classifier.loads(classifier.dumps())

    assert loaded.score(signals) == classifier.score(signals)
    assert loaded.decisions == classifier.decisions


def test_what_was_never_learned_cannot_be_forgotten():
    classifier = taught()
    before = classifier.dumps()

    with pytest.raises(NeverLearnedError):
        classifier.unlearn(ORDINARY, is_spam=True)
    with pytest.raises(NeverLearnedError):
        Classifier().unlearn(Signals(""), is_spam=False)

    assert classifier.dumps() == before


def saved(**changed):
    learned = {"version": 1, "decisions": [1, 1], "spam": [[1, 1]], "good": [[2, 1]], **changed}
    return zlib.compress(json.dumps(learned).encode())


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"nonsense",
        zlib.compress(b"[]"),
        zlib.compress(b"0" * 30_000_000),
        taught().dumps()[:-40],
        saved(version=0),
        saved(spam=[[2**18, 1]]),
        saved(good=[[1, -1]]),
        saved(decisions=[1]),
        saved(spam=None),
    ],
    ids=range(10),
)
def test_a_damaged_state_is_refused(damaged):
    with pytest.raises(StateError):
        Classifier.loads(damaged)


def test_what_is_saved_is_bounded_and_tells_nobody_the_words():
    chance = random.Random(1)
    classifier = Classifier()
    letters = "abcdefghijklmnopqrstuvwxyz"
    for _ in range(300):
        text = " ".join("".join(chance.choices(letters, k=9)) for _ in range(200))
        classifier.learn(Signals(text), is_spam=chance.random() < 0.5)
    state = zlib.decompress(classifier.dumps())

    learned = json.loads(state)
    assert len(learned["spam"]) <= 2**18
    assert len(learned["good"]) <= 2**18
    assert b"cheap" not in zlib.decompress(taught().dumps())


@pytest.mark.parametrize(
    "text",
    [
        "a" * 65_536,
        "a." * 32_768,
        "a@" * 32_768,
        "http://" * 9_362,
        "<a href=" * 8_192,
        "< " * 32_768,
        "1 " * 32_768,
        "a b " * 16_384,
        "a-" * 32_768,
        "\u200b" * 65_536,
        "a\u200b" * 32_768,
        "a\u0301" * 32_768,
        "а" * 32_768,
        "&#" * 32_768,
        "&amp;" * 13_107,
        "\ufdfa" * 65_536,
        "漢" * 65_536,
        "\ud800" * 65_536,
        "a . " * 16_384,
        "".join(map(chr, range(32, 32 + 55_000))),
    ],
    ids=range(20),
)
def test_a_hostile_text_takes_little_time(text):
    classifier = taught()
    began = time.perf_counter()
    for _ in range(3):
        score = classifier.score(Signals(text, name=text))
    assert time.perf_counter() - began < 1.5  # usually some milliseconds
    assert 0 <= score.probability <= 1


def test_the_end_of_a_long_text_is_read():
    long = "The mayor said nothing of it. " * 4000

    assert probability(f"{long} http://a.example http://b.example") > probability(long)


def test_every_mark_expects_a_hundred_of_a_hundred():
    for kind, values in marks.TABLE.items():
        assert "" in values, kind
        assert sum(expected.spam for expected in values.values()) == pytest.approx(100), kind
        assert sum(expected.good for expected in values.values()) == pytest.approx(100), kind


# The first day


@pytest.mark.parametrize(
    "text",
    [
        *GOOD,
        "Я там был в тот вечер. Всё было не так, как пишут.",
        "من آن شب آنجا بودم و همه چیز را با چشم خودم دیدم.",
        "لم يكن الأمر كما كتبتم، وكنت هناك في تلك الليلة.",
        "Gecə orada idim və hər şeyi öz gözümlə gördüm.",
        "那天晚上我在那里，事情不是这样的。",
        "می‌خواهم بدانم چرا هیچ‌کس به این پرسش پاسخ نمی‌دهد؟",
        "Great.This is how it should be.Get it done",
        "It cost 2.126.521.750 last year, and 3,400,000,000 this year!",
    ],
)
def test_on_the_first_day_ordinary_comments_pass(text):
    assert probability(text) < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "http://bags.example/one http://bags.example/two",
        "смотрите тут http://bags.example/a и тут http://bags.example/b пишите shop@bags.example",
        "برای خرید به http://bags.example/a و http://bags.example/b بروید +98 912 345 6789",
        "Write to me on +44 7700 900123 or me@earn.example, see http://earn.example",
        "[url=http://bags.example]bags[/url] <a href='http://bags.example'>bags</a>",
    ],
)
def test_on_the_first_day_what_is_made_of_links_is_held(text):
    assert Classifier().score(Signals(text)).holds


@pytest.mark.parametrize(
    ("worse", "known"),
    [
        ("a honeypot", {"honeypot": True}),
        ("a failed gate", {"gate": "failed"}),
        ("seen elsewhere", {"seen_before": 5}),
        ("sent at once", {"seconds": 1.0}),
        ("a link as the name", {"name": "https://bags.example"}),
        ("links that markup hides", {"links": 2}),
    ],
)
def test_how_a_comment_came_speaks_against_it(worse, known):
    assert probability(ORDINARY.text, **known) > probability(ORDINARY.text), worse


def test_a_gate_that_was_skipped_holds_nobody():
    assert not Classifier().score(Signals(ORDINARY.text, gate="skipped")).holds


def test_trust_lowers_the_more_the_longer():
    text = "See http://archive.example/1998 for what was said then"
    newcomer, known, trusted = (probability(text, trusted=approved) for approved in (0, 1, 5))

    assert newcomer > known > trusted
    assert trusted < 0.5


def test_many_readers_may_thank_in_the_same_words():
    assert probability("Thank you!", seen_before=9) == probability("Thank you!")


@pytest.mark.parametrize(
    ("plain", "disguised", "code"),
    [
        ("cheap bags for you", "chеap bаgs for you", "disguised-yes"),
        ("cheap bags for you", "che\u200bap ba\u2060gs for you", "hidden-yes"),
        ("cheap bags for you", "c h e a p bags for you", "spaced-yes"),
        ("cheap bags for you", "cheap bags for you at bags.com", "bare-yes"),
        ("cheap bags for you", "cheap bags for you at bags . com", "bare-yes"),
        ("cheap bags for you and all", "CHEAP BAGS FOR YOU AND ALL", "shouting-yes"),
    ],
)
def test_disguises_are_seen_and_told(plain, disguised, code):
    score = Classifier().score(Signals(disguised))

    assert code in {reason.code for reason in score.reasons}
    assert score.probability > probability(plain)


# What is learned


def test_words_of_the_newsrooms_spam_are_held_without_a_link():
    classifier = taught(spam=SPAM * 3, good=GOOD * 3)
    score = classifier.score(Signals("Order cheap bags and watches today, best prices"))

    assert score.holds
    assert any(
        reason.code == "word:cheap" and reason.weight > 0 and reason.detail == "cheap" for reason in score.reasons
    )


def test_a_disguised_word_is_still_the_word():
    classifier = taught(spam=SPAM * 3, good=GOOD * 3)
    for disguised in (
        "ОRDЕR CHЕAP bаgs",
        "or\u200bder ch\u200beap b\u00adags",
        "ｏｒｄｅｒ ｃｈｅａｐ ｂａｇｓ",
        "orrrrder cheeeeap bagssss",
    ):
        codes = {reason.code for reason in classifier.score(Signals(disguised)).reasons if reason.weight > 0}
        assert "word:cheap" in codes, disguised


@pytest.mark.parametrize(
    ("spam", "good", "new"),
    [
        ("заработок дома, пиши мне в личку", "мэр ничего не сказал о школе", "хочешь заработок? пиши в личку"),
        ("کسب درآمد در خانه، به من پیام بده", "شهردار درباره مدرسه چیزی نگفت", "درآمد در خانه میخواهی؟ پیام بده"),
        ("在家赚钱请加我微信", "市长没有说学校的事", "想在家赚钱吗请加微信"),
    ],
)
def test_it_learns_in_any_script(spam, good, new):
    classifier = taught(spam=[spam] * 5, good=[good] * 5)

    assert probability(new, classifier) > probability(new) + 0.1
    assert probability(good, classifier) < probability(good)


def test_persian_and_arabic_keyboards_write_the_same_words():
    classifier = taught(spam=["کسب درآمد یک"] * 5, good=GOOD)

    assert probability("كسب درآمد يك", classifier) == probability("کسب درآمد یک", classifier)


def test_a_host_that_the_newsroom_approves_is_no_reason_any_more():
    text = "It stands here: http://library.example/book"
    classifier = taught(good=[*GOOD, *[f"See page {n} of http://library.example/{n}" for n in range(8)]])

    assert probability(text, classifier) < probability(text)
    assert any(r.code == "host:library.example" and r.weight < 0 for r in classifier.score(Signals(text)).reasons)


def test_who_only_ever_met_spam_does_not_hold_everybody():
    classifier = taught(good=[], spam=SPAM * 5)

    for text in GOOD:
        assert not classifier.score(Signals(text)).holds


@settings(max_examples=20)
@given(st.lists(st.sampled_from(SPAM), min_size=1, max_size=10))
def test_more_spam_of_a_kind_makes_the_kind_worse(more):
    classifier = taught()
    before = classifier.score(Signals(more[0])).logit
    for _ in range(3):
        classifier.learn(Signals(more[0]), is_spam=True)

    assert classifier.score(Signals(more[0])).logit > before


def test_words_go_to_the_same_slots_for_ever():
    """What newsrooms have saved must keep its meaning; whoever changes how things are counted raises the version."""
    classifier = Classifier()
    classifier.learn(Signals("Cheap bags 24"), is_spam=True)
    spam = dict(json.loads(zlib.decompress(classifier.dumps()))["spam"])

    assert {
        zlib.crc32(each) & (2**18 - 1) for each in (b"word cheap", b"part <che", b"pair cheap bags", b"word 0")
    } <= set(spam)
