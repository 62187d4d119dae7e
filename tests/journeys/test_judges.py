"""Judges from outside, over everything that the demo newspaper prints.

HTML: the Nu checker (npm vnu-jar). Atom and RSS: Ruby's validating parser, and feedparser. JSON feeds: the schema of
npm jsonfeed-schema. Sitemaps: the schema and the strict reader of npm sitemap. JSON-LD: extruct, then Google's typings
of Schema.org (npm schema-dts) checked by the TypeScript compiler.
"""

import json
import re
import subprocess
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import extruct
import feedparser
import pytest
from lxml import etree, html

from tests.journeys.conftest import NODE_MODULES

JUDGES = Path(__file__).parent / "judges"
# The Nu checker guesses languages by statistics. It does not know Azerbaijani in Arabic script; short pages mislead it.
GUESSES = re.compile(r"^This document appears to be written in|^The “lang” attribute value")


def verdict(*words: str | Path, within: int = 300) -> str:
    done = subprocess.run([str(each) for each in words], capture_output=True, text=True, timeout=within, check=False)
    assert not done.returncode, done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="session")
def printed(house) -> Path:
    """The shelf, once everything that waits is printed."""
    house.wait_until(house.is_printed, 60)
    return house.pages.parent


def files(printed: Path, pattern: str) -> list[Path]:
    found = sorted((printed / "pages").rglob(pattern))
    assert found, pattern
    return found


def test_the_nu_checker_finds_nothing(printed):
    jar = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    answer = subprocess.run(
        ["java", "-Xss4m", "-jar", jar, "--skip-non-html", "--format", "json", "--stdout", "--exit-zero-always",
         printed],
        capture_output=True, text=True, timeout=350, check=True,
    )  # fmt: skip
    messages = json.loads(answer.stdout)["messages"]
    found = [
        f"{each['url'].partition('/shelf')[2]}:{each.get('lastLine')}: {each['message']} | {each.get('extract', '')}"
        for each in messages
        if not GUESSES.search(each["message"])
    ]
    assert not found, "\n".join(found[:20]) + f"\n({len(found)} in all)"


def test_feeds_are_valid(printed):
    feeds = [*files(printed, "feed.xml"), *files(printed, "rss.xml")]
    assert verdict("ruby", JUDGES / "feeds.rb", *feeds) == ""
    for path in feeds:
        read = feedparser.parse(path.read_bytes())
        assert not read.bozo, (path, read.get("bozo_exception"))
        assert read.version == {"feed.xml": "atom10", "rss.xml": "rss20"}[path.name], path
        assert all(each.get("link") and each.get("title") for each in read.entries), path


def test_an_rss_feed_is_in_no_namespace(printed):
    for path in files(printed, "rss.xml"):
        root = etree.parse(path).getroot()
        assert root.tag == "rss", f"{path}: {root.tag}"
        assert all(each.tag == "item" for each in root.iterfind("channel/item"))


def test_json_feeds_are_valid(printed):
    assert verdict("node", JUDGES / "jsonfeeds.mjs", *files(printed, "feed.json")) == ""


def test_sitemaps_are_valid(printed):
    maps = files(printed, "sitemap*.xml")
    assert verdict("node", JUDGES / "sitemaps.mjs", *maps) == ""
    schema = etree.XMLSchema(etree.parse(NODE_MODULES / "sitemap" / "schema" / "sitemap.xsd"))
    for path in maps:
        read = etree.parse(path)
        # What Google adds for news has a schema of its own; the strict reader above knows it, this schema does not.
        for each in read.iterfind(".//{http://www.google.com/schemas/sitemap-news/0.9}news"):
            each.getparent().remove(each)
        if etree.QName(read.getroot()).localname == "urlset":
            assert schema.validate(read), (path, schema.error_log)


def test_linked_data_is_what_schema_org_says(printed, tmp_path):
    lines = ['import type { Thing, WithContext } from "schema-dts";']
    stories = 0
    for path in files(printed, "index.html"):
        page = path.read_text(encoding="utf-8")
        found = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
        assert page.count("application/ld+json") == len(found), path
        for each in found:
            stories += each["@type"] == "NewsArticle"
            for image in each.get("image", ()):
                # Pixels as plain numbers: Google's pages show them so; the vocabulary would have them as quantities.
                assert isinstance(image.pop("width"), int), path
                assert isinstance(image.pop("height"), int), path
            lines.append(f"// {path.relative_to(printed)}")
            lines.append(f"export const _{len(lines)}: WithContext<Thing> = {json.dumps(each)};")
            if each["@type"] == "NewsArticle":
                assert each["headline"]
                assert re.match(r"\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$", each["datePublished"]), path
                assert each["publisher"]["name"]
    assert stories > 40
    (tmp_path / "pages.ts").write_text("\n".join(lines), encoding="utf-8")
    types = json.loads((NODE_MODULES / "schema-dts" / "package.json").read_text())
    (tmp_path / "tsconfig.json").write_text(
        json.dumps(
            {
                "compilerOptions": {
                    "strict": True, "noEmit": True, "skipLibCheck": True, "types": [], "module": "nodenext",
                    "paths": {"schema-dts": [str(NODE_MODULES / "schema-dts" / types.get("types", "dist/schema.d.ts"))],
                              "schema-dts-lib": [str(NODE_MODULES / "schema-dts-lib")]},
                },
                "files": ["pages.ts"],
            }
        )
    )  # fmt: skip
    done = subprocess.run(
        [NODE_MODULES / ".bin" / "tsc", "--project", tmp_path], capture_output=True, text=True, timeout=200, check=False
    )
    assert not done.returncode, done.stdout[:4000] + done.stderr[:1000]


def test_every_link_leads_somewhere_and_every_image_exists(house, printed):
    wanted: dict[str, str] = {}
    fragments: dict[str, set[str]] = {}
    for path in [*files(printed, "index.html"), *sorted((printed / "missing").rglob("index.html"))]:
        where = (
            f"/{path.parent.relative_to(printed / 'pages').as_posix()}/".replace("/./", "/")
            if (path.is_relative_to(printed / "pages"))
            else "/"
        )
        page = html.fromstring(path.read_text(encoding="utf-8"))
        sources = [part.split()[0] for each in page.xpath("//@srcset") for part in each.split(",")]
        for each in [*page.xpath("//@href"), *page.xpath("//@src"), *sources]:
            target = urlsplit(urljoin(f"{house.paper}{where}", each))
            if f"{target.scheme}://{target.netloc}" == house.paper:
                asked = f"{target.path}?{target.query}" if target.path.startswith("/-/") else target.path
                wanted.setdefault(asked, where)
                if target.fragment:
                    fragments.setdefault(target.path, set()).add(unquote(target.fragment))
    assert len(wanted) > 200
    broken = []
    with closing(HTTPConnection(house.paper.removeprefix("http://"), timeout=10)) as kiosk:
        for target, where in sorted(wanted.items()):
            kiosk.request("GET", quote(target, safe="/%?=&"))
            answer = kiosk.getresponse()
            content = answer.read()
            if answer.status not in {200, 301, 410} or (answer.status == 200 and not content):
                broken.append(f"{where} → {target}: {answer.status}")
            broken += [
                f"{where} → {target}#{fragment}: no such place"
                for fragment in fragments.get(target, ())
                if f'id="{fragment}"'.encode() not in content
            ]
    assert broken == []
