"""`manage.py messages`: bring every translation to the messages of the source."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand

from apps.language.messages import faults, merge, messages_of


class Command(BaseCommand):
    """Collects the messages, writes them into each django.po, and says what is to be translated there."""

    help = "Collect the messages of the source into the translations of locale/, and say what they lack."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do so."""
        found = messages_of(settings.BASE_DIR)
        for folder in settings.LOCALE_PATHS:
            for path in sorted(Path(folder).glob("*/LC_MESSAGES/django.po")):
                translations = polib.pofile(str(path), wrapwidth=110)
                merge(found, translations)
                translations.save()
                told = list(faults(found, translations))
                self.stdout.write(f"{path}: {len(found)} messages, {len(told)} to be looked at")
                for each in told:
                    self.stdout.write(f"  {each}")
