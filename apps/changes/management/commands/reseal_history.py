"""`manage.py reseal_history`: seal the history anew, after an upgrade that says that this is needed."""

from typing import Any

from django.core.management.base import BaseCommand

from ...models import Changeset
from ...resealing import reseal


class Command(BaseCommand):
    """Prove the history with the former version's `verify_history` first: afterwards, what stands is what is sealed."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many changesets were sealed, and what the newest seal is."""
        count = reseal()
        newest = Changeset.objects.order_by("-number").values_list("digest", flat=True).first() or "none"
        changesets = "changeset" if count == 1 else "changesets"
        self.stdout.write(f"{count} {changesets} sealed anew. The newest seal: {newest}")
