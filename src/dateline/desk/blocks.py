"""What the body of a story is made of. The edition prints the raw values; see ``desk/body.py`` for their shapes."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageChooserBlock

PROSE = ["bold", "italic", "link", "ol", "ul", "superscript", "subscript", "strikethrough", "code"]


class QuotationBlock(blocks.StructBlock):
    """Somebody's words, and whose they are."""

    text = blocks.TextBlock(label=_("quotation"))
    who = blocks.CharBlock(label=_("who said it"), required=False)
    role = blocks.CharBlock(label=_("who that is"), required=False)

    class Meta:
        icon = "openquote"
        label = _("quotation")


class PullQuoteBlock(blocks.StructBlock):
    """A sentence of the story, set large."""

    text = blocks.TextBlock(label=_("sentence"))

    class Meta:
        icon = "openquote"
        label = _("pull quote")


class PhotographBlock(blocks.StructBlock):
    """A photograph inside the story; caption, credit and text are its own unless written here."""

    photograph = ImageChooserBlock(label=_("photograph"))
    caption = blocks.TextBlock(label=_("caption"), required=False)
    credit = blocks.CharBlock(label=_("credit"), required=False)
    alternative_text = blocks.CharBlock(label=_("alternative text"), required=False)

    class Meta:
        icon = "image"
        label = _("photograph")


class CardBlock(blocks.StructBlock):
    """A link to something elsewhere; it shows what is written here and loads nothing from there."""

    address = blocks.URLBlock(label=_("address"))
    title = blocks.CharBlock(label=_("title"))
    description = blocks.TextBlock(label=_("description"), required=False)
    outlet = blocks.CharBlock(label=_("outlet"), required=False)

    class Meta:
        icon = "link-external"
        label = _("link card")


class KeptBlock(blocks.StructBlock):
    """Something of a former site that has no place of its own here: kept as it stood, printed without its markup."""

    what = blocks.CharBlock(label=_("what it is"), required=False)
    html = blocks.TextBlock(label=_("as it stood"))

    class Meta:
        icon = "code"
        label = _("kept")


class BodyBlock(blocks.StreamBlock):
    """The body of a story."""

    paragraph = blocks.RichTextBlock(label=_("text"), features=PROSE, icon="pilcrow")
    heading = blocks.CharBlock(label=_("heading"), icon="title")
    subheading = blocks.CharBlock(label=_("subheading"), icon="title")
    quotation = QuotationBlock()
    pull_quote = PullQuoteBlock()
    photograph = PhotographBlock()
    table = TableBlock(label=_("table"), table_options={"contextMenu": True})
    card = CardBlock()
    preformatted = blocks.TextBlock(label=_("lines as they stand"), icon="code")
    kept = KeptBlock()
