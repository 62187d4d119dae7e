"""Cards: what stood in a text as a player, a post or a file of somewhere else becomes a link to it."""

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import unquote

from dateline.archive.wordpress.content.links import host

_OUTLETS: Final = {
    "youtube.com": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "dailymotion.com": "Dailymotion",
    "dai.ly": "Dailymotion",
    "wordpress.tv": "WordPress.tv",
    "videopress.com": "VideoPress",
    "ted.com": "TED",
    "aparat.com": "Aparat",
    "rutube.ru": "Rutube",
    "vk.com": "VK",
    "ok.ru": "OK",
    "twitch.tv": "Twitch",
    "tiktok.com": "TikTok",
    "soundcloud.com": "SoundCloud",
    "spotify.com": "Spotify",
    "mixcloud.com": "Mixcloud",
    "bandcamp.com": "Bandcamp",
    "twitter.com": "Twitter",
    "x.com": "X",
    "bsky.app": "Bluesky",
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "threads.net": "Threads",
    "t.me": "Telegram",
    "reddit.com": "Reddit",
    "flickr.com": "Flickr",
    "imgur.com": "Imgur",
    "archive.org": "Internet Archive",
    "scribd.com": "Scribd",
    "issuu.com": "Issuu",
    "slideshare.net": "SlideShare",
    "documentcloud.org": "DocumentCloud",
    "google.com": "Google",
    "openstreetmap.org": "OpenStreetMap",
    "datawrapper.de": "Datawrapper",
    "dwcdn.net": "Datawrapper",
    "flourish.studio": "Flourish",
    "infogram.com": "Infogram",
}
# Addresses of players, and those of the pages where readers find what they play.
_PLAYERS: Final = (
    (
        re.compile(r"//(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]{6,})"),
        "https://www.youtube.com/watch?v={}",
    ),
    (re.compile(r"//player\.vimeo\.com/video/(\d+)"), "https://vimeo.com/{}"),
    (re.compile(r"//www\.dailymotion\.com/embed/video/(\w+)"), "https://www.dailymotion.com/video/{}"),
    (re.compile(r"//open\.spotify\.com/embed/(\w+/\w+)"), "https://open.spotify.com/{}"),
)
_POINTED_TO: Final = re.compile(
    r"//(?:w\.soundcloud\.com/player|www\.facebook\.com/plugins)\b.*?[?&](?:url|href)=([^&#]+)"
)
_NAMED_HOST: Final = re.compile(r"https?://(?:www\.)?")


def card(address: str, title: str = "", description: str = "") -> dict[str, Any]:
    """A card; without a title of its own it says where it leads."""
    value = {
        "address": address,
        "title": title or _place(address),
        "description": description,
        "outlet": outlet(address),
    }
    return {"type": "card", "value": value}


def file_card(address: str, title: str = "") -> dict[str, Any]:
    """A card of a file or a recording; without a title of its own it says the name of the file."""
    return card(address, title or _name(address))


def is_untitled(value: Mapping[str, str]) -> bool:
    """Whether the title of a card is only read off its address."""
    return value["title"] in {_place(value["address"]), _name(value["address"])}


def _place(address: str) -> str:
    return unquote(_NAMED_HOST.sub("", address)).strip("/")


def _name(address: str) -> str:
    path = re.split(r"[?#]", address, maxsplit=1)[0].rstrip("/")
    return unquote(path.rpartition("/")[2])


def outlet(address: str) -> str:
    """The name of a house that is known for being shown elsewhere; empty for any other."""
    labels = host(address).split(".")[-3:]
    return next((name for start in range(len(labels)) if (name := _OUTLETS.get(".".join(labels[start:])))), "")


def page(address: str) -> str:
    """Where readers find what a player plays; the address itself where that is not known."""
    for pattern, place in _PLAYERS:
        if found := pattern.search(address):
            return place.format(found[1])
    pointed = _POINTED_TO.search(address)
    return unquote(pointed[1]) if pointed and unquote(pointed[1]).startswith("http") else address
