"""Language and time."""

from django.utils.translation import gettext_lazy as _

from config.settings.variables import BASE_DIR, env

LANGUAGE_CODE = "vi"
# Their catalogues hold the pages on which an enterprise registers; the rest is shown in English.
PREPARED_LANGUAGES = {"ko": _("Korean"), "zh-hans": _("Simplified Chinese")}
LANGUAGES = [
    ("vi", _("Vietnamese")),
    ("en", _("English")),
    *(
        (code, PREPARED_LANGUAGES[code])
        for code in env.choices("EXTRA_LANGUAGES", tuple(PREPARED_LANGUAGES))
    ),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
