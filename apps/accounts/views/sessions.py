"""Where an account is signed in, each of which can be ended. Must not know how one signs in."""

from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import ngettext

from .own import own


@own
def sessions(request: HttpRequest) -> HttpResponse:
    """The sessions, the one at hand first; `end` is the key of one to end, or `others`."""
    found = sorted(UserSession.objects.purge_and_list(request.user), key=_newest_first)
    if request.method != "POST":
        return render(request, "account/sessions.html", {"sessions": found})
    asked = request.POST.get("end", "")
    ended = [each for each in found if asked == str(each.pk) or (asked == "others" and not each.is_current())]
    end_sessions(request, ended)
    if ended:
        said = ngettext("%(number)s session was ended.", "%(number)s sessions were ended.", len(ended))
        messages.success(request, said % {"number": len(ended)})
    return HttpResponseRedirect(request.path)


def _newest_first(session: UserSession) -> tuple[bool, float]:
    return not session.is_current(), -session.created_at.timestamp()
