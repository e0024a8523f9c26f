"""Undoing a changeset: the page that shows what that would do, and the act. Must not know how it is planned."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from apps.changes.models import Changeset
from apps.door import reversal
from apps.door.undo import plan_undo
from apps.web.request import viewer_of

from ..confirming import ReversalAct, confirm
from ..decorators import acting


@acting
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Ask, and undo one changeset."""
    changeset = Changeset.objects.filter(number=min(number, 2**63 - 1)).select_related("user").first()
    if changeset is None:
        raise Http404(gettext("There is no changeset %(number)s.") % {"number": number})
    viewer_of(request).redact([changeset])
    act = ReversalAct(
        template="editing/undo.html",
        plan=partial(plan_undo, changeset),
        carry_out=partial(reversal.undo, changeset),
        summary=reversal.undo_summary(changeset),
        said=gettext("Changeset #%(number)s is undone.") % {"number": number},
        back=changeset.get_absolute_url(),
        context={"changeset": changeset},
    )
    return confirm(request, act)
