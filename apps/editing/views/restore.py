"""Restoring an entry to one of its revisions, deleted ones included: the page that asks, and the act.

Must not know how it is planned.
"""

from dataclasses import replace
from functools import partial
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext

from apps.changes.models import Changeset
from apps.door import reversal
from apps.door.plans import plan_restore
from apps.entries.access import Viewer
from apps.entries.entry import Entry
from apps.entries.kinds import KINDS
from apps.entries.lookup import Missing, Moved
from apps.entries.world import World
from apps.pages.past import about, require_changesets
from apps.revisions.history import revisions_up_to
from apps.revisions.subject import Subject, find_subject
from apps.web.request import viewer_of

from ..confirming import ReversalAct, confirm
from ..decorators import acting


@acting
def restore(request: HttpRequest, plural: str, slug: str, number: int) -> HttpResponse:
    """Ask, and restore an entry to how changeset `number` left it."""
    model = next((model for model in KINDS if model.spec.plural == plural), None)
    if model is None:
        raise Http404(gettext("There is no kind “%(plural)s”.") % {"plural": plural[:40]})
    world = World(viewer_of(request))
    require_changesets(world, number)
    try:
        subject = subject_at(world, model, slug, number)
    except Moved as error:
        return HttpResponsePermanentRedirect(reverse("restore", args=[plural, error.entry.slug, number]))
    except Missing as error:
        raise Http404(str(error)) from error
    entry = subject.entry
    then: Entry | None = next(iter(replace(world, at=number).stubs(Q(id=entry.pk), [model])), None)
    if then is None:
        raise Http404(
            gettext("The %(name)s “%(entry)s” did not exist at changeset %(number)s.")
            % {"name": model.spec.one, "entry": entry, "number": number}
        )
    left_by = revisions_up_to(world.viewer, entry.pk, number)[0]
    act = ReversalAct(
        template="editing/restore.html",
        plan=partial(plan_restore, model, entry.pk, number),
        carry_out=partial(carry_out, entry, number),
        summary=reversal.restore_summary(then, number),
        said=gettext("“%(then)s” is restored to #%(number)s.") % {"then": then, "number": number},
        back=reverse(f"{model.spec.name}:history", args=[entry.slug]),
        home=entry.pk,
        context=about(subject) | {"then": then, "number": number, "left_by": left_by},
    )
    return confirm(request, act)


def subject_at(world: World, model: type[Entry], slug: str, number: int) -> Subject:
    """The entry at the slug; where it did not stand at the changeset, the one that had the slug then.

    So that a deleted entry is found although another has its slug by now. Raises Moved and Missing.
    """
    found = find_subject(world, model, slug)
    then = replace(world, at=number)
    if then.stubs(Q(id=found.entry.pk), [model]):
        return found
    if others := then.stubs(Q(slug=slug.replace("\0", "")), [model]):
        gone = world.stubs(Q(id=others[0].pk), [model])
        return Subject(gone[0]) if gone else Subject(others[0], gone=deleted_in(world.viewer, others[0]))
    return found


def deleted_in(viewer: Viewer, entry: Entry) -> int:
    """The number of the changeset that deleted an entry."""
    number: int = viewer.past(type(entry)).filter(id=entry.pk).latest("history_id").changeset_id
    return number


def carry_out(entry: Entry, number: int, *, settled: Any, **asked: Any) -> Changeset | None:
    """Restore; nothing clashes in it, so there is nothing to settle."""
    return reversal.restore(entry, number, **asked)
