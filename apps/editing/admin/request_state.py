"""What a request carries from one part of the admin to the others. Must not know forms of single kinds, nor pages."""

from typing import Any

from django.http import HttpRequest

from apps.entries.world import World
from apps.web.request import viewer_of

from ..forms.choices import Choices
from ..forms.entry import shown_world
from ..forms.refusals import Conflict, Refusals


def shown_of(request: HttpRequest) -> World:
    """The World that the editor's form had shown, by the number it carries; the present for one that is only read."""
    return shown_world(viewer_of(request), request.POST)


def choices_of(request: HttpRequest) -> Choices:
    """The entries chosen in all forms of this request."""
    if getattr(request, "choices", None) is None:
        shown = shown_of(request)
        vars(request)["choices"] = Choices(viewer_of(request), shown if shown.at is not None else None)
    return request.choices  # type: ignore[attr-defined]  # just given


def refusals_of(request: HttpRequest) -> Refusals:
    """What was refused when this request was tried before."""
    return getattr(request, "refusals", {})


def conflict_of(request: HttpRequest) -> Conflict | None:
    """What clashed when this request was tried before."""
    return getattr(request, "conflict", None)


def gone_of(request: HttpRequest) -> Any:
    """The changeset that deleted the entry while the editor was editing; None where it stands."""
    return getattr(request, "gone", None)
