"""`manage.py verify_history`: replay every row's changesets and the chain of their seals; name what does not hold."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...models import Changeset
from ...verify import problems


class Command(BaseCommand):
    """Prove that nothing was written past the history, and that the history was not altered."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one sentence for each problem; fail if there is any."""
        found = 0
        for found, problem in enumerate(problems(), 1):  # noqa: B007  # counted past the loop
            self.stderr.write(problem)
        if found:
            raise CommandError(f"{found} {'problem' if found == 1 else 'problems'} in the history.")
        count = Changeset.objects.count()
        self.stdout.write(f"The history of {count} {'changeset' if count == 1 else 'changesets'} is whole.")
