"""The project's settings for a site that tests start: static files that need no collecting."""

from cstowiki.settings import *  # noqa: F403 - as those of all tests

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
