"""Signing in and out, for all who have an account. Must not know what an account may do."""

from urllib.parse import unquote, urlsplit

from django.contrib.auth import views
from django.urls import Resolver404, ResolverMatch, resolve

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
    """The form of name and password; who is signed in already is sent on."""

    http_method_names = ["get", "head", "post"]
    template_name = "editing/sign_in.html"
    redirect_authenticated_user = True


class SignOut(SentOn, views.LogoutView):
    """Ends the session; Django takes POST alone for it, so that no link of another site does."""


def served(address: str) -> ResolverMatch | None:
    """What serves an address that is known to be of this site; None if nothing does."""
    try:
        return resolve(unquote(urlsplit(address).path) or "/")
    except Resolver404:
        return None
