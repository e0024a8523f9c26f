"""Signing in and out, for all who have an account. Must not know what an account may do."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.csrf import csrf_failure

from ..carried import (
    Fields,
    asked_to_sign_in,
    back_to_form,
    carried,
    is_ours,
    is_shown_again,
    posted,
    served,
    writer_of,
)
from ..decorators import refused

ELSEWHERE = frozenset({"sign-in", "sign-out", "admin:login", "admin:logout"})
"""Pages to which nobody is sent on: they would send back, or take no GET."""


class SentOn(views.RedirectURLMixin):
    """Sends on to `next` if it is a page of this site, as its addresses say, and home otherwise."""

    def get_redirect_url(self) -> str:  # type: ignore[override]  # the stubs are of a later Django
        """The page that `next` names; nothing if it is another site's, no page's, or one of these."""
        place = super().get_redirect_url()
        match = served(place) if place else None
        return place if match and match.view_name not in ELSEWHERE else ""


class SignIn(SentOn, views.LoginView):
    """The form of name and password; who is signed in already is sent on.

    What was posted to a form after its session had ended comes along, and is shown in that form again to who wrote it.
    """

    http_method_names = ["get", "head", "post"]
    template_name = "editing/sign_in.html"
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Django's; with what came along, who signed in elsewhere meanwhile goes back to the form too."""
        if request.user.is_authenticated and (fields := self._fields()):
            return shown_again(request, self.get_redirect_url(), fields)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Signed in, and on; with what came along, back to the form, if it was theirs."""
        fields = self._fields()
        if not fields:
            return super().form_valid(form)
        if writer_of(fields) not in ("", form.get_user().get_username()):
            form.add_error(None, ValidationError(anothers(writer_of(fields))))
            return self.form_invalid(form)
        super().form_valid(form)
        return shown_again(self.request, self.get_redirect_url(), fields)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Django's, and what came along."""
        return super().get_context_data(**kwargs) | {"fields": self._fields()}

    def _fields(self) -> Fields:
        return carried(self.request) if is_shown_again(self.get_redirect_url() or "/") else []


class SignOut(SentOn, views.LogoutView):
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
