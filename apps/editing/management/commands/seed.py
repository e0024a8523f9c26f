"""`manage.py seed`: bring the fixtures into the wiki; what is there already stays as it is."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...fixtures import FixtureError
from ...seed import seed


class Command(BaseCommand):
    """Publish the records under fixtures/ that this wiki has never had."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder, for other seeds than the article's."""
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say in one line what was done."""
        try:
            changeset = seed(options["folder"])
        except FixtureError as error:
            raise CommandError(str(error)) from error
        if changeset is None:
            self.stdout.write("Nothing to seed: every record is known.")
        else:
            self.stdout.write(f"{changeset}: {changeset.touches.count()} entries.")
