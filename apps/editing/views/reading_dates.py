"""How a date that somebody writes is read, for the forms' script. Must not know the fields that ask."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from apps.dates.edtf import InvalidDate, parse
from apps.dates.written import edtf_of
from apps.web.limits import limited

TAKES = ("interval", "open_end", "begins")
"""What a field can take beside single dates."""


@cache_control(private=True, max_age=600)
@require_safe
@limited("suggest")
def read_date(request: HttpRequest) -> HttpResponse:
    """`{edtf, words}` of `q`, or `{why_not}`, a sentence; `takes` says what the field takes beside single dates."""
    takes = request.GET.get("takes", "").split()
    if not set(takes) <= set(TAKES):
        return JsonResponse(
            {"detail": gettext("A field takes %(names)s, or none of them.") % {"names": ", ".join(TAKES)}}, status=400
        )
    try:
        edtf = edtf_of(request.GET.get("q", ""), **dict.fromkeys(takes, True))
    except InvalidDate as error:
        return JsonResponse({"why_not": str(error)})
    return JsonResponse({"edtf": edtf, "words": parse(edtf, open_end=True).words if edtf else gettext("not recorded")})
