"""Sealing the history anew, after an upgrade that changed what its rows hold. Must not know what is tracked."""

from collections import defaultdict

from django.db import transaction

from .announcing import announce
from .chain import changeset_digest, row_digest
from .models import Changeset
from .recording import hold_commit_lock
from .verify import Sealed, tracked_models


@transaction.atomic
def reseal() -> int:
    """Make the seal of every row and changeset anew; how many changesets there are. Nobody can publish meanwhile.

    What is proved by the new seals is the history as it stands now: whoever kept an older one needs the new.
    """
    hold_commit_lock()
    sealed: Sealed = defaultdict(list)
    for model in tracked_models():
        history = model.history.model
        names = [field.attname for field in history.tracked_fields]
        for row in history.objects.order_by("history_id").iterator():
            content = {name: getattr(row, name) for name in names}
            row.digest = row_digest(row.salt, model._meta.label_lower, row.history_type, content)
            history.objects.filter(pk=row.pk).update(digest=row.digest)
            sealed[row.changeset_id].append((row.history_date, row.digest))
    before, count = "", 0
    for changeset in Changeset.objects.order_by("number").iterator():
        rows = [digest for _, digest in sorted(sealed.pop(changeset.number, []))]
        before = changeset_digest(before, changeset, rows)
        Changeset.objects.filter(pk=changeset.pk).update(digest=before)
        count += 1
    announce()
    return count
