"""Compressed copies made of two halves: whoever decompresses them finds the body."""

import gzip
import json
import random
import shutil
import subprocess

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.shelf import encodings
from dateline.shelf.encodings import copies

STYLE = b"<!doctype html><html lang=az><style>" + b"p{margin:0;color:var(--ink)}a{color:inherit}" * 90 + b"</style>"
WORDS = "Salam, dünya. The harbour froze, and nobody in it said a word about the price of bread. </style> ".encode()

# Bytes of every kind, words that repeat, and long distances back: what an encoder finds copies in.
pieces = st.one_of(st.binary(max_size=400), st.sampled_from([WORDS, STYLE, STYLE[100:900], b"<p>", b"\0" * 300]))
texts = st.lists(pieces, max_size=40).map(b"".join)
seeds = st.integers(0, 2**32)


def judge(body):
    made = copies(body)
    assert brotli.decompress(made[".br"]) == body
    assert gzip.decompress(made[".gz"]) == body
    return made


@settings(deadline=None)
@given(texts, texts)
def test_copies_say_what_the_body_says(beginning, rest):
    judge(beginning.replace(b"</style>", b"") + b"</style>" + rest)


@settings(deadline=None, max_examples=25)
@given(seeds, st.integers(0, 900_000), st.integers(1, 5_000))
def test_bodies_longer_than_the_window(seed, size, period):
    dice = random.Random(seed)
    judge(STYLE + dice.randbytes(period) * (size // period) + dice.randbytes(100))


@pytest.mark.parametrize(
    "body", [STYLE, STYLE + b"<p>", WORDS * 9, b"</style>" + WORDS, STYLE * 3, b"<title>" + STYLE, b"x" * 300_000]
)
def test_bodies_at_the_edges(body):
    judge(body)


def test_the_same_body_gives_the_same_copies_whatever_was_compressed_before():
    first = judge(STYLE + WORDS * 20)
    for number in range(100):
        judge(STYLE[: 200 + number] + b"</style>" + WORDS * 9)
    assert judge(STYLE + WORDS * 20) == first


@pytest.mark.parametrize("quality", [4, 5, 6, 7, 8, 9, 10, 11])
def test_a_beginning_whose_halves_do_not_fit_is_compressed_whole(monkeypatch, quality):
    monkeypatch.setattr(encodings, "_OWN", quality)  # encoders that count on what came before in their own stream
    encodings._compressed.cache_clear()
    try:
        dice = random.Random(3)
        text = " ".join(dice.choice(["of the ", "that was ", "time and ", "price"]) for _ in range(3_000)).encode()
        judge(STYLE + text)
        assert not encodings._beginning_of(STYLE).br
        assert encodings._beginning_of(STYLE).gz
    finally:
        encodings._compressed.cache_clear()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("node") is None, reason="another decoder is asked: Node's")
def test_another_decoder_reads_them_too(tmp_path):
    dice, bodies = random.Random(11), []
    for number in range(200):
        parts = [dice.choice([WORDS, STYLE[: dice.randrange(9, 2_000)], dice.randbytes(60)]) for _ in range(number)]
        bodies.append(STYLE + b"".join(parts))
        for suffix, copy in {**copies(bodies[-1]), "": bodies[-1]}.items():
            (tmp_path / f"{number}{suffix}").write_bytes(copy)
    script = """
        const {readFileSync: read} = require("fs"), {brotliDecompressSync: br, gunzipSync: gz} = require("zlib");
        const right = (name) => br(read(name + ".br")).equals(read(name)) && gz(read(name + ".gz")).equals(read(name));
        console.log(JSON.stringify([...Array(200).keys()].filter((each) => !right(String(each)))));
    """
    found = subprocess.run(["node", "-e", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(found.stdout) == []
