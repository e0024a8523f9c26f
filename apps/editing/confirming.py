"""The page that shows what would be reversed, and asks; posted, it is done. Must not know undo from restore."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from apps.changes.models import Changeset
from apps.door.merging import EditConflict, latest_published
from apps.door.plans import Plan, title_of, told_clashes
from apps.door.policy import bars
from apps.door.publish import Refused
from apps.door.reversal import Barred, Overtaken
from apps.entries.access import Viewer
from apps.entries.world import World
from apps.language.said import as_stored, retold
from apps.revisions.comparison import name_entries
from apps.web.request import viewer_of

from .carried import resumes
from .decorators import done
from .forms.reversal import ReversalForm
from .plan_preview import choices, lost_claims, preview, walls


@dataclass
class ReversalAct:
    """A reversal: how it is planned and carried out, what it says of itself, and its page.

    `carry_out` takes what apps.door.reversal.undo takes. `back` is where its page came from, `home` the key of
    the entry that all of it is about, where there is one.
    """

    template: str
    plan: Callable[[], Plan]
    carry_out: Callable[..., Changeset | None]
    summary: str
    said: str
    back: str
    home: int | None = None
    context: dict[str, Any] = field(default_factory=dict)


def confirm(request: HttpRequest, act: ReversalAct) -> HttpResponse:
    """Show what would be done and, posted, do it. What cannot be done comes back with a 409, and nothing is written."""
    said: list[str] = []
    status = 200
    form = ReversalForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and not resumes(request):
        try:
            return done(request, _carried_out(request, act, form), act.said, act.back)
        except (Overtaken, EditConflict, Refused) as error:
            said, status = sentences(viewer_of(request), error), 409
            if isinstance(error, EditConflict):
                said.append(gettext("Nothing was written yet: decide first what to keep."))
    base = latest_published().number  # before the plan is made: what comes after is found when it is carried out
    plan = act.plan()
    if reasons := bars(viewer_of(request), plan):
        raise Barred(reasons)
    return render(request, act.template, act.context | _context(request, act, plan, form, base, said), status=status)


def _carried_out(request: HttpRequest, act: ReversalAct, form: ReversalForm) -> Changeset | None:
    asked = form.cleaned_data
    return act.carry_out(
        user=request.user,
        summary=as_stored(asked["edit_summary"], act.summary),
        settled=form.settled,
        leave_out=asked["leave_out"],
        base=asked["base"],
        bars=partial(bars, viewer_of(request)),
    )


def _context(
    request: HttpRequest, act: ReversalAct, plan: Plan, form: ReversalForm, base: int, said: list[str]
) -> dict[str, Any]:
    world = World(viewer_of(request))
    shown = form.cleaned_data.get("base") if form.is_bound else None
    # Decisions stand only about what was shown with them.
    settled = form.settled if shown is not None and not plan.changed_since(shown) else {}
    return {
        "plan": plan,
        "preview": preview(plan, world, act.home),
        "choices": [(choice, settled.get(choice.name, "")) for choice in choices(plan, world)],
        "lost": lost_claims(plan, world),
        "walls": walls(plan),
        "leave_out": form.is_bound and form.cleaned_data.get("leave_out"),
        "summary": form.data.get("edit_summary", retold(act.summary)).replace("\0", ""),
        "summary_errors": form.errors.get("edit_summary", []) if form.is_bound else [],
        "base": base,
        "said": said or (form.non_field_errors() if form.is_bound else []),
        "back": act.back,
    }


def sentences(viewer: Viewer, error: Exception) -> list[str]:
    """What kept a reversal from being carried out, in sentences for its editor."""
    if isinstance(error, EditConflict):
        name_entries([clash.row for clash in error.clashes], World(viewer))
        return told_clashes(error.clashes)
    if isinstance(error, Refused):
        every = (error, *error.others)
        name_entries([each.row for each in every], World(viewer))
        return [
            gettext("The %(row)s has a problem: %(said)s") % {"row": title_of(each.row), "said": said}
            for each in every
            for said in each.messages
        ]
    return [str(error)]
