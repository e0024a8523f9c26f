"""Two revisions of an entry set against each other. Must not know single kinds or fields."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from apps.changes.models import Changeset
from apps.entries.addresses import within
from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.world import World
from apps.revisions.comparison import RowChange
from apps.revisions.edited import Key, name_of, named
from apps.revisions.history import revision_after, revisions_up_to
from apps.revisions.revision import compare
from apps.revisions.subject import Subject
from apps.revisions.summaries import of_comparison
from apps.web.request import text

from ..beside import side_by_side
from ..entry_page import alone
from ..hooks import API_ROOT
from ..offers import restore_address
from ..past import about, of_subject, require_changesets
from ..reading import page
from ..selecting import read_choice, read_number

VIEWS = {"side": "side", "inline": "inline", "rendered": "rendered"}


@dataclass(frozen=True)
class ComparedRevision:
    """One of the two revisions: the number asked for, the changeset that left the entry so, and where it is restored.

    `stood` says whether the entry stood then.
    """

    number: int
    changeset: Changeset | None
    stood: bool
    restore: str


@of_subject("compare/")
def choose(request: HttpRequest, world: World, subject: Subject) -> HttpResponse:
    """From a form with two numbers to the comparison of those revisions."""
    numbers = [read_number(name, text(request, name)) for name in ("a", "b")]
    if None in numbers:
        raise BadRequest(gettext("Choose two revisions to compare: a and b, each the number of a changeset."))
    address = reverse(f"{subject.entry.kind}:compare", args=[subject.entry.slug, *numbers])
    return HttpResponseRedirect(within(world, address))


@of_subject("compare/{a}/{b}/")
def comparison(request: HttpRequest, world: World, subject: Subject, a: int, b: int) -> HttpResponse:
    """What differs between two revisions: a sentence, facts, claims, and prose by word, side by side or inline; or
    the pages themselves.
    """
    require_changesets(world, a, b)
    view = read_choice("view", text(request, "view") or "side", VIEWS)
    entry = subject.entry
    found = compare(World(world.viewer), type(entry), entry.pk, a, b, read_claim(text(request, "after")))
    past = {number: revisions_up_to(world.viewer, entry.pk, number, 2) for number in {a, b}}
    near = neighbours(entry, past[min(a, b)], max(a, b), world)
    current = past[max(a, b)][:1] if not near["newer"] else []
    sides = []
    for number, stood in zip((a, b), found.stood, strict=True):
        left_by = next(iter(past[number]), None)
        restores = stood and left_by not in current
        restore = restore_address(world.viewer, entry, number, gone=bool(subject.gone)) if restores else ""
        sides.append(ComparedRevision(number, left_by, stood, restore))
    context = {
        "comparison": found,
        "difference": of_comparison(found),
        "next": name_of(found.after),
        "later": bool(text(request, "after")),
        "groups": by_sort(found.claims),
        "sides": sides,
        "view": view,
        "kept": view if view != "side" else "",
        "rendered": rendered(request, world, entry, sides) if view == "rendered" else (),
        "api": f"{API_ROOT()}compare/{entry.spec.plural}/{entry.slug}/{a}/{b}",
        **near,
    }
    return page(request, world, "entries/compare.html", about(subject) | context)


def read_claim(name: str) -> Key | None:
    """The claim after which a part begins; None for an empty text. Raises BadRequest."""
    try:
        return named(name) if name else None
    except ValueError as error:
        said = gettext("%(name)s=%(place)s is no place in this %(what)s: begin at its first.")
        raise BadRequest(said % {"name": "after", "place": name[:40], "what": gettext("comparison")}) from error


def rendered(
    request: HttpRequest, world: World, entry: Entry, sides: list[ComparedRevision]
) -> list[tuple[ComparedRevision, SafeString]]:
    """Each side with its page as readers saw it, on the day that is asked for; what differs is marked."""
    pages = [alone(request, replace(world, at=side.number), type(entry), entry.pk) for side in sides]
    marked = side_by_side(pages[0], pages[1], gettext("removed or changed:"), gettext("added or changed:"))
    return list(zip(sides, marked, strict=True))


def neighbours(entry: Entry, past: list[Changeset], last: int, world: World) -> dict[str, str]:
    """The addresses of the change before the earlier revision, and of the one after the later."""
    numbers = [changeset.number for changeset in past]
    older = (numbers[1] if len(numbers) > 1 else numbers[0] - 1, numbers[0]) if numbers else None
    after = revision_after(entry.pk, last, world)
    newer = (last, after) if after is not None else None
    return {
        name: reverse(f"{entry.kind}:compare", args=[entry.slug, *pair]) if pair else ""
        for name, pair in (("older", older), ("newer", newer))
    }


def by_sort(changes: list[RowChange]) -> list[tuple[type[Claim], list[RowChange]]]:
    """The changes of claims by their sort: in each, first what was added, then what was removed, then what changed."""
    order = ("added", "removed", "changed")
    sorts: dict[Any, list[RowChange]] = {}
    for change in sorted(changes, key=lambda change: order.index(change.op)):
        sorts.setdefault(change.delta.model, []).append(change)
    return list(sorts.items())
