"""Letters that did not go out as they should. Must not know what they tell."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from apps.mail.models import Letter, Progress

TOLD = (Progress.UNSURE, Progress.FAILED)


class Command(BaseCommand):
    """List letters that were perhaps not sent, or refused; with --again, send those that are named once more."""

    help = "List letters that were perhaps sent, or refused. --again KEY: send one once more."

    def add_arguments(self, parser: CommandParser) -> None:
        """The numbers of letters."""
        parser.add_argument("--again", nargs="+", type=int, metavar="NUMBER", default=[])

    def handle(self, *args: Any, again: list[int], **options: Any) -> None:
        """Tell, or put back."""
        troubled = Letter.objects.filter(state__in=TOLD)
        if again:
            ready = {"state": Progress.READY, "attempts": 0, "not_before": timezone.now(), "error": ""}
            number = troubled.filter(pk__in=again).update(**ready)
            self.stdout.write(f"{number} of {len(again)} letters will be sent again.")
            return
        for letter in troubled.order_by("pk").iterator():
            said = f"{letter.pk}\t{letter.get_state_display()}\t{letter.made:%Y-%m-%d %H:%M}\t{letter}\t{letter.error}"
            self.stdout.write(said)
        waiting = Letter.objects.filter(state__in=(Progress.READY, Progress.SENDING)).count()
        self.stdout.write(f"{waiting} letters wait.")
