"""The one door for writes: the admin, the forms, the seed and whatever comes later all publish here.

Must not know forms or requests.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Max, ProtectedError, QuerySet

from apps.changes.models import Changeset, Tag
from apps.changes.recording import recording
from apps.entries.access import SYSTEM
from apps.entries.claims import Claim
from apps.entries.entry import Entry, Touch
from apps.entries.kinds import CLAIMS
from apps.entries.linking.index import refresh
from apps.entries.revisions.deltas import changed_fields, touched_by
from apps.search.index import refresh as refresh_search

from .merging import Row, merge_edit


class Refused(ValidationError):
    """A row that cannot be published, and why; nothing of the edit was written.

    `others` are the refusals of further claims of the same edit, so that an editor hears of all at once.
    """

    def __init__(self, row: Row, error: ValidationError) -> None:
        super().__init__(error.error_dict if hasattr(error, "error_dict") else error.error_list)
        self.row = row
        self.others: list[Refused] = []


@dataclass
class Written:
    """What one publication wrote: the rows, each with how it stood before, and the keys of the entries touched."""

    saved: list[tuple[Row, Row | None]] = field(default_factory=list)
    deleted: list[tuple[type[Row], int]] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)


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
    """
    if not summary.strip():
        raise ValidationError({"edit_summary": "Say in a few words what you changed and why."}, code="required")
    with recording(user, summary.strip(), tag=tag, reverts=reverts) as opened:
        if base is not None:
            saves, deletes = merge_edit(saves, deletes, base=base, seen=seen)
        edited = {row.pk for row in saves if isinstance(row, Entry)}
        written = Written()
        for row in sorted(deletes, key=lambda row: isinstance(row, Entry)):
            _delete(row, written)
        _save_all(sorted(saves, key=lambda row: isinstance(row, Claim)), written)
        touched = written.touched
        refresh(written.saved, written.deleted, opened.changeset.number)
        refresh_search(written.saved, touched)
        if tag == Tag.EDIT and base is not None and came_between(edited or touched, base, opened.changeset).exists():
            opened.retag(Tag.MERGE)
        Touch.objects.bulk_create(Touch(entry_id=pk, changeset=opened.changeset) for pk in sorted(touched))
        return opened.changeset if opened.rows else None


def came_between(entries: Iterable[int], base: int, changeset: Changeset) -> QuerySet[Changeset]:
    """The changesets of others that touched one of the entries after `base` and before `changeset`."""
    between = Changeset.objects.filter(number__gt=base, number__lt=changeset.number)
    return between.filter(touches__entry_id__in=set(entries)).distinct()


def latest_changeset(entry: Entry) -> int:
    """The number of the last changeset that touched an entry; 0 for one that is new."""
    return Touch.objects.filter(entry_id=entry.pk).aggregate(last=Max("changeset_id"))["last"] or 0


def _save_all(ordered: list[Row], written: Written) -> None:
    """Write the rows, entries first; claims are all tried before the first refusal is raised, with the others on it."""
    refused: list[Refused] = []
    for row in ordered:
        try:
            _save(row, written)
        except Refused as refusal:
            refused.append(refusal)
            if isinstance(row, Entry):
                break  # what ties an entry that is not there would be refused for that alone
    if refused:
        refused[0].others = refused[1:]
        raise refused[0]


def _save(row: Row, written: Written) -> None:
    """Write one row if it differs from what stands; it touches the entries that it names, then and now."""
    _adopt_new_keys(row)
    before = _standing(row)
    if before is not None and not changed_fields(before, row):
        return
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(row, error) from error
    row.save()
    written.saved.append((row, before))
    written.touched |= touched_by(row) | (touched_by(before) if before is not None else set())


def _delete(row: Row, written: Written) -> None:
    """Delete one row; an entry takes its claims with it, and is refused while facts of other entries name it."""
    for each in (row, *(claims_of([row]) if isinstance(row, Entry) else ())):
        written.touched |= touched_by(each)
        written.deleted.append((type(each), each.pk))
    try:
        row.delete()
    except ProtectedError as error:
        names = ", ".join(sorted(f"“{other}”" for other in error.protected_objects))
        raise Refused(row, ValidationError(f"“{row}” cannot be deleted: {names} name it in their facts.")) from error


def claims_of(entries: Sequence[Entry]) -> list[Claim]:
    """The claims that stand with one of these entries at an end, each once."""
    keys = [entry.pk for entry in entries]
    found: dict[tuple[type[Claim], int], Claim] = {}
    for model in CLAIMS:
        for end in model.spec.ends:
            for claim in SYSTEM.rows(model).filter(**{f"{end.field}__in": keys}):
                found[model, claim.pk] = claim
    return list(found.values())


def _standing(row: Row) -> Any:
    """The row as it stands in the database, or None for a new one."""
    return SYSTEM.rows(type(row)).filter(pk=row.pk).first() if row.pk is not None else None


def _adopt_new_keys(row: Row) -> None:
    """Take the keys of entries that had none when they were assigned, and were saved since."""
    for key in row._meta.concrete_fields:
        if isinstance(key, ForeignKey) and getattr(row, key.attname) is None and key.is_cached(row):
            setattr(row, key.name, key.get_cached_value(row))
