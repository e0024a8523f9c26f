"""What becomes of an edit, and why a plan may not be carried out, as `access` decides. Must not know forms or pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext

from apps.entries.access import SYSTEM, Verb, Viewer
from apps.entries.claims import Claim
from apps.entries.entry import Entry, Protection
from apps.entries.kinds import KIND
from apps.entries.world import World
from apps.language.marking import _
from apps.revisions.deltas import hidden_among
from apps.revisions.revision import rows_of

from .plans import Plan

VERBS = {"added": Verb.CREATE, "changed": Verb.EDIT, "removed": Verb.DELETE}
"""What each sort of change is."""

BRING_BACK = _("bring back deleted")
"""What adding an entry is in a plan that reverses: it was deleted, so it takes what deleting it took."""

HIDDEN = _("Part of this is hidden from you.")


def bars(viewer: Viewer, plan: Plan) -> list[str]:
    """What the viewer may not do of what the plan would do, in sentences; none where all is allowed."""
    touches = plan.touches
    kinds = SYSTEM.rows(Entry).filter(pk__in=touches).order_by().values_list("kind", flat=True).distinct()
    needed: dict[tuple[str, Any], Verb] = {(str(Verb.EDIT.label), KIND[kind]): Verb.EDIT for kind in kinds}
    for delta in plan.changes:
        comes_back = delta.op == "added" and issubclass(delta.model, Entry)
        verb = Verb.DELETE if comes_back else VERBS[delta.op]
        needed[str(BRING_BACK if comes_back else verb.label), delta.model] = verb
    reasons = sorted(
        gettext("You may not %(do)s %(what)s.") % {"do": act, "what": model.spec.many}
        for (act, model), verb in needed.items()
        if not viewer.may(verb, model)
    )
    if viewer.hidden and _rests_on_hidden(viewer, plan):
        reasons.append(str(HIDDEN))
    closed = viewer.closed(touches)
    if not viewer.may(Verb.PROTECT):  # one that would be protected by this, or comes back protected
        planned = (row for row in plan.saves.values() if isinstance(row, Entry))
        closed |= {row.pk: row for row in planned if row.protection == Protection.REVIEWED}
    names = sorted(entry.name for entry in closed.values())
    return reasons + [
        gettext("“%(name)s” is protected: only reviewers publish changes of it.") % {"name": name} for name in names
    ]


def _rests_on_hidden(viewer: Viewer, plan: Plan) -> bool:
    """Whether the viewer may not read all that the plan would write, and all that it comes of."""
    rows = [row for delta in plan.changes for row in (delta.before, delta.after) if row is not None]
    if not all(map(viewer.sees, rows)) or (plan.undoes and hidden_among(viewer, [plan.undoes])):
        return True
    if plan.restores is None:
        return False
    kind, key, number = plan.restores
    seen, every = (rows_of(World(each, at=number), kind, key) for each in (viewer, SYSTEM))
    return seen.keys() != every.keys()


def unsourced(claims: Iterable[Claim]) -> list[Claim]:
    """Those of the claims that an edit adds or changes which should name a source, and name none.

    Nothing keeps them from being published: a form asks before it does, and a page marks them as long as it lasts.
    """
    return [claim for claim in claims if claim.wants_source]


class Outcome(TextChoices):
    """What becomes of an edit that is saved; the label is what the button that saves it says."""

    PUBLISH = "publish", _("Publish")
    REFUSE = "refuse", _("Not allowed")


@dataclass(frozen=True)
class Decision:
    """What becomes of an edit, and what to tell an editor from whom it is not taken."""

    outcome: Outcome
    why: str = ""

    @property
    def publishes(self) -> bool:
        """Whether the edit is published as it is saved."""
        return self.outcome == Outcome.PUBLISH


def decide(viewer: Viewer, entry: Entry) -> Decision:
    """What becomes of what somebody saves of an entry, or of a new one."""
    why = viewer.why_not(Verb.EDIT if entry.pk is not None else Verb.CREATE, entry)
    return Decision(Outcome.REFUSE, why) if why else Decision(Outcome.PUBLISH)
