"""How a story, an outlet and the rest are laid out for editing."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
)

from dateline.desk import seams
from dateline.desk.readings_panel import ReadingsPanel
from dateline.desk.values import MOST_LEADS
from dateline.desk.wire_panel import CopyPanel, ForbiddenPanel, NoticePanel, WirePanel


class FormerSitePanel(Panel):
    """What the site knew of a story that it was taken over from; there for such stories only."""

    class BoundPanel(Panel.BoundPanel):
        """Of one story."""

        @cached_property
        def said(self) -> str:
            """What the room above says, asked once for the whole form."""
            return seams.former_site(self.instance, self.request.user)

        def is_shown(self) -> bool:
            """Where there is something to say."""
            return bool(super().is_shown() and self.said)

        def render_html(self, _parent_context: Any = None) -> str:
            """As the room above has written it."""
            return self.said


STORY = TabbedInterface(
    [
        ObjectList(
            [
                NoticePanel(),
                FieldPanel("headline", classname="title"),
                FieldPanel("standfirst"),
                MultiFieldPanel(
                    [FieldPanel("lead_photograph"), FieldPanel("photograph_caption"), FieldPanel("photograph_text")],
                    heading=_("Photograph"),
                ),
                MultiFieldPanel([InlinePanel("bylines", label=_("Byline"))], heading=_("Bylines")),
                FieldRowPanel([FieldPanel("dateline_place"), FieldPanel("dateline_on")]),
                FieldPanel("body"),
                FieldRowPanel([FieldPanel("section"), FieldPanel("kind")]),
                FieldPanel("topics"),
            ],
            heading=_("Story"),
        ),
        ObjectList(
            [
                HelpPanel(content=_("For a story that is not ours. Leave it empty for our own.")),
                FieldRowPanel([FieldPanel("outlet"), FieldPanel("original_language")]),
                FieldPanel("original_address"),
                FieldPanel("original_headline"),
                FieldRowPanel([FieldPanel("original_bylines"), FieldPanel("original_dateline")]),
                MultiFieldPanel(
                    [
                        FieldPanel("original_precision"),
                        FieldRowPanel([FieldPanel("original_on"), FieldPanel("original_at")]),
                        FieldPanel("original_known_how"),
                    ],
                    heading=_("When the original was published"),
                ),
                MultiFieldPanel(
                    [InlinePanel("hops", label=_("Hop"))],
                    heading=_("How it came to us"),
                    help_text=_("Every station between the original and us, the nearest to the original first."),
                ),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("permission"), FieldPanel("licence")]),
                        FieldRowPanel([FieldPanel("permission_by"), FieldPanel("permission_on")]),
                        FieldPanel("permission_conditions"),
                    ],
                    heading=_("Permission"),
                ),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("treatment"), FieldPanel("treated_by")]),
                        FieldPanel("treatment_note"),
                    ],
                    heading=_("What we did to it"),
                ),
            ],
            heading=_("Provenance"),
        ),
        ObjectList(
            [FieldPanel("slug"), FieldPanel("is_page"), FieldPanel("embargo_until"), PublishingPanel()],
            heading=_("Publication"),
        ),
        ObjectList([ForbiddenPanel(), CopyPanel(), WirePanel()], heading=_("The wire")),
        ObjectList([FormerSitePanel()], heading=_("From the former site")),
        ObjectList([ReadingsPanel()], heading=_("Readings")),
    ]
)

NEWSPAPER = TabbedInterface(
    [
        ObjectList([InlinePanel("editions", label=_("Language"), min_num=1)], heading=_("Languages")),
        ObjectList(
            [
                FieldPanel("public_address"),
                FieldPanel("time_zone"),
                FieldPanel("contact_address"),
                FieldPanel("accent"),
                FieldPanel("logo"),
            ],
            heading=_("The paper"),
        ),
    ]
)

FRONT_PAGE = ObjectList(
    [
        FieldPanel("language"),
        InlinePanel(
            "leads",
            label=_("Lead"),
            max_num=MOST_LEADS,
            help_text=_("The first is the lead, the others stand beside it. Without any: the newest stories."),
        ),
    ]
)
