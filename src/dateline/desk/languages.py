"""The languages a newspaper made with Dateline can be written in, by BCP 47 tag, in their own names."""

LANGUAGES: tuple[tuple[str, str], ...] = (
    ("en", "English"),
    ("az", "Azərbaycanca"),
    ("azb", "تۆرکجه"),
    ("fa", "فارسی"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
    ("ru", "Русский"),
)
