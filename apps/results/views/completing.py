"""Completing what is being typed: entries to link to, sources to cite. Must not know how they are looked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from apps.entries.entry import Entry
from apps.entries.kinds import KIND
from apps.entries.specs import CITED
from apps.web.limits import limited
from apps.web.request import viewer_of

from ..autocomplete import begun, link_names

WANTED = ("link", "source", "entry")
"""What is completed: `[[`, `[@`, or a choice of one entry."""


@cache_control(private=True, no_store=True)
@require_safe
@limited("suggest")
def complete(request: HttpRequest) -> HttpResponse:
    """`{"results": [{kind, slug, title, summary, insert, label}]}`; `insert` is what stands between the brackets."""
    wanted = request.GET.get("for", "")
    if wanted not in WANTED:
        return refusal(gettext("Say what to complete, with for=: %(known)s.") % {"known": ", ".join(WANTED)})
    kinds = [kind for kind in request.GET.get("kind", "").split(",") if kind]
    if not set(kinds) <= KIND.keys():
        return refusal(gettext("The kinds are %(kinds)s.") % {"kinds": ", ".join(KIND)})
    if wanted == "source":
        kinds = [CITED]
    q, kinds = without_kind(request.GET.get("q", ""), kinds)
    found = begun(viewer_of(request), q, kinds)
    names = link_names(viewer_of(request), found) if wanted == "link" and found else {}
    return JsonResponse({"results": [suggestion_json(entry, wanted, names) for entry in found]})


def without_kind(q: str, kinds: list[str]) -> tuple[str, list[str]]:
    """What `q` asks for, and of which kinds: `state:bel` asks for states."""
    kind, colon, rest = q.partition(":")
    return (rest, [kind]) if colon and kind in KIND and (not kinds or kind in kinds) else (q, kinds)


def suggestion_json(entry: Entry, wanted: str, names: dict[int, str]) -> dict[str, Any]:
    """One suggestion."""
    plain = entry.slug if wanted == "source" else f"{entry.kind}:{entry.slug}"
    return {
        "kind": entry.kind,
        "slug": entry.slug,
        "title": entry.both_names,
        "summary": entry.summary,
        "insert": names.get(entry.pk, plain),
        "label": f"{entry.both_names} ({entry.kind})",
    }


def refusal(said: str) -> JsonResponse:
    """400, with a sentence that says what is accepted."""
    return JsonResponse({"detail": said}, status=400)
