"""What the pages about an entry's past share. Must not know any one of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from apps.entries.addresses import within
from apps.entries.entry import Entry
from apps.entries.lookup import Missing, Moved
from apps.entries.tokens import all_of
from apps.entries.world import World
from apps.fresh.depending import depending, table
from apps.revisions.history import latest_number
from apps.revisions.subject import Subject, find_subject

from .missing import missing, moved
from .reading import reading


def of_subject(tail: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponseBase]]:
    """Makes a reading page of `view(request, world, subject, …)`, at the slug of an entry that stands or was deleted.

    What it reads is of the entry, of its past, of editors' names, and the names of other entries, which are noted where
    they are read. `tail` is what follows the entry's address, with the names of the view's own arguments in braces: a
    former slug, or another name, leads there.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
        @reading
        @wraps(view)
        def answer(request: HttpRequest, world: World, model: type[Entry], slug: str, **given: Any) -> HttpResponse:
            try:
                subject = find_subject(world, model, slug)
            except Moved as error:
                return moved(request, error, tail.format(**given))
            except Missing as error:
                return missing(request, world, model, slug, error)
            with depending(*all_of(subject.entry.pk), table(get_user_model()._meta.db_table)):
                return view(request, world, subject, **given)

        return answer

    return decorate


def about(subject: Subject) -> dict[str, Any]:
    """What every page about an entry's past says of it. Deleted entries are read as they last stood."""
    entry = subject.entry
    address = entry.get_absolute_url()
    return {
        "entry": entry,
        "gone": subject.gone,
        "model": type(entry),
        "here": entry.spec,
        "live": within(None, address, at=subject.last) if subject.gone else address,
    }


def require_changesets(world: World, *numbers: int) -> None:
    """Raises Http404 unless the wiki has, at the moment asked for, changesets up to all these numbers."""
    with depending():  # a changeset that is there stays there; that there is none, is an error, and not kept
        last = world.at if world.at is not None else latest_number()
    for number in numbers:
        if number > last:
            raise Http404(
                gettext("There is no changeset %(number)s: the latest is %(last)s.") % {"number": number, "last": last}
            )
