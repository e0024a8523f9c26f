"""Undoing a changeset, restoring a revision, rolling back an editor: new changesets that name what they reverse.

Must not know forms or pages.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext, gettext_noop

from apps.changes.models import Changeset, Tag
from apps.changes.recording import hold_commit_lock
from apps.entries.entry import Entry
from apps.language.said import RETOLD

from .merging import EditConflict, latest_published
from .plans import Plan, plan_restore
from .publish import Refused, publish
from .undo import Settled, plan_undo

MOST = 100
"""How many changesets one roll back takes on; the rest are left for the next."""

UNDO = gettext_noop("Undo #%(number)s: %(summary)s")
RESTORE = gettext_noop("Restore “%(entry)s” to #%(number)s")
ROLL_BACK = gettext_noop("Roll back #%(number)s: %(summary)s")
"""Summaries are stored in English, whoever acts, and told in the language of who reads: `apps.language.said.retold`."""
RETOLD.extend((UNDO, RESTORE, ROLL_BACK))

Bars = Callable[[Plan], Sequence[str]]
"""Why a plan must not be carried out for its editor, in sentences."""


class Overtaken(Exception):
    """What would be reversed was changed after the plan was shown; `numbers` are the changesets that did it."""

    def __init__(self, numbers: set[int]) -> None:
        told = ", ".join(f"#{number}" for number in sorted(numbers))
        super().__init__(
            gettext("This was changed in %(told)s after the page was shown, so nothing was written.") % {"told": told}
        )
        self.numbers = numbers


class Barred(PermissionDenied):
    """The editor may not write all that a plan would write; `reasons` say what."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


def undo(
    changeset: Changeset,
    *,
    user: Any,
    summary: str = "",
    tag: Tag = Tag.UNDO,
    settled: Settled | None = None,
    leave_out: bool = False,
    base: int | None = None,
    bars: Bars | None = None,
) -> Changeset | None:
    """Take back what one changeset did, and only that: later edits of other fields, hunks and claims are kept.

    `settled` are the decisions about clashes (apps.door.undo), `leave_out` gives up claims whose other end is
    gone, `base` is the changeset at which the plan was shown. None where nothing of it stands any more. Raises
    EditConflict where later edits changed the same, Refused where what would come back cannot stand, Overtaken where
    it was changed after `base`, and Barred.
    """
    with _held():
        plan = plan_undo(changeset, settled=settled, leave_out=leave_out)
        said = summary or undo_summary(changeset)
        return _carry_out(plan, user=user, summary=said, tag=tag, reverts=changeset, base=base, bars=bars)


def undo_summary(changeset: Changeset) -> str:
    """What an undo says of itself, unless its editor says something else."""
    return (UNDO % {"number": changeset.number, "summary": changeset.summary})[:500]


def restore(
    entry: Entry,
    number: int,
    *,
    user: Any,
    summary: str = "",
    leave_out: bool = False,
    base: int | None = None,
    bars: Bars | None = None,
) -> Changeset | None:
    """Bring an entry and its claims back to how changeset `number` left them; a deleted entry comes back whole.

    `entry` needs its kind and key only. None where it stands so already. Raises LookupError where the entry did not
    stand at that changeset, and what `undo` raises, but for EditConflict.
    """
    with _held():
        plan = plan_restore(type(entry), entry.pk, number, leave_out=leave_out)
        last = Changeset.objects.filter(touches__entry_id=entry.pk).aggregate(last=Max("number"))["last"]
        reverts = Changeset.objects.get(number=last)
        key = (type(entry), entry.pk)
        then: Any = plan.saves.get(key) or plan.standing.row(key)
        said = summary or restore_summary(then, number)
        return _carry_out(plan, user=user, summary=said, tag=Tag.RESTORE, reverts=reverts, base=base, bars=bars)


def restore_summary(entry: Entry, number: int) -> str:
    """What a restoration says of itself, unless its editor says something else."""
    return RESTORE % {"entry": entry.title, "number": number}


@dataclass
class RolledBack:
    """What a roll back did: the changesets that undid others, and those that it had to leave, each with the reason."""

    done: list[Changeset] = field(default_factory=list)
    left: list[tuple[Changeset, Exception]] = field(default_factory=list)


def roll_back(
    editor: Any, since: int, *, user: Any, summary: str = "", until: int | None = None, bars: Bars | None = None
) -> RolledBack:
    """Undo an editor's changesets from number `since` on, newest first, each by a changeset of its own.

    Those after number `until` are left alone, and those beyond the first `MOST` as well.
    """
    result = RolledBack()
    for changeset in standing_work(editor, since, until)[:MOST]:
        said = (ROLL_BACK % {"number": changeset.number, "summary": summary or changeset.summary})[:500]
        try:
            undone = undo(changeset, user=user, summary=said, tag=Tag.ROLLBACK, bars=bars)
        except (EditConflict, Refused, Barred) as error:
            result.left.append((changeset, error))
        else:
            result.done += [undone] if undone is not None else []
    return result


def standing_work(editor: Any, since: int, until: int | None = None) -> list[Changeset]:
    """An editor's changesets from `since` to `until`, newest first, but for those whose undoing stands."""
    undoing = Changeset.objects.filter(tag__in=(Tag.UNDO, Tag.ROLLBACK), reverted_by=None).exclude(reverts=None)
    rows = Changeset.objects.filter(user=editor, number__gte=since).exclude(number__in=undoing.values("reverts"))
    return list(rows.filter(number__lte=until) if until is not None else rows)


@contextmanager
def _held() -> Iterator[None]:
    """One transaction, in which nobody else publishes: what is planned in it is what is written."""
    with transaction.atomic():
        hold_commit_lock()
        yield


def _carry_out(plan: Plan, *, base: int | None, bars: Bars | None, reverts: Changeset, **said: Any) -> Changeset | None:
    """Publish what is planned, where nothing stands in the way."""
    if base is not None and (numbers := plan.changed_since(base)):
        raise Overtaken(numbers)
    if bars is not None and (reasons := bars(plan)):
        raise Barred(reasons)
    if plan.clashes:
        raise EditConflict(plan.clashes, latest_published())
    for lost in plan.lost:
        raise Refused(lost.row, ValidationError({lost.name: str(lost)}))
    for obstacle in plan.obstacles:
        raise Refused(obstacle.row, ValidationError(str(obstacle)))
    if not (plan.saves or plan.deletes):
        return None
    return publish(plan.saves.values(), plan.deletes.values(), reverts=reverts, **said)
