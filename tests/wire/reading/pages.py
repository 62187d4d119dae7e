"""Invented pages: their outlets, people and places do not exist; only agencies are named as the trade names them."""

from collections.abc import Sequence

TEXTS = {
    "en": (
        "The old bridge over the river Ling was closed on Tuesday after engineers found cracks in two of its pillars.",
        "Lorries have to take the long way round through the village of Marrow, where people complain about the noise.",
        "“We have asked for a new bridge for eleven years,” said the mayor, who hopes that work will begin in spring.",
        "The ministry of roads did not answer questions about who will pay for the repairs or when they will end.",
    ),
    "de": (
        "Die alte Brücke über die Linge ist seit Dienstag gesperrt, weil zwei Pfeiler tiefe Risse haben.",
        "Lastwagen müssen nun durch das Dorf Marrau fahren, dessen Bewohner sich über den Lärm und den Staub beklagen.",
        "„Wir bitten seit elf Jahren um eine Brücke“, sagte die Bürgermeisterin, die im Frühjahr bauen lassen will.",
        "Das Ministerium beantwortete bis zum Abend nicht, wer den Bau bezahlen wird und wie lange er dauern könnte.",
    ),
    "es": (
        "El viejo puente sobre el río Ling fue cerrado el martes tras hallarse grietas en dos de sus pilares.",
        "Los camiones dan un largo rodeo por el pueblo de Marrón, donde los vecinos se quejan del ruido.",
        "«Pedimos un puente nuevo desde hace once años», dijo la alcaldesa, que espera empezar las obras en primavera.",
        "El ministerio no respondió a las preguntas sobre quién pagará las obras ni cuánto tiempo durarán.",
    ),
    "fr": (
        "Le vieux pont sur la Ling est fermé depuis mardi, après la découverte de fissures dans deux de ses piliers.",
        "Les camions doivent faire un long détour par le village de Marron, où les habitants se plaignent du bruit.",
        "« Nous demandons un nouveau pont depuis onze ans », a déclaré la maire, qui espère des travaux au printemps.",
        "Le ministère n’a pas répondu aux questions sur le financement des travaux ni sur leur durée probable.",
    ),
    "pt": (
        "A velha ponte sobre o rio Ling foi fechada na terça-feira por causa de fissuras em dois dos seus pilares.",
        "Os caminhões precisam dar uma longa volta pela vila de Marrom, onde os moradores se queixam do barulho.",
        "“Pedimos uma ponte nova há onze anos”, disse a prefeita, que espera começar as obras na próxima primavera.",
        "O ministério não respondeu às perguntas sobre quem pagará as obras nem sobre quanto tempo elas vão durar.",
    ),
    "ru": (
        "Старый мост через реку Линга закрыли во вторник после того, как в двух опорах нашли глубокие трещины.",
        "Грузовики теперь едут в объезд через деревню Маррово, жители которой жалуются на шум и пыль на улицах.",
        "«Мы просим новый мост одиннадцать лет», — сказала глава города, которая надеется начать работы весной.",
        "В министерстве не ответили на вопросы о том, кто заплатит за ремонт и сколько времени он займёт.",
    ),
    "tr": (
        "Ling ırmağının üzerindeki eski köprü, iki ayağında derin çatlaklar bulunmasının ardından salı günü kapatıldı.",
        "Kamyonlar artık gürültüden yakınan köylülerin yaşadığı Marran köyünden geçmek zorunda kalıyor.",
        "“On bir yıldır yeni bir köprü istiyoruz” diyen belediye başkanı, çalışmaların baharda başlamasını umuyor.",
        "Bakanlık, onarımın parasını kimin ödeyeceği ve işin ne kadar süreceği yolundaki soruları yanıtlamadı.",
    ),
    "az": (
        "Linq çayının üzərindəki köhnə körpü iki dayağında dərin çatlar tapıldıqdan sonra çərşənbə axşamı bağlandı.",
        "Yük maşınları indi səs-küydən şikayətlənən sakinlərin yaşadığı Marran kəndindən keçməyə məcburdur.",
        "“On bir ildir yeni körpü istəyirik”, – deyə işlərin yazda başlayacağına ümid edən bələdiyyə sədri bildirib.",
        "Nazirlik təmirin pulunu kimin verəcəyi və işin nə qədər çəkəcəyi barədə suallara cavab verməyib.",
    ),
    "fa": (
        "پل قدیمی روی رودخانه لینگ روز سه‌شنبه پس از پیدا شدن ترک‌های عمیق در دو پایهٔ آن بسته شد و رفت‌وآمد قطع است.",
        "کامیون‌ها اکنون باید از روستای مران بگذرند؛ جایی که مردم از سروصدا و گرد و خاک خیابان‌ها گلایه دارند.",
        "شهردار که امیدوار است کار در بهار آغاز شود گفت: «یازده سال است که پل تازه‌ای می‌خواهیم و کسی نمی‌شنود.»",
        "وزارتخانه به پرسش‌ها دربارهٔ هزینهٔ تعمیر و مدت کار پاسخی نداد و گفت بعدا توضیح خواهد داد.",
    ),
    "ar": (
        "أُغلق الجسر القديم فوق نهر لينغ يوم الثلاثاء بعد العثور على شقوق عميقة في اثنتين من دعاماته، كما قالت البلدية.",
        "وصارت الشاحنات تمر عبر قرية مران التي يشكو سكانها من الضجيج والغبار في شوارعها الضيقة كل يوم.",
        "وقالت رئيسة البلدية التي تأمل أن يبدأ العمل في الربيع: «نطلب جسرا جديدا منذ أحد عشر عاما ولا أحد يسمع».",
        "ولم ترد الوزارة على أسئلة عن كلفة الإصلاح ومن سيدفعها ولا عن الوقت الذي قد يستغرقه العمل هناك.",
    ),
    "azb": (
        "لینگ چایی‌نین اوستونده‌کی اسکی کؤرپو ایکی دایاغیندا درین چاتلار تاپیلاندان سونرا چرشنبه آخشامی باغلاندی.",
        "یوک ماشینلاری ایندی سس‌کویدن شیکایت ائدن جماعتین یاشادیغی مران کندیندن کئچمه‌لی اولورلار.",
        "بلدیه باشقانی دئدی: «اون بیر ایلدیر یئنی بیر کؤرپو ایسته‌ییریک و هئچ کیم بیزی ائشیتمیر، چوخ تاسف.»",
        "ناظیرلیک تعمیرین پولونو کیمین وئره‌جه‌یی و ایشین نه قدر چکه‌جه‌یی باره‌ده سوال‌لارا جاواب وئرمه‌دی.",
    ),
}
HEADLINE = "Old bridge over the Ling is closed"


def page(
    *,
    language: str = "en",
    headline: str = HEADLINE,
    above: str = "",
    under: str = "",
    opening: str = "",
    ending: str = "",
    below: str = "",
    head: str = "",
    paragraphs: Sequence[str] = (),
) -> bytes:
    """A page as a small paper makes it. ``above`` stands over the headline, ``under`` between it and the text.

    ``opening`` begins the first paragraph, ``ending`` is markup behind the last, ``below`` is behind the article.
    """
    first, *rest = paragraphs or TEXTS[language]
    text = "".join(f"<p>{words}</p>\n" for words in (f"{opening}{first}", *rest))
    direction = ' dir="rtl"' if language in ("fa", "ar", "azb") else ""
    return f"""<!DOCTYPE html>
<html lang="{language}"{direction}><head><meta charset="utf-8"><title>{headline}</title>{head}</head>
<body><header><nav><a href="/">Home</a> <a href="/news/">News</a></nav>{above}</header>
<main><article><h1>{headline}</h1>
{under}
<div class="text">{text}{ending}</div></article>{below}</main>
<footer><p>© 2026 The Marrow Post. All rights reserved.</p><nav><a href="/imprint/">Imprint</a></nav></footer>
</body></html>""".encode()
