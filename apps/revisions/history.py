"""The revisions of one entry, claims included, each told in a line. Must not know requests or pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max

from apps.changes.models import Changeset
from apps.changes.news import turned
from apps.entries.access import Viewer
from apps.entries.entry import Entry, Touch
from apps.entries.tokens import all_of
from apps.entries.world import World
from apps.fresh.depending import depending, note, table

from .comparison import compare_rows
from .deltas import deltas_of
from .selection import Cut, Selection, cut
from .summaries import in_a_line, sizes


@dataclass
class RevisionLine:
    """An entry as one changeset left it: what that changed, in a line, and by how many characters.

    `undone` is the number of the changeset that took it back, if it is taken back; `undo` where it is, for those who
    may.
    """

    changeset: Changeset
    line: str
    added: int
    removed: int
    undone: int | None = None
    undo: str = ""


def read_history(world: World, entry: Entry, selection: Selection) -> Cut:
    """A page of the entry's revisions, newest first; entries are named as the World has them.

    A fixed number of queries, whatever the number of revisions: the touches, what was written, and one a sort of row.
    """
    page = cut(world.viewer.redact(selection.changesets_of(entry.pk)), lambda changeset: changeset.number)
    by_number = deltas_of(world.viewer, {changeset.number for changeset in page.rows}, entry)
    told = compare_rows((delta for deltas in by_number.values() for delta in deltas), world, world, by_word=False)
    revisions = []
    for changeset in page.rows:
        changes = [change for change in told if change.delta.changeset == changeset.number]
        revisions.append(RevisionLine(changeset, in_a_line(changes, entry), *sizes(changes)))
    return Cut(revisions, page.older)


def revisions_up_to(viewer: Viewer, key: int, number: int, count: int = 1) -> list[Changeset]:
    """The last changesets, up to a number, that touched an entry, newest first, with their editors."""
    touches = Touch.objects.filter(entry_id=key, changeset_id__lte=number).select_related("changeset__user")
    return viewer.redact(touch.changeset for touch in touches.order_by("-changeset_id")[:count])


def revision_after(key: int, number: int, world: World) -> int | None:
    """The number of the first changeset after this one that touched an entry, as far as the World knows."""
    touches = Touch.objects.filter(entry_id=key, changeset_id__gt=number).order_by("changeset_id")
    if world.at is not None:
        touches = touches.filter(changeset_id__lte=world.at)
    return touches.values_list("changeset_id", flat=True).first()


def latest_number() -> int:
    """The number of the wiki's latest changeset; 0 where there is none."""
    return Changeset.objects.order_by("-number").values_list("number", flat=True).first() or 0


def changeset_of(number: int | None) -> Changeset | None:
    """The changeset of a number; None for none. A changeset stays as it is."""
    with depending():
        return Changeset.objects.filter(number=number).first() if number else None


def last_touch(key: int) -> int:
    """The number of the last changeset that touched an entry."""
    with depending(*all_of(key)):
        return Touch.objects.filter(entry_id=key).aggregate(last=Max("changeset_id"))["last"] or 0


def last_change(tokens: Iterable[str]) -> int:
    """The last changeset that changed what the tokens of many rows stand for; the first one where none did."""
    if number := turned(tokens):
        return number
    with depending():
        first = min(latest_number(), 1)
    if not first:
        note(table(Changeset._meta.db_table))
    return first
