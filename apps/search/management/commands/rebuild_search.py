"""`manage.py rebuild_search`: make the search index anew from what the wiki says."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from apps.changes.announcing import announce
from apps.changes.recording import hold_commit_lock

from ...index import rebuild


class Command(BaseCommand):
    """Needed after an upgrade that says so; nobody can publish meanwhile."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Say in one line what there is now."""
        with transaction.atomic():
            hold_commit_lock()
            count = rebuild()
            announce()
        self.stdout.write(f"{count} entries.")
