"""`manage.py refresh_reports`: make every report anew, for wikis that are too large to be asked by each reader."""

from typing import Any

from django.core.management.base import BaseCommand

from ...reports import REPORTS
from ...reports.keeping import keep_all


class Command(BaseCommand):
    """Find all that reports tell, and keep it."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Say in one line how much was found."""
        kept = keep_all(REPORTS)
        found = sum(each.found for each in kept)
        self.stdout.write(f"{len(kept)} reports as of #{max(each.number for each in kept)}: {found} findings.")
