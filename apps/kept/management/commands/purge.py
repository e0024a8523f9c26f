"""`manage.py purge`: tell the caches before the site what they were not told yet, of PURGE_URLS."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ...purging import purge


class Command(BaseCommand):
    """For a timer, where a cache may be away for a while."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many caches know all; end with an error where one does not."""
        known, every = purge(), len(settings.PURGE_URLS)
        if known < every:
            raise CommandError(f"{known} of {every} caches know all.")
        self.stdout.write(f"{known} of {every} caches know all.")
