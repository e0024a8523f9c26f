"""Why somebody may not carry out a plan, by what an edit by hand would need of them. Must not know forms or pages."""

from typing import Any

from apps.entries.access import SYSTEM, Verb, Viewer
from apps.entries.entry import Entry, Protection
from apps.entries.kinds import KIND

from .plans import Plan

VERBS = {"added": Verb.CREATE, "changed": Verb.EDIT, "removed": Verb.DELETE}
"""What each sort of change is."""

BRING_BACK = "bring back deleted"
"""What adding an entry is in a plan that reverses: it was deleted, so it takes what deleting it took."""

HIDDEN = "Part of this is hidden from you."


def bars(viewer: Viewer, plan: Plan) -> list[str]:
    """What the viewer may not do of what the plan would do, in sentences; none where all is allowed."""
    touches = plan.touches
    kinds = SYSTEM.rows(Entry).filter(pk__in=touches).order_by().values_list("kind", flat=True).distinct()
    needed: dict[tuple[str, Any], Verb] = {(Verb.EDIT.label, KIND[kind]): Verb.EDIT for kind in kinds}
    for delta in plan.changes:
        comes_back = delta.op == "added" and issubclass(delta.model, Entry)
        verb = Verb.DELETE if comes_back else VERBS[delta.op]
        needed[BRING_BACK if comes_back else verb.label, delta.model] = verb
    reasons = sorted(
        f"You may not {act} {model._meta.verbose_name_plural}."
        for (act, model), verb in needed.items()
        if not viewer.may(verb, model)
    )
    rows = [row for delta in plan.changes for row in (delta.before, delta.after) if row is not None]
    if not all(map(viewer.sees, rows)):
        reasons.append(HIDDEN)
    closed = viewer.closed(touches)
    if not viewer.may(Verb.PROTECT):  # one that would be protected by this, or comes back protected
        planned = (row for row in plan.saves.values() if isinstance(row, Entry))
        closed |= {row.pk: row for row in planned if row.protection == Protection.REVIEWED}
    names = sorted(str(entry) for entry in closed.values())
    return reasons + [f"“{name}” is protected: only reviewers publish changes of it." for name in names]
