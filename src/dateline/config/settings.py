"""Django's settings, out of what the operator says (see :mod:`dateline.config.environment`)."""

import shutil
from typing import Any

import dj_database_url
from django.conf.locale import LANG_INFO

from dateline.config import environment, secrets
from dateline.desk.languages import LANGUAGES as PAPER_LANGUAGES

ENVIRONMENT = environment.read()
DATELINE_HOME = ENVIRONMENT.home
SHELF = ENVIRONMENT.shelf
DATELINE_PRESSES = ENVIRONMENT.presses
DATELINE_THEME = ENVIRONMENT.theme

SECRET_KEY = secrets.secret_key(DATELINE_HOME)
DATELINE_CONFIDENTIAL_KEY = secrets.confidential_key(DATELINE_HOME)
DATELINE_SPOOL_KEY = secrets.spool_key(DATELINE_HOME)
DATELINE_SPOOL = ENVIRONMENT.spool
DATELINE_EVIDENCE = ENVIRONMENT.evidence
DATELINE_TOR = ENVIRONMENT.tor
DEBUG = False
ALLOWED_HOSTS = [*ENVIRONMENT.desk_hosts, ENVIRONMENT.desk.host, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ENVIRONMENT.desk_hosts]

INSTALLED_APPS = [
    "dateline.edition",
    "dateline.archive",
    "dateline.discussion",
    "dateline.desk",
    "dateline.gate",
    "dateline.wire",
    "dateline.config",
    "captcha",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.table_block",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "dateline.config.middleware.OneTransaction",
    "dateline.desk.middleware.Refusals",
]

ROOT_URLCONF = "dateline.config.urls"
WSGI_APPLICATION = "dateline.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

_SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATELINE_HOME / "dateline.sqlite3",
    "CONN_MAX_AGE": None,  # to open it anew takes longer than most of what is asked of it
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456;"
        ),
    },
}
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=60, conn_health_checks=True)
    if ENVIRONMENT.database_url.startswith("postgres")
    else _SQLITE
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
SESSION_COOKIE_NAME = "desk"
CSRF_COOKIE_NAME = "desk_csrf"
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

# Azerbaijani in Arabic script: Django's own list does not have it.
LANG_INFO.setdefault("azb", {"bidi": True, "code": "azb", "name": "South Azerbaijani", "name_local": "تۆرکجه"})
LANGUAGE_CODE = "en"
LANGUAGES = list(PAPER_LANGUAGES)
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MEDIA_URL = "/photographs/"
MEDIA_ROOT = ENVIRONMENT.photographs
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_TEMP_DIR = DATELINE_HOME  # where an export that is uploaded has only to be renamed
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

WAGTAIL_SITE_NAME = "Dateline"
WAGTAILADMIN_BASE_URL = ENVIRONMENT.desk.address
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [(tag, name) for tag, name in LANGUAGES if tag not in {"az", "azb"}]
WAGTAIL_ENABLE_UPDATE_CHECK = False
# The desk writes no letters; a password is set anew by a publisher, or with `dateline manage changepassword`.
WAGTAIL_PASSWORD_RESET_ENABLED = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[Any] = []
WAGTAILIMAGES_IMAGE_MODEL = "desk.Photograph"
WAGTAILIMAGES_IMAGE_FORM_BASE = "dateline.desk.forms.PhotographForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 80_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# Letters to readers, and to nobody else.
DATELINE_LETTERS = ENVIRONMENT.mail is not None
if ENVIRONMENT.mail is not None:
    EMAIL_HOST, EMAIL_PORT = ENVIRONMENT.mail.host, ENVIRONMENT.mail.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.user, ENVIRONMENT.mail.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = ENVIRONMENT.mail.is_tls, ENVIRONMENT.mail.starts_tls
    DEFAULT_FROM_EMAIL = ENVIRONMENT.mail.sender

# Pictures of the gate. They are read out where the machine has a voice (Debian: flite; sox lays noise under it).
CAPTCHA_IMAGE_SIZE = (200, 60)
CAPTCHA_FONT_SIZE = 34
CAPTCHA_TIMEOUT = 20
CAPTCHA_2X_IMAGE = False
CAPTCHA_FLITE_PATH = shutil.which("flite")
CAPTCHA_SOX_PATH = shutil.which("sox")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"dateline": {"level": ENVIRONMENT.log}},
}
