"""Ways for papers that come from elsewhere: their families of addresses, and where Dateline has what stood there. Pure.

Single addresses (a story's, a section's, ``/?p=123``) have moved singly; a way leads on from there.

Each pattern has one repetition without an end at most, and what follows that has a longest length. So matching takes no
longer than reading, whatever it is that somebody asks for.
"""

from collections.abc import Iterable
from typing import Final

from dateline.shelf.api import Way

# "/", "/2015/06/02/slug/" or any other place, also of a server that could not do without index.php.
_HERE: Final = r"(?:/index\.php)?(?P<here>/(?:.*/)?)"
# The front page, also of a language: there, a query could name any page.
_FRONT: Final = r"(?P<here>/(?:[a-z]{2,3}(?:-[a-z]{2,8})?/)?)(?:index\.php)?"

_FEED: Final = r"(?<!/feed/)(?:(?:feed/)?(?:feed|atom|rss2?|rdf)|wp-(?:feed|atom|rss2?|rdf|commentsrss2)\.php)/?"
_PART: Final = r"(?:comment-page-[0-9]{1,5}|attachment/[^/]{1,200})"
_ID: Final = "(?P<id>[0-9]{1,20})"
_NAME: Final = "(?P<name>[^/?]{1,200})"
_YEAR: Final = {"year": "(?P<year>[0-9]{4})"}
_MONTH: Final = _YEAR | {"monthnum": "(?P<month>[0-9]{1,2})"}
_DAY: Final = _MONTH | {"day": "(?P<day>[0-9]{1,2})"}

WORDPRESS: Final = (
    # Whatever kind of feed was asked for, here is Atom: who reads one kind reads both. A story's feed is its comments'
    # and, before there are any, the story itself.
    Way(f"{_HERE}{_FEED}", ("{here}comments.xml", "{here}feed.xml", "{here}")),
    # There is no feed of all comments.
    Way(f"{_HERE}comments/{_FEED}", ("{here}feed.xml",)),
    # Comments were cut into pages of another length, so their numbers mean nothing now.
    Way(f"{_HERE}{_PART}/{_FEED}", ("{here}comments.xml", "{here}")),
    # A photograph had a page of its own below its story.
    Way(rf"{_HERE}{_PART}(?:/(?:trackback|embed))?/?", ("{here}",)),
    Way(f"{_HERE}(?:trackback|embed|amp)/?", ("{here}",)),
    # Months and days came with a zero before them or without.
    *(
        Way(rf"/(?P<year>[0-9]{{4}})/{month}/{day}/(?P<rest>[^/].*)", (f"/{{year}}/{led}/{{rest}}",))
        for month, day, led in (
            ("(?P<month>[0-9])", "(?P<day>[0-9])", "0{month}/0{day}"),
            ("(?P<month>[0-9])", "(?P<day>[0-9]{2})", "0{month}/{day}"),
            ("(?P<month>[0-9]{2})", "(?P<day>[0-9])", "{month}/0{day}"),
        )
    ),
    # What stood on the seventh page of a list was another story each day. Older stories of the front are in the
    # archive; other lists name their months or years themselves.
    Way(f"{_HERE}page/[0-9]{{1,5}}/?", ("{here}archive/", "{here}")),
    # A long story was cut into pages. But a month or a day is none: it may be printed yet. Nor is "/404/".
    Way(rf"{_HERE}(?<!\A/)(?<!/[0-9]{{4}}/)(?<!/[0-9]{{4}}/[0-9]{{2}}/)[0-9]{{1,3}}/?", ("{here}",)),
    # A photograph had a file for each of its sizes; a very large one was named "-scaled" itself.
    Way(
        r"(?P<photo>/.*)-(?:[0-9]{1,5}x[0-9]{1,5}|scaled)(?P<kind>\.[A-Za-z0-9]{2,5})",
        ("{photo}{kind}", "{photo}-scaled{kind}"),
    ),
    Way(r"/index\.php/?", ("/",)),
    Way(r"/index\.php(?P<here>/.*)", ("{here}", "{here}/")),
    # The sitemaps of WordPress itself and of its best-known extensions.
    Way(r"/(?:wp-sitemap[a-z0-9-]{0,80}|sitemap_index|[a-z_-]{1,40}-sitemap[0-9]{0,4})\.xml", ("/sitemap.xml",)),
    # "/?p=123" has moved singly; here it comes with more behind it, or in another part of the paper. A number of
    # whatever it was is that of a post.
    *(
        Way(_FRONT, (f"{{here}}?{field}={{id}}", f"/?{field}={{id}}", "/?p={id}"), {field: _ID})
        for field in ("p", "page_id", "attachment_id")
    ),
    # Together with "cat=3", this was the feed of a category. The whole paper's is better than none.
    Way(rf"{_HERE}(?:index\.php)?", ("{here}comments.xml", "{here}feed.xml"), {"feed": "[a-z0-9-]{0,20}"}),
    *(Way(_FRONT, (f"{{here}}?{field}={{id}}", f"/?{field}={{id}}"), {field: _ID}) for field in ("cat", "author")),
    *(
        Way(_FRONT, (f"{{here}}?{field}={{name}}", f"{{here}}{folder}/{{name}}/"), {field: _NAME})
        for field, folder in (("category_name", "category"), ("tag", "tag"), ("author_name", "author"))
    ),
    # 2015, 201506, 20150602, or a second. Without a day, nothing stands at the address that has one.
    Way(
        _FRONT,
        ("{here}{year}/{month}/{day}/", "{here}{year}/{month}/", "{here}{year}/"),
        {"m": "(?P<year>[0-9]{4})(?:(?P<month>[0-9]{2})(?:(?P<day>[0-9]{2})[0-9]{0,6})?)?"},
    ),
    # Months and days came with a zero before them or without.
    Way(
        _FRONT,
        (
            "{here}{year}/{month}/{day}/",
            "{here}{year}/0{month}/{day}/",
            "{here}{year}/{month}/0{day}/",
            "{here}{year}/0{month}/0{day}/",
        ),
        _DAY,
    ),
    Way(_FRONT, ("{here}{year}/{month}/", "{here}{year}/0{month}/"), _MONTH),
    Way(_FRONT, ("{here}{year}/",), _YEAR),
    Way(_FRONT, ("{here}archive/",), {"paged": "[0-9]{1,5}"}),
)


def ways(prefixes: Iterable[str]) -> tuple[Way, ...]:
    """The ways of a paper whose editions in languages stand at these prefixes (``/``, ``/az/``)."""
    others = [prefix for prefix in prefixes if prefix != "/"]
    if not others:
        return WORDPRESS
    # All languages had one archive there; here, the first one's is empty on some days.
    day = r"(?P<day>[0-9]{4}/(?:[0-9]{2}/){0,2})"
    in_others = tuple(f"{prefix}{{day}}" for prefix in others)
    return (Way(f"/{day}", in_others), Way(f"/{day}{_FEED}", ("/feed.xml",)), *WORDPRESS)
