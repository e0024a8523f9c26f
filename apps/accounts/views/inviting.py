"""Inviting others, and withdrawing it. Must not know how an account is made."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from apps.entries.access import Verb
from apps.web.request import origin_of, page_asked, viewer_of

from ..forms import InvitationForm
from ..invitations import LASTS, invite
from ..models import Invitation
from .own import own

SIZE = 50


@own
def invitations(request: HttpRequest) -> HttpResponse:
    """The invitations that were made, and the form for another, whose address is shown this once."""
    if why := viewer_of(request).why_not(Verb.INVITE):
        raise PermissionDenied(why)
    form, address = InvitationForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        _made, secret = invite(request.user, form.cleaned_data["note"])
        address = f"{origin_of(request)}{reverse('account_signup')}?invitation={secret}"
        form = InvitationForm()
    shown = page_asked(request, Invitation.objects.select_related("made_by", "used_by"), SIZE, "list")
    context = {"form": form, "address": address, "shown": shown, "days": LASTS.days}
    return render(request, "account/invitations.html", context)


@require_POST
@own
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """An invitation that was not used yet lets nobody in any more."""
    if why := viewer_of(request).why_not(Verb.INVITE):
        raise PermissionDenied(why)
    invitation = get_object_or_404(Invitation, pk=key)
    if Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn=timezone.now()):
        messages.success(request, gettext("The invitation was withdrawn."))
    return HttpResponseRedirect(reverse("invitations"))
