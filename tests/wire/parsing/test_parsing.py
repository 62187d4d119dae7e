"""Each format is found out and read; each fact has its evidence; what is broken is told and stops nothing."""

import gzip
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.wire.errors import TooLargeError, UnreadableError
from dateline.wire.parsing import FeedItem, Topic, parse, texts
from dateline.wire.parsing.moments import moment
from dateline.wire.values import Fact, Hop, Moment, Photograph
from tests.wire.parsing import sources

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"


def value(fact):
    return fact.value if fact else None


@pytest.mark.parametrize("kind", sorted(sources.ALL))
def test_the_kind_is_found_out_and_every_fact_has_its_evidence(kind):
    parsed = parse(sources.ALL[kind].encode(), content_type="application/octet-stream")

    assert parsed.kind == kind
    facts = [getattr(item, field.name) for item in parsed.items for field in fields(item)]
    for fact in (each for each in facts if isinstance(each, Fact)):
        assert fact.evidence
        assert 0 < fact.confidence <= 1
        assert fact.witness in {"feed", "sitemap", "newsml-g2", "ninjs"}


def test_rss():
    parsed = parse(sources.RSS.encode(), address="https://amber.test/feed")

    item, undated = parsed.items
    assert (parsed.title, parsed.language, parsed.address) == ("The Amber Post", "en", "https://amber.test/feed")
    assert (item.id, item.address) == ("amber-17", "https://amber.test/2015/ferry")
    assert value(item.headline) == "Ferry & crew sail again"
    assert value(item.standfirst) == "After two years of repairs."
    assert value(item.body) == "The ferry of Port Amber sails again.\nIt was late."
    assert "script" not in item.body_html
    assert value(item.bylines) == ("Ida Brand", "Juno Vale")
    assert value(item.published) == Moment("2015-06-02T14:05+04:00", "minute")
    assert item.published.evidence == "item published: Tue, 02 Jun 2015 14:05:00 +0400"
    assert (value(item.outlet), value(item.original_outlet)) == ("The Amber Post", "The Lirania Herald")
    assert value(item.hops) == (Hop("The Lirania Herald", "via", "https://lirania.test/feed"),)
    assert item.photographs == (Photograph("https://amber.test/ferry.jpg", "The ferry", "Juno Vale"),)
    assert item.topics == (Topic("Harbour", "keyword"),)
    assert (undated.published, undated.headline.value) == (None, "Undated")
    assert parsed.complaints == ("Item 2 has neither an id nor an address.",)


def test_atom():
    parsed = parse(sources.ATOM.encode(), address="https://kehreba.test/atom")

    [item] = parsed.items
    assert parsed.next_address == "https://kehreba.test/atom?page=2"
    assert (item.address, value(item.headline)) == ("https://kehreba.test/bere", "Bərə yenidən yola düşdü")
    assert (value(item.body), value(item.standfirst)) == ("Bərə yola düşdü.", "İki il təmirdən sonra.")
    assert value(item.bylines) == ("Aytən Kəhrəba",)
    assert "ayten@" not in repr(item), "nobody's address is taken along"
    assert value(item.modified) == Moment("2015-06-03T09:00+04:00", "minute")
    assert (value(item.original_outlet), value(item.original_address)) == (
        "Lirania Herald",
        "https://lirania.test/original",
    )
    assert (value(item.licence), value(item.language)) == ("CC BY 4.0", "az")


def test_rdf_and_a_date_of_a_month():
    [item] = parse(sources.RDF.encode()).items

    assert value(item.modified) == Moment("2015-06", "month")


def test_json_feed():
    parsed = parse(sources.JSON_FEED.encode())

    [item] = parsed.items
    assert (item.address, value(item.headline)) == ("https://amber.test/vapur", "Vapur yeniden yolda")
    assert (value(item.body), value(item.bylines), item.modified) == ("Vapur yola çıktı.", ("Deniz Kehribar",), None)
    assert (value(item.language), value(item.original_address)) == ("tr", "https://lirania.test/x")
    assert value(item.original_outlet) == "Lirania Herald"
    assert item.photographs == (Photograph("https://amber.test/vapur.jpg"),)
    assert len(parsed.complaints) == 2


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_sitemaps(packed):
    source = sources.SITEMAP.encode()
    parsed = parse(gzip.compress(source) if packed else source)

    [item] = parsed.items
    assert (item.address, value(item.headline), value(item.outlet)) == (
        "https://amber.test/ferry",
        "Ferry sails",
        "The Amber Post",
    )
    assert value(item.published) == Moment("2015-06-02T14:05+04:00", "minute")
    assert value(item.modified) == Moment("2015-06-03", "day")
    assert [topic.name for topic in item.topics] == ["ferry", "harbour"]
    assert item.photographs == (Photograph("https://amber.test/ferry.jpg", "The ferry"),)
    assert len(parsed.complaints) == 1
    [index] = parse(sources.SITEMAP_INDEX.encode()).items
    assert (index.address, value(index.modified)) == ("https://amber.test/2015.xml.gz", Moment("2015-06", "month"))


def test_newsml():
    parsed = parse(sources.NEWSML.encode())

    story, photo, package, elsewhere = parsed.items
    assert (story.id, story.version, story.kind) == ("urn:newsml:amber.test:20150602:ferry", "3", "text")
    assert (story.status, story.urgency, story.note) == ("withheld", 2, "Call first")
    assert value(story.embargo) == Moment("2015-06-03T00:00+00:00", "minute")
    assert value(story.published) == Moment("2015-06-02T14:05+04:00", "minute")
    assert value(story.modified) == Moment("2015-06-02T16:00+04:00", "minute")
    assert value(story.hops) == (Hop("Lirania Herald", "agency", "https://lirania.test/"), Hop("Amber Agency", "via"))
    assert (value(story.outlet), value(story.original_outlet)) == ("Amber Agency", "Lirania Herald")
    assert value(story.licence).startswith("Not in Lirania")
    assert (value(story.dateline), value(story.bylines)) == ("PORT AMBER, June 2", ("Juno Vale",))
    assert value(story.body) == "The ferry <sails> again.\nAfter two years\nlate"
    assert story.body_html.startswith("<p>The ferry &lt;sails&gt; <em>again</em>.</p><h2>")
    assert story.topics == (Topic("Ida Brand", "person", "p:1"), Topic("harbour", "subject", "medtop:1"))
    assert story.photographs == (Photograph("https://amber.test/f.jpg", "The ferry", "Vale"),)
    assert (photo.kind, photo.status) == ("picture", "canceled")
    assert photo.photographs == (Photograph("https://amber.test/large.jpg", "The ferry at dawn", "Vale/Amber"),)
    assert package.kind == "package"
    assert package.parts == (story.id, photo.id, elsewhere.id)
    assert (elsewhere.id, value(elsewhere.headline), elsewhere.body) == ("urn:elsewhere", "The mill", None)
    assert len(parsed.complaints) == 1


@pytest.mark.parametrize("source", [sources.NINJS_1, sources.NINJS_3], ids=["1.x", "3.x"])
def test_ninjs_of_any_version_says_the_same(source):
    item, side = parse(source.encode()).items

    assert (item.id, item.version, item.status, item.urgency) == ("urn:amber:1", "2", "canceled", 3)
    assert (value(item.headline), value(item.standfirst)) == ("Ferry sails again", "After two years")
    assert (value(item.body), value(item.bylines)) == ("The ferry sails.\nIt was late.", ("Ida Brand",))
    assert (value(item.licence), value(item.dateline), item.note) == ("Not in Lirania", "Port Amber", "Call first")
    assert value(item.embargo) == Moment("2015-06-03T00:00+00:00", "minute")
    assert (value(item.agency), item.other_ids) == ("Lirania Herald", ("A-1",))
    assert item.topics == (Topic("Ida Brand", "person", "s:1"),)
    assert item.photographs == (Photograph("https://amber.test/l.jpg", "The ferry", "Juno Vale"),)
    assert item.parts == ("urn:amber:p", "urn:amber:2")
    assert value(side.headline) == "The crew"


def test_an_event_of_ninjs_says_when_it_begins():
    source = """{"uri": "urn:amber:e", "type": "event", "title": "The ferry sails", "profile": "harbour",
     "eventDetails": {"dates": {"expectedStartDate": "2015-06"}}, "rightsInfo": {"encodedRights": "ask us"},
     "trustIndicators": [{"title": "Standards", "href": "https://amber.test/standards"}, {"title": "Masthead"}]}"""

    [item] = parse(source.encode()).items

    assert (item.kind, value(item.headline), value(item.takes_place)) == (
        "event",
        "The ferry sails",
        Moment("2015-06", "month"),
    )
    assert (item.profile, value(item.licence)) == ("harbour", "ask us")
    assert item.trust == ("https://amber.test/standards", "Masthead")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2015", "2015"),
        ("2015-06", "2015-06"),
        ("20150602", "2015-06-02"),
        ("2015-06-02T14:05:31.123Z", "2015-06-02T14:05+00:00"),
        ("20150602T140531+0430", "2015-06-02T14:05+04:30"),
        ("2015-06-02 14:05", "2015-06-02T14:05"),
        ("Tue, 02 Jun 2015 14:05:00 GMT", "2015-06-02T14:05+00:00"),
        ("2 Jun 2015 14:05 -0330", "2015-06-02T14:05-03:30"),
        ("Tue, 02 Jun 2015 14:05:00 XYZ", "2015-06-02T14:05"),
        ("Tue, 02 Jun 2015 14:05:00 EST", "2015-06-02T14:05-05:00"),
        ("2015-13-45", None),
        ("0000-00-00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_say_what_they_say_and_no_more(written, value):
    found = moment(written)

    assert (found.value if found else None) == value


def test_who_is_no_person_has_no_byline():
    source = sources.NINJS_3.replace("Ida Brand", "Von Juno Vale, lpa", 1)

    assert value(parse(source.encode()).items[0].bylines) == ("Juno Vale",)
    assert texts.bylines(["ida@amber.test", "Staff"], "by", "ninjs") is None


def test_a_picture_in_a_body_is_a_photograph_and_its_caption_no_text():
    figure = (
        '<figure><img src="/f.jpg"><figcaption>The ferry</figcaption></figure><img src="/p.gif" width="1" height="1">'
    )
    source = sources.JSON_FEED.replace('"image": "/vapur.jpg",', "").replace(
        "<p>Vapur", figure.replace('"', '\\"') + "<p>Vapur"
    )

    [item] = parse(source.encode()).items

    assert item.photographs == (Photograph("https://amber.test/f.jpg", "The ferry"),)
    assert value(item.body) == "Vapur yola çıktı."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1254"])
def test_encodings_are_found_out_whatever_is_said(encoding):
    source = sources.RSS.replace("Ferry &amp;amp; crew", "Ağır gemi").replace(
        'encoding="UTF-8"', f'encoding="{encoding}"'
    )

    assert value(parse(source.encode(encoding)).items[0].headline) == "Ağır gemi sail again"


@pytest.mark.parametrize(
    "said", ["idna", "hex", "unicode_escape", "raw_unicode_escape", "undefined", "no-such", "x" * 99]
)
def test_what_is_no_encoding_of_texts_is_not_used(said):
    source = sources.RSS.replace("UTF-8", said).replace("Post", "P\\{ost").encode()

    assert parse(source, content_type=f"text/xml; charset={said}").title == "The Amber P\\{ost"
    with pytest.raises(UnreadableError):
        parse(b"\\{\xff", content_type=f"text/xml; charset={said}")


def test_utf8_that_is_called_latin1_is_utf8():
    source = sources.ATOM.replace("utf-8", "iso-8859-1").encode()

    assert value(parse(source, content_type="text/xml; charset=iso-8859-1").items[0].headline).startswith("Bərə")


def test_an_encoding_that_nobody_tells_is_complained_about():
    parsed = parse(sources.RSS.replace("Post", "Pöst").encode("latin-1").replace(b'encoding="UTF-8"', b""))

    assert parsed.title == "The Amber Pöst"
    assert any("encoding" in each for each in parsed.complaints)


class TestMalice:
    SECRET = "root:x:0:0"

    @pytest.mark.parametrize("kind", ["rss", "atom", "sitemap", "newsml-g2"])
    def test_no_entity_is_expanded_and_no_file_read(self, kind):
        billion = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
        doctype = f'<!DOCTYPE x [<!ENTITY e0 "laugh">{billion}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        head, mark, rest = sources.ALL[kind].partition("?>")
        source = f"{head}{mark}{doctype}{rest}".replace("Ferry", "Ferry &e9; &f;").replace("Bərə", "Bərə &e9; &f;")
        try:
            told = repr(parse(source.encode()))
        except UnreadableError:
            told = ""
        assert self.SECRET not in told
        assert "laugh" not in told

    def test_a_file_in_gzip_that_is_a_bomb_is_stopped(self):
        with pytest.raises(TooLargeError):
            parse(gzip.compress(b"<urlset>" + b" " * 70_000_000))

    def test_depth_ends_somewhere(self):
        for source in ("<rss>" + "<a>" * 100_000, "[" * 100_000, "<newsItem>" + "<a>" * 100_000):
            _readable(source.encode())

    @pytest.mark.parametrize(
        "piece",
        [
            "<!DOCTYPE [",
            '<!ENTITY "',
            "<!ENTITY a 'b' ",
            "<",
            "<![CDATA[",
            "<!--",
            "<?xml ",
            "<hop>",
            "&lt;figure&gt;",
            "<item>",
        ],
    )
    @pytest.mark.parametrize("around", ["<rss version='2.0'><channel><item><guid>1</guid><description>", "<newsItem>"])
    def test_time_grows_with_the_source_and_no_faster(self, piece, around):

        _readable((around + piece * (100_000 // len(piece))).encode())

    def test_no_address_leads_elsewhere_than_the_web(self):
        source = sources.RSS.replace("https://amber.test/2015/ferry", "javascript:alert(1)").encode()

        assert parse(source).items[0].address == ""


@pytest.mark.parametrize(
    "body",
    [b"", b"  \n", b"\x00\x01", b"{}", b"[]", b"null", b"<html><body>no feed</body></html>", b"<x/>", b"plain words",
     b'{"items": 7}', b"<rss", b"\xff\xfe", b"\x1f\x8b\x08"],
)  # fmt: skip
def test_what_is_nothing_of_the_kind_is_unreadable(body):
    with pytest.raises(UnreadableError) as raised:
        parse(body)

    assert raised.value.permanent
    assert str(raised.value).endswith(".")


def _readable(body):
    """Whatever comes: it is read, or unreadable, and nothing else happens."""
    try:
        parsed = parse(body)
    except UnreadableError:
        return
    assert all(isinstance(item, FeedItem) and item.id for item in parsed.items)


@given(st.binary(max_size=400))
@example(b"<rss><channel><item><pubDate>0</pubDate></item></channel></rss>")
def test_any_bytes_are_read_or_unreadable(body):
    _readable(body)


@given(st.sampled_from(sorted(sources.ALL)), st.data())
def test_a_good_source_with_wounds_is_read_or_unreadable(kind, data):
    body = bytearray(sources.ALL[kind].encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(body)))
        cut = data.draw(st.integers(0, 40))
        body[at : at + cut] = data.draw(
            st.sampled_from(
                [b"", b"<", b">", b"&", b'"', b"\x00", b"\xff", b"]]>", b"<![CDATA[", b"9" * 30, b"{}", b"null"]
            )
        )
    _readable(bytes(body))


MEMBERS = ["uri", "headline", "headlines", "bodies", "value", "associations", "renditions", "href", "items", "version"]
MEMBERS += ["title", "id", "url", "authors", "type", "body_text"]
BARE = st.none() | st.booleans() | st.integers(-5, 10**18) | st.floats(allow_nan=False) | st.text(max_size=5)


def nested(inner):
    return st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(MEMBERS), inner, max_size=6)


@given(st.recursive(BARE, nested, max_leaves=20))
def test_any_json_is_read_or_unreadable(value):
    import json

    _readable(json.dumps(value).encode())


def test_a_feed_of_a_thousand_items_is_read_in_a_moment():
    item = sources.RSS[sources.RSS.index("<item>") : sources.RSS.index("</item>") + 7]
    head, _, tail = sources.RSS.partition("<item>")
    source = (head + item * 1000 + "</channel></rss>").encode()
    del tail

    assert len(parse(source).items) == 1000


@pytest.mark.parametrize("folder", ["newsml", "ninjs"])
def test_the_examples_of_the_iptc_are_read_in_full(folder):
    files = sorted(each for each in (SAMPLES / folder).glob("*") if "schema" not in each.name)
    if not files:
        pytest.skip(f"the examples at ../shared/samples/{folder} are not here")
    for file in files:
        parsed = parse(file.read_bytes())

        assert parsed.items, file.name
        assert parsed.complaints == (), file.name
        item = parsed.items[0]
        told = [each for each in (item.headline, item.body, item.dateline, item.hops, item.photographs) if each]
        assert told, file.name
