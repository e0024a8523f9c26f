"""What lists of changes and their feeds share. Must not know requests' other parts."""

from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest
from django.urls import reverse

from apps.entries.addresses import within
from apps.revisions.recent import ListedChangeset
from apps.web.request import text

FEED_NAMES = ("kind", "entry", "user", "tag")
"""The parameters that a feed of changes takes: all that narrow a list but its days."""


def by_day(rows: list[ListedChangeset]) -> list[tuple[Any, list[ListedChangeset]]]:
    """Changesets under their days."""
    return [(day, list(group)) for day, group in groupby(rows, key=lambda told: told.day)]


def feed_address(request: HttpRequest) -> str:
    """The feed of what a list of changes is narrowed to."""
    return within(None, reverse("changes-feed"), **{name: text(request, name) for name in FEED_NAMES})


def find_editor(name: str) -> Any:
    """The account of this name, in any state. Raises Http404."""
    editor = get_user_model().objects.filter(username=name.replace("\0", "")).first()
    if editor is None:
        raise Http404("There is no editor of that name.")
    return editor
