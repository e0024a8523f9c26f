"""The door for an application server; it must not know which server knocks."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cstowiki.settings")

application = get_wsgi_application()
