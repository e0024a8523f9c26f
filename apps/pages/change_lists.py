"""What lists of changes and their feeds share. Must not know requests' other parts."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from apps.changes.measuring import LARGE, SMALL
from apps.changes.models import Changeset, Fate, Tag
from apps.entries.access import Verb
from apps.entries.addresses import within
from apps.entries.kinds import KINDS
from apps.entries.world import World
from apps.revisions.history import RevisionLine
from apps.revisions.recent import ListedChangeset, undone_in, with_entries
from apps.web.request import text

from .offers import undo_addresses
from .selecting import SIZES

MOST_OFFERED = 100
"""How many editors, or entries, a select offers at most; where there are more, one is named by typing."""
FEED_NAMES = ("kind", "entry", "user", "tag")
"""The parameters that a feed of changes takes: all that narrow a list but its days."""


def by_day(rows: list[ListedChangeset]) -> list[tuple[Any, list[ListedChangeset]]]:
    """Changesets under their days."""
    return [(day, list(group)) for day, group in groupby(rows, key=lambda told: told.day)]


def offer_undoing(world: World, rows: Sequence[ListedChangeset | RevisionLine]) -> None:
    """Say of the rows of a list which are taken back; and where the others are undone, to those who may."""
    back = undone_in(world, {row.changeset.number for row in rows})
    for row in rows:
        row.undone = back.get(row.changeset.number)
    if world.viewer.may(Verb.UNDO):
        own = [row for row in rows if isinstance(row, ListedChangeset)]
        named = own if len(own) == len(rows) else with_entries(world, [row.changeset for row in rows])
        addresses = undo_addresses(world, named)
        for row in rows:
            row.undo = addresses.get(row.changeset.number, "") if row.undone is None else ""


def editors() -> list[str] | None:
    """The accounts that changed anything, by name; None where there are too many accounts to choose from."""
    last = Changeset.objects.filter(user=OuterRef("pk")).order_by("-number").values("number")[:1]  # asked of each
    accounts = get_user_model().objects.order_by("username").annotate(last=Subquery(last))
    found = list(accounts.values_list("username", "last")[: MOST_OFFERED + 1])
    return [name for name, last in found if last] if len(found) <= MOST_OFFERED else None


def entries_by_kind(world: World) -> list[tuple[str, list[tuple[str, str]]]] | None:
    """The entries, as `kind:slug` and title, under the plural of their kind; None where they are too many."""
    if world.at is not None:
        return None
    found = world.first_stubs(MOST_OFFERED + 1)
    if len(found) > MOST_OFFERED:
        return None
    groups = [
        (str(model.spec.many), [(f"{entry.kind}:{entry.slug}", entry.name) for entry in found if type(entry) is model])
        for model in KINDS
    ]
    return [(plural, rows) for plural, rows in groups if rows]


def acts() -> list[tuple[str, str]]:
    """The sorts of acts to choose from: by what they did to entries, and by how they came about."""
    edit, *others = Tag.choices
    return [(str(value), str(words)) for value, words in (edit, *Fate.choices, *others)]


def sizes() -> list[tuple[str, str]]:
    """How much a changeset wrote, to choose from."""
    words = (
        gettext("small: up to %(number)s characters") % {"number": SMALL},
        gettext("medium"),
        gettext("large: %(number)s characters or more") % {"number": LARGE},
    )
    return list(zip(SIZES, words, strict=True))


def feed_address(request: HttpRequest) -> str:
    """The feed of what a list of changes is narrowed to."""
    return within(None, reverse("changes-feed"), **{name: text(request, name) for name in FEED_NAMES})


def find_editor(name: str) -> Any:
    """The account of this name, in any state. Raises Http404."""
    editor = get_user_model().objects.filter(username=name.replace("\0", "")).first()
    if editor is None:
        raise Http404(gettext("There is no editor of that name."))
    return editor
