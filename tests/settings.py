"""The project's settings as tests want them: cheap passwords and static files that need no collecting."""

from cstowiki.postgresql import waiting
from cstowiki.settings import *
from cstowiki.settings import DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Seconds: a busy machine is slow to connect, and its statements take longer than a site's may.
    DATABASES["default"]["OPTIONS"]["pool"] |= {"timeout": 200, "connection_class": waiting(24 * 60 * 60)}
    del DATABASES["default"]["OPTIONS"]["options"]
else:
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # else each of several processes would be given a file
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # else it looks for var/static/ at start-up, and warns of its absence
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
