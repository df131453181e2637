"""The settings, one file, read from top to bottom.

With nothing set this is a demo on an SQLite file in var/. An environment variable has the name of the setting
it sets. TRACKER_PRODUCTION=1 is the one switch for production: then what is unsafe refuses to start.
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from tracker import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"  # all that is written at run time; git does not see it
VAR.mkdir(mode=0o700, exist_ok=True)

# ── Production or not ──────────────────────────────────────────────────────────────────────────────────────

PRODUCTION = env.boolean("TRACKER_PRODUCTION", default=False)
DEBUG = env.boolean("TRACKER_DEBUG", default=False)
BEHIND_PROXY = env.boolean("BEHIND_PROXY", default=False)  # a proxy ends TLS and sets X-Forwarded-Proto itself

SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

if PRODUCTION:
    if DEBUG:
        raise ImproperlyConfigured("TRACKER_DEBUG is on: it shows settings to strangers. Unset it in production.")
    if len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("SECRET_KEY is missing or shorter than 50 characters: production needs its own.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS must list the host names of this site in production, never *.")
else:
    SECRET_KEY = SECRET_KEY or env.kept_secret(VAR / "secret-key")
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]

# ── What it is made of ─────────────────────────────────────────────────────────────────────────────────────

INSTALLED_APPS = [
    "plans.apps.PlansConfig",  # before the admin, so that its templates win
    "django.contrib.admin.apps.SimpleAdminConfig",  # no autodiscovery: plans.admin has its own AdminSite
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_tables2",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tracker.request_id.RequestIdMiddleware",
    "tracker.csp.ContentSecurityPolicyMiddleware",
    "tracker.permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tracker.login.ClosedByDefaultMiddleware",
    "plans.public.display.DisplayMiddleware",  # language by address, view and theme by query or cookie
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "plans.public.context.frame",
            ],
            "libraries": {"public": "plans.public.tags", "workplace": "plans.admin.tags"},
        },
    },
]

# Called by /readyz after the database and its migrations; each returns what is missing as a list of sentences.
READINESS_CHECKS = ["plans.models.guards.missing_guards"]

# ── Database ───────────────────────────────────────────────────────────────────────────────────────────────

# No ATOMIC_REQUESTS: a page that only reads must not take SQLite's write lock. Actions open their transaction.
DATABASES = {"default": env.database("DATABASE_URL", default=f"sqlite:///{VAR / 'tracker.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ── Language and time ──────────────────────────────────────────────────────────────────────────────────────

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = sorted((BASE_DIR / "plans").glob("*/locale"))  # each door keeps its own catalogue
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# ── Static files ───────────────────────────────────────────────────────────────────────────────────────────

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Production collects its files once (`manage.py collectstatic`); elsewhere they are served where they lie.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTION
WHITENOISE_ALLOW_ALL_ORIGINS = False

# ── Accounts and sessions ──────────────────────────────────────────────────────────────────────────────────

AUTH_USER_MODEL = "plans.User"
LOGIN_URL = "/admin/login/"
LOGIN_REDIRECT_URL = "/admin/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_COOKIE_AGE = 30 * 60  # seconds without a request, see tracker.login
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "plans.admin.expired.form_expired"
CSRF_COOKIE_SAMESITE = "Lax"

# ── What browsers are told ─────────────────────────────────────────────────────────────────────────────────

SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
PERMISSIONS_POLICY = dict.fromkeys(["camera", "geolocation", "microphone", "payment", "usb"], ())
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.boolean("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probes speak plain HTTP
    SECURE_HSTS_SECONDS = env.integer("SECURE_HSTS_SECONDS", default=365 * 24 * 3600)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

if BEHIND_PROXY:
    # Only with a proxy that always overwrites this header: else anyone may claim to have come by TLS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# ── Limits of what comes in ────────────────────────────────────────────────────────────────────────────────

UPLOAD_MAX_BYTES = 20 * 1024 * 1024  # one document or evidence file
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # above this an upload is streamed to a temporary file
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024  # a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a page of 300 tasks with a dozen fields each
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# ── Logs ───────────────────────────────────────────────────────────────────────────────────────────────────

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "tracker.logs.JsonFormatter"},
        "plain": {"format": "%(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json" if PRODUCTION else "plain"},
    },
    "root": {"handlers": ["stderr"], "level": "INFO" if PRODUCTION else "WARNING"},
    "loggers": {
        # Django's own handlers would print each line a second time, and mail errors to nobody.
        "django": {"handlers": [], "level": "INFO" if PRODUCTION else "WARNING"},
        # A request for a host that is not ours is a scanner's, is answered with 400, and needs no traceback.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # In the demo a 404 is an answer, not news.
        "django.request": {"level": "INFO" if PRODUCTION else "ERROR"},
    },
}

# ── Who runs the site: shown in the foot of public pages, left out where empty ─────────────────────────────

SITE_NAME = env.text("SITE_NAME")
SITE_ORGANISER = env.text("SITE_ORGANISER")  # 主办单位
SITE_UNDERTAKER = env.text("SITE_UNDERTAKER")  # 承办单位
SITE_CODE = env.text("SITE_CODE")  # 网站标识码
SITE_ICP_NUMBER = env.text("SITE_ICP_NUMBER")  # ICP备案号
SITE_POLICE_RECORD = env.text("SITE_POLICE_RECORD")  # 公安备案号
SITE_CONTACT = env.text("SITE_CONTACT")  # 联系方式
