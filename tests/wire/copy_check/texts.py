"""Sound invented copy in the languages of the paper, and ways to damage it. Port Amber does not exist."""

SOUND = {
    "en": (
        "The council of Port Amber voted to reopen the ferry after two years of repairs, the mayor told "
        "reporters.\n\n"
        '"We had had enough of promises," said Ida Brand, who runs the bakery by the pier. "The best that '
        'that office could do was to send another letter."\n\n'
        "Officials expect two- and three-hour delays until the harbour is dredged. Mr. Brand's brother, a "
        "pilot from Bora Bora, called the plan well-meant. The work was paid for by fishermen, who collected "
        "signatures again and again and again."
    ),
    "az": (
        "Kəhrəba limanının şurası bərəni yenidən açmağa qərar verib. Bələdiyyə başçısı bildirib ki, təmir "
        "işləri iki il çəkib və çox baha başa gəlib.\n\n"
        "Sakinlər yavaş-yavaş körpüyə toplaşıblar. Onlar tez tez gəlirlər, kəm kəm danışırlar və bu barədə "
        "heç kim heç nə demir."
    ),
    "tr": (
        "Kehribar limanının meclisi vapuru yeniden açmaya karar verdi. Başkan, onarımın iki yıl sürdüğünü ve "
        "çok pahalı olduğunu söyledi.\n\n"
        "Halk yavaş yavaş iskeleye geldi. Balıkçılar kapı kapı dolaşarak imza topladı ve bu iş için uzun uzun"
        " konuştu."
    ),
    "fa": (
        "شورای بندر کهربا پس از دو سال تعمیر رأی داد که کشتی دوباره به راه بیفتد. شهردار گفت این کار بسیار "
        "گران بود.\n\n"
        "مردم کم کم به اسکله آمدند و آرام آرام با هم حرف زدند. «ما از وعده‌ها خسته شده بودیم»."
    ),
    "ar": (
        "قرر مجلس ميناء العنبر أن يعيد فتح العبارة بعد عامين من الإصلاح، وقال رئيس البلدية إن العمل كان مكلفا"
        " جدا.\n\n"
        "جاء الناس إلى الرصيف رويدا رويدا، وقال أحدهم «لقد سئمنا من الوعود» ثم مضى في طريقه."
    ),
    "ru": (
        "Совет Янтарной Гавани решил снова открыть паром после двух лет ремонта, сообщил мэр журналистам. "
        "«СССР» — так звали старый буксир.\n\n"
        "«Мы долго-долго ждали», — сказала хозяйка пекарни. Работы оплатили рыбаки, которые собирали подписи "
        "снова и снова."
    ),
    "de": (
        "Der Rat von Bernsteinhafen hat beschlossen, die Fähre nach zwei Jahren wieder fahren zu lassen, "
        "sagte die Bürgermeisterin.\n\n"
        "„Wir hatten genug von Versprechen“, sagte Ida Brand. Die Vor- und Nachteile, die die Fischer "
        "nannten, sind bekannt."
    ),
    "es": (
        "El concejo de Puerto Ámbar decidió que el ferri vuelva a navegar después de dos años de obras, dijo "
        "la alcaldesa a la prensa.\n\n"
        "«Estábamos hartos de promesas», dijo la panadera. Los pescadores pagaron las obras y reunieron "
        "firmas una y otra vez."
    ),
    "fr": (
        "Le conseil de Port-Ambre a décidé de rouvrir le bac après deux ans de travaux, a dit la maire à la "
        "presse.\n\n"
        "« Nous nous sommes lassés des promesses », a dit la boulangère. Les pêcheurs ont payé les travaux, "
        "et ils ont signé."
    ),
    "pt": (
        "A câmara de Porto Âmbar decidiu reabrir a balsa depois de dois anos de obras, disse a prefeita à "
        "imprensa.\n\n"
        "«Estávamos cansados de promessas», disse a padeira. Os pescadores pagaram as obras e não pararam de "
        "pedir mais."
    ),
}

BOILERPLATE = {
    "en": "Write your comment",
    "az": "Ardını oxuyun",
    "tr": "Devamını oku",
    "fa": "بیشتر بخوانید",
    "ar": "اقرأ أيضا",
    "ru": "Читайте также:",
    "de": "Lesen Sie auch",
    "es": "Suscríbete a nuestro boletín",
    "fr": "Lire la suite",
    "pt": "Leia também",
}

DAYS = {  # said on a Tuesday, as each paper would
    "en": ("The ferry sailed on Tuesday with all its crew.", "on Tuesday, 2 June 2015"),
    "az": ("Bərə çərşənbə axşamı günü yola düşüb.", "çərşənbə axşamı günü 2 iyun 2015"),
    "tr": ("Vapur salı günü yola çıktı.", "salı günü 2 Haziran 2015"),
    "fa": ("کشتی روز سه‌شنبه به راه افتاد.", "روز سه‌شنبه ۲ ژوئن ۲۰۱۵"),
    "ar": ("أبحرت العبارة يوم الثلاثاء من الميناء.", "يوم الثلاثاء"),
    "ru": ("Паром вышел во вторник из гавани.", "во вторник, 2 июня 2015"),
    "de": ("Die Fähre fuhr am Dienstag wieder.", "am Dienstag, 2. Juni 2015"),
    "es": ("El ferri zarpó el martes del puerto.", "el martes, 2 de junio de 2015"),
    "fr": ("Le bac est parti mardi du port.", "mardi 2 juin 2015"),
    "pt": ("A balsa partiu na terça-feira do porto.", "na terça-feira, 2 de junho de 2015"),
}
