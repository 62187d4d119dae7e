"""The desk's front door: what other rooms may ask of the newsroom. One verb per use case, one transaction each."""

from dateline.desk.copy import Register, paper
from dateline.desk.newsroom import correct, kill, publish, publish_due, text_of
from dateline.desk.pick_up import pick_up
from dateline.desk.printed import (
    corrections,
    first_of_each_day,
    languages,
    leads,
    listed,
    newest,
    photograph_preview_base,
    printed,
    printed_between,
    register_addresses,
    sections,
    sitemap_rows,
    subject,
)
from dateline.desk.readings import Tally, count_readings, forget_tallies, prune_readings
from dateline.desk.seams import fill_preview
from dateline.desk.standing import (
    Standing,
    addresses,
    ages_turning,
    former_addresses,
    moved,
    standing,
    stories_naming,
    story_ids,
    what_stood_at,
)
from dateline.desk.whereabouts import Whereabouts, exists, published_within, whereabouts

__all__ = [
    "Register",
    "Standing",
    "Tally",
    "Whereabouts",
    "addresses",
    "ages_turning",
    "correct",
    "corrections",
    "count_readings",
    "exists",
    "fill_preview",
    "first_of_each_day",
    "forget_tallies",
    "former_addresses",
    "kill",
    "languages",
    "leads",
    "listed",
    "moved",
    "newest",
    "paper",
    "photograph_preview_base",
    "pick_up",
    "printed",
    "printed_between",
    "prune_readings",
    "publish",
    "publish_due",
    "published_within",
    "register_addresses",
    "sections",
    "sitemap_rows",
    "standing",
    "stories_naming",
    "story_ids",
    "subject",
    "text_of",
    "what_stood_at",
    "whereabouts",
]
