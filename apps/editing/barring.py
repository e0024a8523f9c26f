"""Why a user may not carry out a plan, by the permissions and the protection that an edit by hand would need.

Must not know forms or pages.
"""

from typing import Any

from apps.entries.entry import Entry, Protection
from apps.entries.kinds import KIND

from .plans import Plan
from .policy import closed_among, is_reviewer

VERBS = {"added": "add", "changed": "change", "removed": "delete"}
"""The permission that each sort of change needs."""

BRING_BACK = "bring back deleted"
"""What adding an entry is in a plan that reverses: it was deleted, so it takes what deleting it took."""


def bars(user: Any, plan: Plan) -> list[str]:
    """What the user may not do of what the plan would do, in sentences; none where all is allowed."""
    touches = plan.touches
    kinds = Entry.objects.filter(pk__in=touches).order_by().values_list("kind", flat=True).distinct()
    needed: set[tuple[str, Any]] = {("change", KIND[kind]) for kind in kinds}
    for delta in plan.changes:
        comes_back = delta.op == "added" and issubclass(delta.model, Entry)
        needed.add((BRING_BACK if comes_back else VERBS[delta.op], delta.model))
    missing = sorted(
        f"You may not {act} {model._meta.verbose_name_plural}."
        for act, model in needed
        if not user.has_perm(f"entries.{'delete' if act == BRING_BACK else act}_{model._meta.model_name}")
    )
    closed = {entry.pk: entry for entry in closed_among(user, touches).values()}
    if not is_reviewer(user):  # one that would be protected by this, or comes back protected
        planned = (row for row in plan.saves.values() if isinstance(row, Entry))
        closed |= {row.pk: row for row in planned if row.protection == Protection.REVIEWED}
    names = sorted(str(entry) for entry in closed.values())
    return missing + [f"“{name}” is protected: only reviewers publish changes of it." for name in names]
