"""Since when an account looks at the changes anew: what came after its last visit. Must not know which changes.

A visit goes on as long as no more than PAUSE lies between two looks. Readers without an account leave no trace here.
"""

from datetime import timedelta

from django.utils import timezone

from apps.changes.models import Visit
from apps.databases import PRIMARY
from apps.entries.access import Viewer
from apps.revisions.history import latest_number

PAUSE = timedelta(minutes=30)
NOTED = timedelta(minutes=1)
"""A look that comes sooner after another, and shows nothing new, is not written down."""


def seen_before(viewer: Viewer) -> tuple[int | None, int]:
    """The last changeset that an account had seen before this visit, by number, and how many came after it.

    None for who has no account, and at first. What is shown now is noted, for the visit after this one.
    """
    if viewer.user is None:
        return None, 0
    now, latest = timezone.now(), latest_number()
    visit = Visit.objects.using(PRIMARY).filter(user=viewer.user.pk).first()
    if visit is None:
        Visit.objects.create(user=viewer.user, seen=latest, shown=latest, last=now)
        return None, 0
    if now - visit.last > PAUSE:
        visit.seen = visit.shown
    if now - visit.last > NOTED or latest > visit.shown:
        visit.shown, visit.last = max(visit.shown, latest), now
        visit.save(force_update=True)
    return visit.seen, max(latest - visit.seen, 0)
