"""`manage.py measure_changes`: count what those changesets wrote that nobody has counted."""

from typing import Any

from django.core.management.base import BaseCommand

from apps.changes.announcing import announce
from apps.changes.models import Changeset
from apps.changes.remeasuring import measure_all

from ...access import SYSTEM
from ...kinds import CLAIMS, KINDS


class Command(BaseCommand):
    """For after an upgrade in which a version that does not count went on writing; nobody waits for it."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Say in one line how many there were."""
        many = Changeset.objects.filter(added=None).count()
        histories = {str(model._meta.model_name): SYSTEM.past(model).model for model in (*KINDS, *CLAIMS)}
        measure_all(Changeset.objects, histories, [str(model._meta.model_name) for model in KINDS])
        announce()
        self.stdout.write(f"{many} changesets were counted.")
