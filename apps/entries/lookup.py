"""What a slug means: the entry that stands there, the one it led to before, or those it is most like.

Must not know requests, pages or JSON.
"""

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from functools import partial
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from apps.fresh.depending import note
from apps.hooks import Hook

from .access import Viewer
from .batches import AT_ONCE
from .ends import at_ends, ends_of, sort_mark
from .entry import Entry, name_slug
from .holding import listing_keys
from .kinds import CLAIMS, KINDS
from .linking.models import KnownName
from .prepared import padded
from .stubs import STUB, as_stub
from .tokens import all_of, confirmed, named
from .world import World

LIKELY_ENTRIES: Hook[[Viewer, str], Collection[int]] = Hook(
    "the keys of the entries that may have a name like one that a viewer asks for"
)
NEAR = 0.6
"""How alike, from 0 to 1, a name must be to be offered."""
OFFERED = 6
LONGEST = 120
"""The length of the longest slug; longer names are like nothing."""


class Moved(LookupError):
    """The slug is a former one, or another name, of `entry`."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(gettext("It is at “%(slug)s” now.") % {"slug": entry.slug})
        self.entry = entry


class Missing(LookupError):
    """No entry has the slug in the World asked for.

    `elsewhen` says that one has it now, so that only the `at` asked for is too early; `nearest` are those with the
    nearest names. The message is a sentence for readers.
    """

    def __init__(self, what: str, slug: str, near: list[Entry], *, elsewhen: bool = False) -> None:
        shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in slug[:LONGEST])
        none = gettext("There is no %(kind)s “%(slug)s”.")
        if elsewhen:
            none = gettext("There is no %(kind)s “%(slug)s” at the time asked for; it was recorded later.")
        names = ", ".join(f"{entry.kind}:{entry.slug} ({entry.title})" for entry in near)
        nearest = " " + gettext("Nearest: %(names)s.") % {"names": names} if names else ""
        super().__init__(none % {"kind": what, "slug": shown} + nearest)
        self.nearest = near
        self.elsewhen = elsewhen


def find(world: World, model: type[Entry], slug: str) -> Any:
    """The entry of the kind at the slug, with its `revision`, and a `sort_mark` for each sort of claims.

    Raises Moved and Missing.
    """
    with world.depending(*named([slug])):
        found = world.instances(_at_slug(world, model, slug.replace("\0", "")))
    for entry in found:
        if world.at is None:
            listing = (getattr(entry, key.attname) for key in listing_keys(model))
            note(*all_of(entry.pk), *confirmed(*(key for key in listing if key is not None)))
        return entry
    if entry := renamed(world, [model], slug):
        raise Moved(entry)
    raise missing(world, [model], slug)


def _at_slug(world: World, model: type[Entry], slug: str) -> list[Any]:
    if world.at is None:
        return world.prepared(model, ("at slug", model), partial(_whole, model), slug)
    ever = KnownName.objects.filter(slug=slug).order_by("entry").values_list("entry", flat=True)[:AT_ONCE]
    keys = padded(list(ever))
    return (
        world.prepared(model, ("once at slug", model, len(keys)), partial(_whole, model), slug, *keys) if keys else []
    )


def _whole(model: type[Entry], world: World, slug: str, *keys: int) -> QuerySet[Any]:
    """The entry of a kind at a slug, with what `find` promises; of the past, one of these keys."""
    marks = {
        sort_mark(claim): Exists(world.rows(claim).order_by().filter(at_ends(ends, OuterRef("id"))))
        for claim in CLAIMS
        if (ends := ends_of(model, claim))
    }
    where = Q(kind=model.spec.name, slug=slug) & Q(*(world.of_key(model, key) for key in keys), _connector=Q.OR)
    return world.entries(model).filter(where).annotate(**marks)


def find_stubs(world: World, kinds: Sequence[type[Entry]], slug: str) -> list[Entry]:
    """The entries of these kinds at the slug, one of a kind at most; else the one that it led to. Raises Missing."""
    if found := world.stubs(Q(slug=slug.replace("\0", "")), kinds):
        return found
    if entry := renamed(world, kinds, slug):
        return [entry]
    raise missing(world, kinds, slug)


def renamed(world: World, kinds: Sequence[type[Entry]], slug: str) -> Entry | None:
    """The entry that was at the slug before, or is called so otherwise; those of that name now come first."""
    name = name_slug(slug)
    if not name:
        return None
    ever = KnownName.objects.known_to(world.viewer).bearers(name)
    where = Q(slug=name) | Q(names__contains=f"|{name}|")
    for model in kinds:
        where |= Q(id__in=_once_at(world.viewer, model, name).filter(id__in=ever))
    found = [entry for entry in world.stubs(Q(id__in=ever) & where, kinds) if entry.slug != slug]
    return min(found, key=lambda entry: (f"|{name}|" not in entry.names, entry.title), default=None)


def _once_at(viewer: Viewer, model: type[Entry], slug: str) -> Any:
    return viewer.past(model).filter(slug=slug).values("id")


def ever_at(world: World, model: type[Entry], slug: str) -> list[int]:
    """The keys of what stands at the slug or, where nothing does, of what did before it was deleted. Raises Missing."""
    try:
        return [entry.pk for entry in find_stubs(world, [model], slug)]
    except Missing:
        past = _once_at(world.viewer, model, slug.replace("\0", "")).values_list("id", flat=True)
        if keys := sorted(set(past)):
            return keys
        raise


def departed(world: World, keys: Collection[int]) -> list[Entry]:
    """The entries of these keys that were deleted, as they last were; stubs."""
    deleted = Q(id__in=keys, history_type="-")
    if world.at is not None:
        deleted &= Q(changeset__lte=world.at)
    parts: list[Any] = [world.viewer.past(model).filter(deleted).values(*STUB, "changeset") for model in KINDS]
    oldest_first = sorted(parts[0].union(*parts[1:], all=True), key=itemgetter("changeset"))
    last = {row["id"]: row for row in oldest_first}
    return [as_stub(row) for row in last.values()]


def missing(world: World, kinds: Sequence[type[Entry]], slug: str) -> Missing:
    """Why nothing was found, and what is near."""
    what = " or ".join(model.spec.name for model in kinds) if len(kinds) <= 3 else "entry"
    now = World(world.viewer).stubs(Q(slug=slug.replace("\0", "")), kinds) if world.at is not None else []
    return Missing(what, slug, nearest(world, name_slug(slug), kinds), elsewhen=bool(now))


def nearest(world: World, name: str, kinds: Sequence[type[Entry]] = ()) -> list[Entry]:
    """The entries, of any kind, with a name like this one: the most alike first, then those of these kinds.

    Which are compared with it, of all that there are, is for a room above to say: LIKELY_ENTRIES.
    """
    if not name or len(name) > LONGEST:
        return []
    own = {model.spec.name for model in kinds}
    ranked = []
    for entry in world.stubs(Q(id__in=LIKELY_ENTRIES(world.viewer, name))):
        likeness = max(_likeness(name, other) for other in (entry.slug, *entry.names.strip("|").split("|")))
        if likeness >= NEAR:
            ranked.append((-likeness, entry.kind not in own, entry.title, entry))
    return [entry for *_, entry in sorted(ranked, key=lambda rank: rank[:3])[:OFFERED]]


def _likeness(name: str, other: str) -> float:
    """1 for the same name, 0.9 for one that holds the other whole, else the ratio of the letters they share."""
    if name == other:
        return 1
    short, long = sorted((name, other), key=len)
    if len(short) > 2 and f"-{short}-" in f"-{long}-":
        return 0.9
    matcher = SequenceMatcher(None, name, other)
    if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
        return 0
    return matcher.ratio()
