"""What each category and tag is to become: proposed once, reviewed if wanted, then kept to."""

from collections.abc import Iterable

from dateline.archive.importing.survey import Survey
from dateline.archive.models import Rule, Site

_MOST_SECTIONS = 10
# Taxonomies that say something else than what a story is about.
OF_MACHINES = frozenset(
    (
        *("post_format", "nav_menu", "language", "post_translations", "term_language", "term_translations", "author"),
        *("wp_theme", "wp_template_part_area", "wp_pattern_category", "link_category", "elementor_library_type"),
    )
)


def proposed(survey: Survey) -> Iterable[tuple[str, str, str]]:
    """For each term that stories bear (taxonomy, slug), what it should become.

    Categories of the first level are sections, the ten that most stories bear; other categories and tags are topics.
    """
    used = [key for key, _count in survey.usage.most_common() if key[0] not in OF_MACHINES]
    first_level = [key for key in used if key[0] == "category" and not _parent(survey, key)]
    sections = set((first_level or [key for key in used if key[0] == "category"])[:_MOST_SECTIONS])
    for key in used:
        yield (*key, Rule.Becomes.SECTION if key in sections else Rule.Becomes.TOPIC)


def _parent(survey: Survey, key: tuple[str, str]) -> str:
    term = survey.terms.get(key)
    return term.parent if term else ""


def write(site: Site, survey: Survey, chosen: dict[tuple[str, str], str]) -> None:
    """Keep to the rules that there are; add those for terms that are new, as ``chosen`` or as proposed."""
    known = {(rule.taxonomy, rule.slug): rule for rule in Rule.objects.filter(site=site)}
    fresh = []
    for taxonomy, slug, becomes in proposed(survey):
        key = (taxonomy, slug)
        rule = known.get(key) or Rule(
            site=site, taxonomy=taxonomy[:64], slug=slug[:200], name=survey.names[key][:200], becomes=becomes
        )
        rule.becomes, rule.stories = chosen.get(key, rule.becomes), survey.usage[key]
        fresh.append(rule)
    Rule.objects.bulk_create(
        fresh,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["site", "taxonomy", "slug"],
        update_fields=["becomes", "stories"],
    )
