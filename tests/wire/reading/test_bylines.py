"""Who wrote it; and what stands where a name should, but is nobody's."""

import pytest

from dateline.wire.reading import names, read_page
from tests.wire.reading.pages import page

ADDRESS = "https://www.marrowpost.com/news/bridge"

NAMED = [
    ("en", "<p class='byline'>By <a href='/a'>Ann Example</a></p>", ("Ann Example",)),
    ("en", "<div class='byline'>By Ann Example and Bob Sample, Associated Press</div>", ("Ann Example", "Bob Sample")),
    ("en", "<p>By ANN EXAMPLE</p>", ("Ann Example",)),
    ("en", "<p class='byline'>Ann Example in Oslo</p>", ("Ann Example",)),
    ("en", "<p class='byline'>By Ann Example, Health Correspondent</p>", ("Ann Example",)),
    ("en", "<p class='byline'>Ann Example is a reporter at The Marrow Post</p>", ("Ann Example",)),
    ("en", "<p class='byline'>By Ann Example | ann@marrowpost.com | Marrow Post</p>", ("Ann Example",)),
    ("en", "<p class='byline'>By Ann Example Nov 19, 2019, 10:00 am</p>", ("Ann Example",)),
    ("en", "<p class='byline'>Report: Ann Example</p>", ("Ann Example",)),
    ("de", "<p>Von Anna Muster</p>", ("Anna Muster",)),
    ("de", "<div class='author'>Anna Muster und Jörg von der Probe</div>", ("Anna Muster", "Jörg von der Probe")),
    ("es", "<p class='autor'>Por Ana Ejemplo</p>", ("Ana Ejemplo",)),
    ("fr", "<p>Par Anne Exemple et Bob Modèle</p>", ("Anne Exemple", "Bob Modèle")),
    ("pt", "<p>Por Ana Exemplo</p>", ("Ana Exemplo",)),
    ("ru", "<p class='author'>Автор: Анна Примерова</p>", ("Анна Примерова",)),
    ("tr", "<p>Yazan: Ayşe Örnek</p>", ("Ayşe Örnek",)),
    ("az", "<p>Müəllif: Aygün Nümunə</p>", ("Aygün Nümunə",)),
    ("fa", "<p>نویسنده: سارا نمونه</p>", ("سارا نمونه",)),
    ("ar", "<p>بقلم: سارة مثال</p>", ("سارة مثال",)),
]
NOBODY = [
    ("en", "Staff"), ("en", "Marrow Post Staff Reporter"), ("en", "Guardian staff reporter"), ("en", "Editorial board"),
    ("en", "Admin"), ("en", "marrowpost"), ("en", "The Marrow Post"), ("en", "Tuesday"), ("en", "News Desk"),
    ("en", "By The Associated Press"), ("en", "Posted by admin on May 3, 2019"), ("de", "Von unserer Redaktion"),
    ("es", "Redacción"), ("fr", "La rédaction"), ("pt", "Da Redação"), ("ru", "Редакция"), ("tr", "Haber Merkezi"),
    ("az", "Redaksiya"), ("fa", "تحریریه"), ("ar", "فريق التحرير"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "under", "people"), NAMED)
def test_a_byline_names_its_persons(language, under, people):
    story = read_page(page(language=language, under=under), address=ADDRESS)

    assert story.bylines
    assert story.bylines.value == people


@pytest.mark.parametrize(("language", "words"), NOBODY)
def test_what_is_no_person_gives_no_byline(language, words):
    head = f'<meta name="author" content="{words}">'
    for html in (page(language=language, under=f"<p class='author'>{words}</p>"), page(language=language, head=head)):
        assert read_page(html, address=ADDRESS).bylines is None


def test_a_line_that_names_more_than_the_metadata_is_believed():
    html = page(
        head='<meta name="author" content="Ann Example"><meta property="article:author" content="Ann Example">',
        under="<p>By Ann Example and Bob Sample</p>",
    )

    story = read_page(html, address=ADDRESS)

    assert story.bylines
    assert story.bylines.value == ("Ann Example", "Bob Sample")


def test_reporters_at_the_end_of_an_agencys_copy_are_its_authors():
    line = "<p>(Reporting by Ann Example, Bob Sample and Cem Deneme; editing by Dan Probe)</p>"

    story = read_page(page(opening="OSLO (Reuters) - ", ending=line), address=ADDRESS)

    assert story.bylines
    assert story.bylines.value == ("Ann Example", "Bob Sample", "Cem Deneme")
    assert story.body
    assert "Probe" not in story.body.value


def test_the_photographer_is_not_the_author():
    under = "<figure><img src='a.jpg'><figcaption class='author'>Photo by Carl Lens</figcaption></figure>"

    assert read_page(page(under=under), address=ADDRESS).bylines is None


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("MARY O'SAMPLE and JOHN MCSAMPLE", ("Mary O'Sample", "John McSample")),
        ("ANN EXAMPLE and BOB SAMPLE The Associated Press", ("Ann Example", "Bob Sample")),
        ("José Ejemplo y Prueba", ("José Ejemplo y Prueba",)),
        ("Ann Example, Ann Example", ("Ann Example",)),
        ("", ()),
    ],
)
def test_names_are_printed_as_a_newspaper_prints_them(line, people):
    assert names.people(line) == people
