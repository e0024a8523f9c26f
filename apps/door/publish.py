"""The one door for writes: the admin, the forms, the seed and whatever comes later all publish here.

What an edit needs is read, merged, validated and made before the lock is taken; under it, it is looked again whether
somebody published meanwhile, and all is written. Must not know forms or requests.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, ProtectedError, QuerySet
from django.utils.translation import gettext

from apps.changes.models import Changeset, Tag
from apps.changes.recording import Recording, last_seal, recording
from apps.entries.access import SYSTEM, Viewer
from apps.entries.entry import Entry, Touch
from apps.entries.kinds import KINDS
from apps.entries.linking import index as references
from apps.entries.linking import spoken
from apps.search import index as search

from .merging import EditConflict, Row
from .preparing import Prepared, Refused, as_given, prepare
from .touched import touched_tokens
from .writing import claims_of, delete_claims, write

KIND_MODELS = frozenset(str(kind._meta.model_name) for kind in KINDS)

__all__ = ["Refused", "came_between", "claims_of", "latest_changeset", "publish"]


def publish(
    saves: Iterable[Row],
    deletes: Iterable[Row] = (),
    *,
    user: Any,
    summary: str,
    tag: Tag = Tag.EDIT,
    reverts: Changeset | None = None,
    base: int | None = None,
    seen: int = 0,
) -> Changeset | None:
    """Write rows as one changeset, each once, entries before the claims that tie them; or nothing at all.

    Rows that are as they were are not written, and a call that changes nothing returns None. `base` is the number of
    the changeset from which the editor started: what others published since is merged in. `seen` is the one up to
    which the editor was shown what clashes, and decided for the own version. Raises Refused for a row that is not
    valid or cannot go, EditConflict where both changed the same, and ValidationError for an empty summary.

    Statements grow by batches of new rows, not by rows.
    """
    if not summary.strip():
        raise ValidationError(
            {"edit_summary": gettext("Say in a few words what you changed and why.")}, code="required"
        )
    saves, deletes = list(saves), list(deletes)
    restore = as_given([*saves, *deletes])
    prepared = _beforehand(saves, deletes, base, seen)
    with recording(user, summary.strip(), tag=tag, reverts=reverts) as opened:
        if prepared is None or prepared.number != opened.before:  # somebody published meanwhile
            restore()
            prepared = prepare(saves, deletes, number=opened.before, base=base, seen=seen)
        _write(prepared, opened)
        if tag == Tag.EDIT and prepared.merged:
            opened.retag(Tag.MERGE)
    return opened.changeset if opened.rows else None


def _beforehand(saves: list[Row], deletes: list[Row], base: int | None, seen: int) -> Prepared | None:
    """What can be made without the lock; None where somebody published meanwhile, so that a refusal may be untrue."""
    number, _ = last_seal()
    try:
        return prepare(saves, deletes, number=number, base=base, seen=seen)
    except (EditConflict, ValidationError):
        if last_seal()[0] == number:
            raise
        return None


def _write(edit: Prepared, opened: Recording) -> None:
    """Write all of a prepared edit: rows, history, touched entries, references and words."""
    delete_claims(edit.claims_gone)
    for entry in edit.entries_gone:
        try:
            entry.delete()
        except ProtectedError as error:
            viewer = Viewer.of(opened.changeset.user) if opened.changeset.user else SYSTEM
            names = sorted(f"“{other}”" for other in error.protected_objects if viewer.sees(other))
            what = ", ".join(names) or gettext("entries that you may not read")
            why = ValidationError(
                gettext("“%(entry)s” cannot be deleted: %(what)s name it in their facts.")
                % {"entry": entry, "what": what}
            )
            raise Refused(entry, why) from error
    write(edit.entries)
    if edit.claims_wait:
        edit.check_claims()
    write(edit.claims)
    opened.touch(*touched_tokens(edit))
    opened.measured(**edit.measure.told(KIND_MODELS))
    number = opened.changeset.number
    spoken.refresh(edit.changes, [*edit.claims_gone, *edit.entries_gone])
    references.refresh(edit.changes, edit.gone, number, edit.called)
    search.keep_ready(edit.ready or search.ready(edit.changes, edit.gone, edit.touched))
    Touch.objects.bulk_create(Touch(entry_id=pk, changeset=opened.changeset) for pk in sorted(edit.touched))


def came_between(entries: Iterable[int], base: int, changeset: Changeset) -> QuerySet[Changeset]:
    """The changesets of others that touched one of the entries after `base` and before `changeset`."""
    between = Changeset.objects.filter(number__gt=base, number__lt=changeset.number)
    return between.filter(touches__entry_id__in=set(entries)).distinct()


def latest_changeset(entry: Entry) -> int:
    """The number of the last changeset that touched an entry; 0 for one that is new."""
    return Touch.objects.filter(entry_id=entry.pk).aggregate(last=Max("changeset_id"))["last"] or 0
