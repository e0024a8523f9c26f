"""What all pages that act share: who comes in, what they are told, where they go. Must not know single acts."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.changes.models import Changeset
from apps.door.reversal import Barred
from apps.entries.access import Verb
from apps.web.request import viewer_of

from .carried import asked_to_sign_in, carries, posted

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Makes a page that shows a form, and acts when it is posted: never cached; the anonymous are asked to sign in.

    What they had written in a form whose session has ended is kept meanwhile.
    """
    guarded = login_required(view)

    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_anonymous and carries(request):
            return asked_to_sign_in(request, request.get_full_path(), posted(request))
        return guarded(request, *args, **kwargs)

    return answer


def acting(view: View) -> View:
    """Makes a page that asks, and acts when it is posted: for editors. Who may not do it is told why, with a 403."""

    @signed_in
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not viewer_of(request).may(Verb.UNDO):
            return refused(request, [gettext("Your account may read, but not edit.")])
        try:
            return view(request, *args, **kwargs)
        except Barred as error:
            return refused(request, error.reasons)

    return answer


def refused(request: HttpRequest, reasons: Sequence[str]) -> HttpResponse:
    """403, with what is not allowed and why."""
    return render(request, "editing/refused.html", {"reasons": reasons}, status=403)


def done(request: HttpRequest, made: Changeset | None, said: str, back: str) -> HttpResponse:
    """On to the changeset that was made, saying what it did; or back, saying that there was nothing to do."""
    if made is None:
        messages.warning(request, gettext("Nothing had to be changed, so there is no new changeset."))
        return HttpResponseRedirect(back)
    messages.success(request, format_html(gettext("{} This is changeset #{}."), said, made.number))
    return HttpResponseRedirect(made.get_absolute_url())
