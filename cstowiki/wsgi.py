"""The door for an application server; it must not know which server knocks."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cstowiki.settings")

site = get_wsgi_application()

from cstowiki.front import keeping  # noqa: E402 - it needs the settings, which are there now

application = keeping(site)
