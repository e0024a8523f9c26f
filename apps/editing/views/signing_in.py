"""Signing in and out, for all who have an account. Must not know what an account may do."""

from http import HTTPStatus
from typing import Any

from allauth.account.models import Login
from allauth.account.views import LoginView
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib.auth import views
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.csrf import csrf_failure
from django.views.decorators.cache import never_cache

from ..carried import (
    Fields,
    asked_to_sign_in,
    back_to_form,
    carried,
    is_open,
    is_ours,
    is_shown_again,
    keep,
    kept,
    posted,
    served,
    writer_of,
)
from ..decorators import refused

ELSEWHERE = frozenset(
    {"sign-in", "account_login", "sign-out", "account_logout", "sign-in-back", "mfa_authenticate", "mfa_login_webauthn"}
    | {"account_signup", "account_reauthenticate", "admin:login", "admin:logout"}
)
"""Pages to which nobody is sent on: they would send back, or take no GET."""


class SentOn(views.RedirectURLMixin):
    """Sends on to `next` if it is a page of this site, as its addresses say, and home otherwise."""

    next_page = "home"

    def get_redirect_url(self) -> str:  # type: ignore[override]  # the stubs are of a later Django
        """The page that `next` names; nothing if it is another site's, no page's, or one of these."""
        place = super().get_redirect_url()
        match = served(place) if place else None
        return place if match and match.view_name not in ELSEWHERE else ""


class Carrying(SentOn):
    """Signs in with what was posted to a form after its session had ended, and goes back to that form with it.

    Between the two may stand a second factor: meanwhile it is kept, for an hour, and shown to nobody else.
    """

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """allauth's; with what came along, who signed in elsewhere meanwhile goes back to the form too."""
        if request.user.is_authenticated and (fields := self.fields()):
            return shown_again(request, self.get_redirect_url(), fields)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def fields(self) -> Fields:
        """What came along."""
        return carried(self.request) if is_shown_again(self.get_redirect_url() or "/") else []

    def place_for(self, user: Any) -> str:
        """Where somebody goes once they are signed in. Raises ValidationError where what came along is another's."""
        if not (fields := self.fields()):
            return self.get_success_url()
        if writer_of(fields) not in ("", user.get_username()):
            raise ValidationError(anothers(writer_of(fields)))
        keep(self.request, self.get_redirect_url(), fields)
        return reverse("sign-in-back")


class SignIn(Carrying, LoginView):
    """The form of name and password; who is signed in already is sent on."""

    http_method_names = ["get", "head", "post"]
    template_name = "editing/sign_in.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Signed in, or on to a second factor; not with what another has written."""
        try:
            place = self.place_for(form.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        return form.login(self.request, redirect_url=place)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """allauth's, where it leads, and what came along."""
        return super().get_context_data(**kwargs) | {
            "next": self.get_redirect_url(),
            "fields": self.fields(),
            "open": is_open(self.request),
        }


class SignInWithPasskey(Carrying, LoginWebAuthnView):
    """Takes what a passkey signed."""

    http_method_names = ["get", "head", "post"]

    def form_valid(self, form: Any) -> HttpResponse:
        """Signed in; not with what another has written."""
        key = form.cleaned_data["credential"]
        try:
            place = self.place_for(key.user)
        except ValidationError as error:
            return refused(self.request, error.messages)
        login = Login(user=key.user, redirect_url=place)
        return perform_passwordless_login(self.request, key, login)


@never_cache
@login_required
def back(request: HttpRequest) -> HttpResponse:
    """The way back to the form with which somebody signed in."""
    address, fields = kept(request)
    return shown_again(request, address, fields) if fields else HttpResponseRedirect(reverse("home"))


class SignOut(SentOn, views.LogoutView):  # type: ignore[misc]  # the stubs want no default for the page after
    """Ends the session; Django takes POST alone for it, so that no link of another site does."""


def shown_again(request: HttpRequest, address: str, fields: Fields) -> HttpResponse:
    """The way back to the form, for who wrote it; others are told whose it is."""
    if (writer := writer_of(fields)) not in ("", request.user.get_username()):
        return refused(request, [anothers(writer)])
    return back_to_form(request, address, fields)


def anothers(writer: str) -> str:
    """What to tell somebody who would be shown what another has written."""
    said = gettext("This was written by “%(name)s”, and is shown to nobody else: sign in under that name.")
    return said % {"name": writer}


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Where a form's token is not the session's any more: the same, or the way back for who is signed in again.

    What does not come from a page of this site is refused as Django does, and nothing of it is kept.
    """
    address, fields = request.get_full_path(), posted(request)
    if (match := served(request.path)) is not None and match.url_name == "sign-in":
        address, fields = request.POST.get("next", ""), carried(request)
    of_this_site = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    if not (fields and of_this_site and is_shown_again(address) and is_ours(request)):
        return csrf_failure(request, reason)
    if request.user.is_authenticated:
        answer = shown_again(request, address, fields)
        answer.status_code = HTTPStatus.FORBIDDEN
        return answer
    return asked_to_sign_in(request, address, fields)
