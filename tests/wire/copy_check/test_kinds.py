"""Each kind of damage: found where it is, with its cure; and the sound text that looks like it left alone."""

from datetime import date

import pytest

from dateline.wire.copy_check import check
from tests.wire.copy_check.texts import DAYS, SOUND

TUESDAY = date(2015, 6, 2)


def found(kind, text, **known):
    return [damage for damage in check(text, **known) if damage.kind == kind]


def cures(kind, text, **known):
    return [damage.cure for damage in found(kind, text, **known)]


@pytest.mark.parametrize("language", sorted(SOUND))
@pytest.mark.parametrize("told", [True, False], ids=["language told", "language guessed"])
def test_sound_copy_has_no_damage(language, told):
    assert check(SOUND[language], language=language if told else "") == ()


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("The ﬁrst oﬃce in the town was closed by the mayor.", ["first", "office"]),
        ("A signifificant sum was lost by the fishermen.", ["significant"]),
        ("Fifirst the mayor of the town said that it was over.", ["First"]),
        ("The offi cial said that the signifi cant loss was fi nancial.", ["official", "significant", "financial"]),
        (
            "They were diff erent from the fl ood of last year, the traffi c police said.",
            ["different", "flood", "traffic"],
        ),
        ("The acƟon was brought by the town to the court.", ["action"]),
        ("نامه ﻣﺮﺩﻡ در روزنامه آمد و شهردار آن را خواند.", ["مردم"]),
    ],
)
def test_broken_ligatures_are_mended(text, cure):
    assert cures("ligature", text) == cure


@pytest.mark.parametrize(
    "text",
    [
        "Hafifinden bir rüzgâr esti ve gemi için bu çok iyi oldu.",
        "Mr. Afifi, who is a fan of wi fi and sci fi, sent the staff off at once.",
        "They kept the boat off ice and the sheriff at bay for the whole of the winter.",
        "Il fit un signe à sa fifille, et elle est venue avec nous dans la maison.",
    ],
)
def test_words_that_look_like_broken_ligatures_stay(text):
    assert cures("ligature", text) == []


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("She read all the comments comments aloud in the hall.", ["comments"]),
        ("The the mayor was not there when it was said.", ["The"]),
        ("They were in the in the harbour when it was closed.", ["in the"]),
        ("Bələdiyyə və və şura bu barədə qərar verib.", ["və"]),
        ("شهردار گفت که که این کار در شهر انجام شد.", ["که"]),
        ("قال رئيس البلدية في في المدينة إن هذا كان غير صحيح.", ["في"]),
        ("Он сказал на на пристани, что паром уже был там.", ["на"]),
        ("Sie hat mit mit dem Rat der Stadt nicht gesprochen.", ["mit"]),
    ],
)
def test_doubled_words_are_said_once(text, cure):
    assert cures("doubled word", text) == cure


@pytest.mark.parametrize(
    "text",
    [
        "He had had a boat, and all that that boat was, was old.",
        "Boo Boo went to Bora Bora to hear Duran Duran with her in the spring.",
        "Nous nous sommes dit que vous vous êtes lassés de la mer.",
        "Die Fischer, die die Fähre bezahlt haben, sind nicht reich.",
        "We waited year after year after year, and said so over and over and over.",
        "No no no, said the mayor, and that was all there was.",
        "They sang la la la on the pier until it was dark and they had to go.",
        "Anak anak itu bermain di pantai.",
    ],
)
def test_words_that_are_said_twice_on_purpose_stay(text):
    assert cures("doubled word", text) == []


def test_a_phrase_said_twice_in_a_sentence_is_marked_where_it_comes_again():
    text = "The mayor said last week that the pilot had left the town last week."

    [damage] = found("repeated phrase", text)

    assert (damage.start, damage.quotation, damage.cure) == (text.rindex("last week"), "last week", None)


@pytest.mark.parametrize(
    "text",
    [
        "Fares rose by 4 crowns last year, more than the 2 crowns of the last year of the war.",
        "Last week, it rained, and last week, it was cold, the mayor of the town said.",
        '"I said so last week," said the mayor, "and I was right last week."',
    ],
)
def test_phrases_that_are_compared_or_quoted_stay(text):
    assert found("repeated phrase", text) == []


def misread(text, codepage):
    """As a program reads UTF-8 that takes it for something else; bytes without a letter become controls."""
    return "".join(bytes([byte]).decode(codepage, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("codepage", ["cp1252", "latin-1", "cp1254", "cp1251"])
@pytest.mark.parametrize("language", sorted(set(SOUND) - {"en"}))
def test_utf8_that_was_misread_comes_back(language, codepage):
    text = SOUND[language]
    damaged = misread(text, codepage)

    mended = damaged
    for damage in reversed([each for each in check(damaged, language=language) if each.kind == "mojibake"]):
        mended = mended[: damage.start] + damage.cure + mended[damage.end :]

    assert mended == text


def test_text_that_was_misread_twice_comes_back():
    assert cures("mojibake", misread(misread("The café isn’t open.", "cp1252"), "cp1252")) == ["café isn’t"]


def test_other_code_pages_of_windows_come_back():
    assert (
        cures(
            "mojibake",
            "Ğehirde ya\u00feayan halk i\u00e7in bu bir \u00fans olarak de kal\u00fdr".replace("Ğ", "\u00de"),
        )[0]
        == "Şehirde"
    )
    russian = "Паром снова вышел".encode("cp1251").decode("cp1252")
    assert cures("mojibake", russian) == ["Паром", "снова", "вышел"]


@pytest.mark.parametrize(
    "text",
    [
        "La LIBERTÉ\u00a0» et l’Ê\u00a0» de la nuit, a dit la maire.",
        "Все граждане «СССР» и «ЧЭС» были там, сказал он.",
        "„SCHÖN“, sagte er, und die Fähre fuhr nach Å.",
        "O NÃO foi dito à imprensa, e a câmara não gostou.",
        "AAAÀÉÎ! he said.",
    ],
)
def test_sound_accents_are_no_mojibake(text):
    assert found("mojibake", text) == []


def test_lost_characters_are_told_and_not_guessed():
    [damage] = found("lost character", "The caf\ufffd was closed.")

    assert (damage.quotation, damage.cure) == ("caf\ufffd", None)


def test_a_caption_that_leaked_into_the_body_is_marked():
    caption = "The old ferry at its pier in Port Amber, in spring."
    text = f"The council of the town voted.\n{caption} Archive\nThe mayor was not there."

    [damage] = found("caption in the body", text, caption=caption)

    assert (damage.quotation, damage.cure) == (f"{caption} Archive", "")


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ida Brand / Amber Agency",
        "(Photo by Ida Brand/Getty Images)",
        "Foto: Ida Brand",
        "Фото: Ида Бранд",
        "عکس: آیدا",
    ],
)
def test_a_credit_in_the_body_is_marked(line):
    assert [each.quotation for each in found("credit in the body", f"The council voted.\n{line}\nThat was all.")] == [
        line
    ]


def test_a_story_about_photographs_is_no_credit():
    assert check("Photographs of the ferry were shown to the council. The photo: a proof, said the mayor.") == ()


@pytest.mark.parametrize(
    "caption",
    ["The ferry at the", "The old ferry of the town, with…", "IMG_2041.jpg", "The mayor {{ name }} of the town"],
)
def test_a_broken_caption_is_marked_in_the_caption(caption):
    [damage] = check("The council of the town voted.", caption=caption)

    assert damage.where == "caption"
    assert caption[damage.start : damage.end] == damage.quotation


@pytest.mark.parametrize(
    "text",
    [
        "“The ferry is late, said the mayor.",
        "The ferry is late,” said the mayor.",
        '"The ferry is late, said the mayor.',
        "Der Rat sagte: „Die Fähre fährt nicht.",
        "Мэр сказал: «Паром не ходит.",
        "شهردار گفت: «کشتی نمی‌آید.",
    ],
)
def test_a_quotation_that_does_not_close_is_marked(text):
    assert len(found("quotation mark", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "“The ferry is late.\n“It will be late tomorrow,” said the mayor.",
        "“The ferry is late.\nIt will be late tomorrow,” said the mayor.",
        "«El ferri llega tarde.\n»Mañana también llegará tarde.\n»Y pasado mañana», dijo la alcaldesa.",
        "“One.\n“Two.\n“Three.”",
        "„Die Fähre“, sagte er, »ist da«.",
        "Marin är ”sen”, sade han.",
        'The board was 12" wide and 6\'2" long.',
        "“The ‘late’ ferry”, they’d say.",
    ],
)
def test_quotations_that_close_or_go_on_stay(text):
    assert found("quotation mark", text) == []


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("The govern- ment said that it was so.", ["government"]),
        ("The govern-\nment said that it was so.", ["government"]),
        ("The govern\u00adment said that it was so.", ["government"]),
        ("A long-term plan; the long- term plan.", ["long-term"]),
    ],
)
def test_hyphens_of_line_ends_are_taken_away(text, cure):
    assert cures("line-end hyphen", text) == cure


@pytest.mark.parametrize(
    "text",
    [
        "De in- en uitgang van de haven is gesloten.",
        "The two- and three-year plans, pre- or post-war.",
        "Vor- und Nachteile der Fähre für die Stadt.",
        "The house- which was old- is gone.",
    ],
)
def test_hyphens_that_wait_for_a_word_stay(text):
    assert found("line-end hyphen", text) == []


@pytest.mark.parametrize("language", sorted(DAYS))
def test_the_first_day_without_a_date_gets_the_date_that_is_meant(language):
    text, dated = DAYS[language]

    [damage] = found("undated day", f"{text} {text}", language=language, published=date(2015, 6, 4))

    assert damage.start < len(text)
    assert damage.cure.startswith(dated)
    assert [each.cure for each in found("undated day", text, language=language)] == [None]


def test_a_day_is_told_without_its_preposition_in_america():
    said = "The mayor said Tuesday that it was over."

    assert cures("undated day", said, published=TUESDAY) == ["Tuesday, 2 June 2015"]
    for text in (
        "It was a Tuesday like any.",
        "They shopped on Black Friday.",
        "It sank Monday night (Nov. 18) at sea.",
    ):
        assert found("undated day", text, language="en") == []


def test_a_day_that_is_to_come_is_the_next_one():
    assert cures("undated day", "The ferry will sail on Tuesday.", published=TUESDAY) == ["on Tuesday, 9 June 2015"]
    assert cures("undated day", "The ferry sailed on Tuesday.", published=TUESDAY) == ["on Tuesday, 2 June 2015"]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sailed on Tuesday, June 2, with its crew.",
        "It sails on Tuesdays.",
        "It sails on Tuesday of every month.",
        "On 2 June, on Tuesday, it sailed.",
    ],
)
def test_days_with_a_date_stay(text):
    assert found("undated day", text, language="en") == []


@pytest.mark.parametrize(
    ("language", "headline", "body"),
    [
        ("en", "12 killed as ferry sinks", "At least 21 people were killed when the ferry sank. The mayor wept."),
        ("en", "Three dead in fire", "Five people were killed in the fire."),
        ("tr", "Vapur battı: 12 kişi öldü", "Kazada 21 kişi öldü, başkan söyledi."),
        ("ru", "12 человек погибли на пароме", "В гавани 21 человек погибли, сообщил мэр."),
        ("fa", "۱۲ نفر کشته شدند", "در این حادثه ۲۱ نفر کشته شدند."),
        ("en", "Ferry fire kills 12", "The fire killed 21 people, the mayor said."),
        ("en", "Police arrest 12 at the pier", "Officers arrested 21 people at the pier."),
        ("ar", "مقتل 12 في حريق العبارة", "قالت الشرطة إن 21 شخصا قتلوا في الحريق."),
        ("ru", "На пароме погибли 12 человек", "В гавани погибли 21 человек, сообщил мэр."),
        ("es", "12 muertos en el ferri", "Al menos 21 personas murieron en el puerto."),
    ],
)
def test_a_headline_that_counts_otherwise_is_told(language, headline, body):
    assert len(found("different number", body, headline=headline, language=language)) == 1


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Over 20 killed as ferry sinks", "23 people were killed."),
        ("100 killed as ferry sinks", "104 people were killed."),
        ("12 killed as ferry sinks", "Twelve people died. On another ferry, 21 people were killed."),
        ("21 killed as ferry sinks", "12 men died and 9 women were killed."),
        ("12 killed as ferry sinks", "The ferry sank. 40 people were hurt."),
        ("12 killed as ferry sinks", "The ferry that killed 12 years ago sank; a dozen died."),
        ("Ferry sinks, killing 12", "It was the worst fire since 1953. Twelve people died."),
    ],
)
def test_doubt_about_numbers_is_silence(headline, body):
    assert found("different number", body, headline=headline, language="en") == []


@pytest.mark.parametrize(
    "text",
    [
        "He said {{ first_name }} was there.",
        "[caption id=x] The ferry.",
        "A ferry &amp; a pier.",
        "The <b>ferry</b> sank.",
    ],
)
def test_leftovers_of_markup_are_marked(text):
    assert found("leftover", text)
