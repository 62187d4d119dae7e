"""Stories: the paper's own and other outlets', with drafts, revisions, workflow, schedule and translations."""

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from dateline.desk import seams
from dateline.desk.blocks import BodyBlock
from dateline.desk.body import paragraphs
from dateline.desk.models.photographs import Photograph
from dateline.desk.models.provenance import Provenance
from dateline.desk.models.register import Contributor, Section, Topic
from dateline.desk.validators import SlugField

# What belongs to the story as a whole and not to one of its drafts.
KEPT_ACROSS_REVISIONS = ("published_at", "published_on", "address", "keeps_address", "age_on", "wire_item_id")


class Story(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    Provenance,
    ClusterableModel,
):
    """A story. Its row is what readers see; what is being written stands in its revisions."""

    class Kind(models.TextChoices):
        """Whose words they are."""

        ORIGINAL = "original", _("Original")
        REPRINT = "reprint", _("Reprint")
        TRANSLATION = "translation", _("Translation")
        SUMMARY = "summary", _("Summary")

    headline = models.CharField(_("headline"), max_length=250)
    slug = SlugField(_("slug"), blank=True, help_text=_("The last part of the address. Left empty: from the headline."))
    standfirst = models.TextField(_("standfirst"), max_length=800, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.ORIGINAL)
    section = models.ForeignKey(
        Section, verbose_name=_("section"), null=True, blank=True, on_delete=models.PROTECT, related_name="stories"
    )
    is_page = models.BooleanField(
        _("is a page"),
        default=False,
        help_text=_("About the paper itself, or the like: it has an address, and stands in no list and no feed."),
    )
    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="stories")
    lead_photograph = models.ForeignKey(
        Photograph, verbose_name=_("photograph"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    photograph_caption = models.TextField(
        _("caption for this story"),
        blank=True,
        help_text=_("Left empty: the photograph's own. In the story's language."),
    )
    photograph_text = models.CharField(
        _("alternative text for this story"),
        max_length=500,
        blank=True,
        help_text=_("Left empty: the photograph's own."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    dateline_place = models.CharField(
        _("dateline"), max_length=120, blank=True, help_text=_("The place it was filed from.")
    )
    dateline_on = models.DateField(
        _("filed on"), null=True, blank=True, help_text=_("Only if it is another day than the day of publication.")
    )
    embargo_until = models.DateTimeField(
        _("embargo until"), null=True, blank=True, help_text=_("Published before, it waits and goes out at this time.")
    )

    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_on = models.DateField(_("published on"), null=True, editable=False, db_index=True)
    address = models.CharField(_("address"), max_length=600, null=True, unique=True, editable=False)  # noqa: DJ001
    keeps_address = models.BooleanField(default=False, editable=False)
    age_on = models.DateField(_("dates from"), null=True, editable=False, db_index=True)
    edited_at = models.DateTimeField(_("edited at"), auto_now=True, db_index=True)

    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="content_type",
        object_id_field="object_id",
        related_query_name="story",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="story",
        for_concrete_model=False,
    )

    search_fields = [
        index.SearchField("headline", boost=4),
        index.SearchField("standfirst", boost=2),
        index.SearchField("words"),
        index.AutocompleteField("headline"),
        index.FilterField("live"),
        index.FilterField("kind"),
        index.FilterField("section_id"),
        index.FilterField("locale_id"),
        index.FilterField("published_on"),
        index.FilterField("edited_at"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-edited_at"]
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "locale"], name="story_one_translation"),
        ]
        indexes = [
            models.Index(fields=["locale", "-published_at"], condition=models.Q(live=True), name="story_newest"),
            models.Index(
                fields=["section", "-published_at"], condition=models.Q(live=True), name="story_newest_in_section"
            ),
            models.Index(fields=["locale", "published_on"], condition=models.Q(live=True), name="story_on_day"),
            models.Index(fields=["-published_at"], condition=models.Q(live=True), name="story_newest_of_all"),
            models.Index(fields=["-edited_at"], condition=models.Q(live=False), name="story_in_work"),
            models.Index(fields=["expire_at"], condition=models.Q(live=True), name="story_expiring"),
            models.Index(fields=["locale", "-edited_at"], name="story_edited"),
            models.Index(
                fields=["original_address"], condition=~models.Q(original_address=""), name="story_of_original"
            ),
        ]
        permissions = [
            ("correct_story", "Can correct published stories"),
            ("kill_story", "Can kill stories"),
        ]

    told_words: str = ""

    def __str__(self) -> str:
        return self.headline

    @property
    def words(self) -> str:
        """What its text says, to be searched. Whoever enters many at once may tell it, since it is asked for thrice."""
        return self.told_words or "\n".join(paragraphs(self.body.raw_data))

    @property
    def revisions(self) -> Any:
        """Every draft of the story, as Wagtail asks for them."""
        return self._revisions

    @property
    def language(self) -> str:
        """The BCP 47 tag of the language that it is written in."""
        return str(self.locale.language_code)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The page as readers will see it."""
        return [("", str(_("As printed")))]

    def serve_preview(self, request: Any, mode_name: str) -> Any:  # noqa: ARG002
        """The draft, set as it will be printed; the edition does the setting."""
        return seams.preview(self, request)

    def with_content_json(self, content: dict[str, Any]) -> "Story":
        """A draft of this story; what the press gave it (address, dates) is not the draft's to change."""
        draft: Story = super().with_content_json(content)
        for field in KEPT_ACROSS_REVISIONS:
            setattr(draft, field, getattr(self, field))
        return draft

    def publish(self, revision: Revision, **options: Any) -> Any:
        """Publish a revision, if it may be printed.

        Raises:
            NotReadyError: the story lacks something that every printed story must have; each lack names its field.
        """
        from dateline.desk import publication

        publication.refuse_unready(revision.as_object())
        publication.wait_for_embargo(revision)
        return super().publish(revision, **options)

    def copy_for_translation(self, locale: Any, exclude_fields: Any = None) -> "Story":
        """A translation to be written: the translated section and topics, no address, no dates of its own."""
        copy: Story = super().copy_for_translation(locale, exclude_fields=exclude_fields)
        copy.keeps_address = False
        for field in (
            *(each for each in KEPT_ACROSS_REVISIONS if each != "keeps_address"),
            "first_published_at",
            "last_published_at",
            "live_revision",
            "latest_revision",
        ):
            setattr(copy, field, None)
        copy.live = False
        copy.slug = ""
        copy.kind = self.Kind.TRANSLATION
        copy.section = self.section and self.section.get_translation_or_none(locale)
        copy.topics = [each for topic in self.topics.all() if (each := topic.get_translation_or_none(locale))]
        return copy


class Byline(Orderable):
    """One name of a byline, as printed, in order."""

    class Role(models.TextChoices):
        """What somebody did for a story."""

        WRITER = "writer", _("Writer")
        PHOTOGRAPHER = "photographer", _("Photographer")
        TRANSLATOR = "translator", _("Translator")
        EDITOR = "editor", _("Editor")

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="bylines")
    contributor = models.ForeignKey(
        Contributor,
        verbose_name=_("contributor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bylines",
    )
    name = models.CharField(
        _("name as printed"), max_length=120, blank=True, help_text=_("Left empty: the contributor's.")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.WRITER)

    class Meta(Orderable.Meta):
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")

    def __str__(self) -> str:
        return self.name or str(self.contributor or "")

    def clean(self) -> None:
        """Refuse a byline that names nobody."""
        from django.core.exceptions import ValidationError

        super().clean()
        if not self.name and self.contributor_id is None:
            raise ValidationError({"contributor": _("Choose the contributor, or write the name as printed.")})
