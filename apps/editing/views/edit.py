"""Editing an entry from its page. Must not know how its form is made, nor how it is published."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from apps.entries.entry import Entry
from apps.entries.lookup import Missing, Moved
from apps.entries.world import World
from apps.pages.missing import missing, moved
from apps.web.request import refusal, viewer_of

from ..decorators import signed_in
from ..edited import edited
from ..entry_form import entry_form
from ..forms.refusals import Unpublished


@signed_in
def edit(request: HttpRequest, model: type[Entry], slug: str) -> HttpResponse:
    """The form of an entry with its claims, or of some `part`s of it; posted, it is published, comes back, or is shown
    as it would look.
    """
    try:
        entry, gone = edited(request, model, slug)
        try:
            return entry_form(request, entry, gone=gone)
        except Unpublished as unpublished:
            entry, gone = edited(request, model, slug)
            return entry_form(request, entry, gone=gone, unpublished=unpublished)
    except BadRequest as error:
        return refusal(request, str(error))
    except Moved as error:
        return moved(request, error, "edit/")
    except Missing as error:
        return missing(request, World(viewer_of(request)), model, slug, error)
