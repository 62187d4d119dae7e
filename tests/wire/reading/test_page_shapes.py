"""Pages that are written as HTML allows, and sentences that stand beside a line of credit."""

import pytest

from dateline.wire.reading import read_page

STORY = (
    "The ferry between Nettle Hill and the quay sails again since Monday morning, after nine days in the yard.",
    "Orhan Salt, who has kept the landing stage for thirty years, rang the bell himself when the first people came.",
    "The council had asked for a new rope, a new lamp and a new timetable. Two of the three were ready in time.",
)


def shape(kind: str, last: str) -> bytes:
    """The same page with and without the tags that may be left out."""
    text = "".join(f"<p>{each}</p>" for each in (*STORY, last))
    article = f"<article><h1>The ferry sails again</h1><p>By Mina Quayle</p>{text}</article>"
    title = "<title>The ferry sails again</title><meta name=x content=y>"
    return {
        "whole": f"<!doctype html><html><head>{title}</head><body>{article}</body></html>",
        "no body": f"<!doctype html><html><head>{title}</head>{article}</html>",
        "nothing": f"<!doctype html>{title}{article}",
    }[kind].encode()


@pytest.mark.parametrize("kind", ["whole", "no body", "nothing"])
def test_tags_may_be_left_out(kind):
    read = read_page(shape(kind, "Reprinted from The Harbour Courier"), address="https://amber.test/1")
    assert read.original_outlet
    assert read.original_outlet.value == "The Harbour Courier"
    assert read.bylines
    assert read.bylines.value == ("Mina Quayle",)
    assert read.body
    assert read.body.value == "\n".join(STORY)


@pytest.mark.parametrize(
    "credit",
    [
        "Reprinted from The Harbour Courier",
        "(Reprinted from The Harbour Courier.)",
        "This article was originally published by The Harbour Courier.",
    ],
)
def test_what_stands_beside_a_credit_stays(credit):
    said = "The lamp was lit at six, and nobody saw it but the gulls."
    read = read_page(shape("whole", f"{said} {credit}"), address="https://amber.test/1")
    assert read.original_outlet
    assert read.body
    assert read.body.value == "\n".join((*STORY, said))


def test_what_only_belongs_to_the_credit_goes_with_it():
    credit = "This article was originally published by The Harbour Courier. Read the original article."
    read = read_page(shape("whole", credit), address="https://amber.test/1")
    assert read.body
    assert read.body.value == "\n".join(STORY)
