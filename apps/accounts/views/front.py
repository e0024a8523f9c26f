"""The front page of one's own account. Must not know the pages that it leads to."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.entries.access import Verb
from apps.web.request import viewer_of

from .own import own


@own
def front(request: HttpRequest) -> HttpResponse:
    """Who one is here, and what keeps the account safe."""
    user: Any = request.user
    addresses = EmailAddress.objects.filter(user=user.pk).order_by("-primary", "-verified")
    viewer = viewer_of(request)
    context = {
        "role": viewer.role,
        "invites": settings.SIGN_UP == "invitation" and viewer.may(Verb.INVITE),
        "address": addresses.first(),
        "has_password": user.has_usable_password(),
        "factors": set(Authenticator.objects.filter(user=user.pk).values_list("type", flat=True)),
    }
    return render(request, "account/front.html", context)
