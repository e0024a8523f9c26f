"""Keeps what is derived from rows equal to what they say, in the transaction of the door. Must not know editors."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import F, Model, Q, QuerySet

from apps.changes.recording import touch

from ..access import SYSTEM
from ..batches import AT_ONCE, batches
from ..claims import Claim
from ..entry import Entry, name_slug
from ..kinds import CLAIMS, KINDS
from ..rendered import RenderedField, rendering
from ..stubs import STUB, as_stub
from ..tokens import named, referred
from . import spoken, stubs
from .anew import are_many, home_of, mentioned_anew
from .meaning import meant
from .mentions import NAMED_BY, Mention, mentions
from .models import KnownName, Reference

Row = Entry | Claim
TOGETHER = 50
"""Mentions that are forgotten by one statement: SQLite takes conditions only so deep."""
Called = dict[str, list[Entry]]
"""Entries by a name (a slug) that they have or had."""


def refresh(
    saved: Collection[tuple[Row, Row | None]],
    deleted: Collection[tuple[type[Row], int]],
    number: int,
    called: Called | None = None,
) -> None:
    """Bring the tables up to what changeset `number` wrote, when all of it is written.

    `saved` are rows, each with how it stood before; `deleted` are models and keys. `called` is what `called_by` found
    before it was written.
    """
    stubs.refresh(saved, deleted)
    anew = mentioned_anew(saved)
    changed = [(row, gone) for row, gone, _ in anew if gone]
    many = are_many(changed)
    _forget([*deleted, *((type(row), row.pk) for row, _ in changed if many)])
    for row, gone in () if many else changed:
        _forget_mentions(row, gone)
    called_anew = [row for row, before in saved if isinstance(row, Entry) and _names(row) != _names(before)]
    _remember((row.pk, row.slug, row.title, row.called, number) for row in called_anew)
    references = [reference for row, _, new in anew for reference in _references(row, new)]
    _lead(references, called)
    Reference.objects.bulk_create(references, AT_ONCE)
    names = _ever_named(_moved(saved, deleted))
    resolve(names)
    # Who was mentioned before knows by the entries where that was read.
    touch(*named(names), *referred(*(each.target_id for each in references if each.target_id is not None)))


def called_by(saved: Collection[tuple[Row, Row | None]], deleted: Collection[tuple[type[Row], int]]) -> Called | None:
    """The entries that have, or had, the names in what rows say anew; None where the rows themselves change that."""
    if _moved(saved, deleted):
        return None
    return _called({mention.name for _, _, new in mentioned_anew(saved) for mention in new})


def rebuild() -> dict[str, int]:
    """Make everything derived anew, from the rows and their history; how many rows of each there are then."""
    Reference.objects.all().delete()
    KnownName.objects.all().delete()
    spoken.rebuild()
    stubs.rebuild()
    for model in KINDS:
        history = SYSTEM.past(model).order_by("history_id")
        _remember(history.values_list("id", "slug", "title", "called", "changeset_id"))
    tracked: tuple[type[Row], ...] = (*KINDS, *CLAIMS)
    for each in tracked:
        for row in SYSTEM.rows(each).order_by("pk").iterator(AT_ONCE):
            _render(row)
            Reference.objects.bulk_create(references_of(row), AT_ONCE)
    resolve(None)
    return {"names": KnownName.objects.count(), "references": Reference.objects.count()}


def references_of(row: Row) -> list[Reference]:
    """What a row refers to, not yet resolved nor saved."""
    return _references(row, mentions(row))


def _references(row: Row, found: Iterable[Mention]) -> list[Reference]:
    return [Reference(entry_id=home_of(row), **_of(row), **columns(mention)) for mention in found]


def _of(row: Row) -> dict[str, Any]:
    """The columns of Reference that say which row mentions."""
    return {"claim": row.spec.plural if isinstance(row, Claim) else "", "row": row.pk}


def columns(mention: Mention) -> dict[str, Any]:
    """A mention as columns of Reference."""
    return {name: getattr(mention, name) for name in mention.__slots__}


def _lead(references: Collection[Reference], called: Called | None) -> None:
    """Let new references lead where their names lead now."""
    if called is None:
        called = _called({reference.name for reference in references})
    for reference in references:
        reference.target_id = _led_to(reference.kind, reference.name, called)


def _led_to(kind: str, name: str, called: Called) -> int | None:
    """The key of the entry that a name means; None where it is wanted."""
    found = meant(name, kind, called.get(name, ()))
    return found[0].pk if found else None


def _called(names: Collection[str]) -> Called:
    return {name: found for some in batches(sorted(names)) for name, found in entries_called(some).items()}


def _forget_mentions(row: Row, gone: Sequence[Mention]) -> None:
    for some in batches(gone, TOGETHER):
        each = (Q(**dict(zip(NAMED_BY, mention.key, strict=True))) for mention in some)
        Reference.objects.filter(Q(*each, _connector=Q.OR), **_of(row)).delete()


def _moved(saved: Collection[tuple[Row, Row | None]], deleted: Collection[tuple[type[Row], int]]) -> set[int]:
    """The keys of entries that are called anew, or do not stand any more."""
    anew = {row.pk for row, before in saved if isinstance(row, Entry) and _names(row) != _names(before)}
    return anew | {key for model, key in deleted if issubclass(model, Entry)}


def resolve(names: Collection[str] | None) -> None:
    """Let the references that name one of these lead where that leads now; None for every name."""
    if names is None:
        _resolve(Reference.objects.all())
        return
    for some in batches(sorted(names)):
        _resolve(Reference.objects.filter(name__in=some))


def _resolve(references: QuerySet[Reference]) -> None:
    wanted = set(references.order_by().values_list("kind", "name").distinct())
    leads: dict[tuple[str, str], int | None] = {}
    for some in batches(sorted(wanted)):
        called = entries_called({name for _, name in some})
        for kind, name in some:
            leads[kind, name] = _led_to(kind, name, called)
    changed: dict[int | None, list[int]] = {}
    for pk, kind, name, target in references.order_by().values_list("pk", "kind", "name", "target"):
        if leads[kind, name] != target:
            changed.setdefault(leads[kind, name], []).append(pk)
            touch(*referred(*(key for key in (leads[kind, name], target) if key is not None)))
    for lead, keys in changed.items():
        for part in batches(keys):
            Reference.objects.filter(pk__in=part).update(target=lead)


def entries_called(names: Collection[str]) -> dict[str, list[Entry]]:
    """The entries that stand and have, or had, each of the names (slugs)."""
    rows = SYSTEM.rows(Entry).filter(ever_named__slug__in=names).order_by().values(*STUB, named=F("ever_named__slug"))
    found: dict[str, list[Entry]] = {}
    for row in rows:
        found.setdefault(row.pop("named"), []).append(as_stub(row))
    return found


def _forget(rows: Iterable[tuple[type[Row], int]]) -> None:
    keys: dict[str, list[int]] = {}
    for model, key in rows:
        keys.setdefault(model.spec.plural if issubclass(model, Claim) else "", []).append(key)
    for claim, found in keys.items():
        for some in batches(found):
            Reference.objects.filter(claim=claim, row__in=some).delete()


def _names(entry: Any) -> tuple[str, str] | None:
    """What an entry is called; None for one that does not stand."""
    return (entry.slug, entry.names) if entry is not None else None


def _remember(states: Iterable[tuple[int, str, str, str, int]]) -> None:
    """Keep the names of entries as they were at changesets, earlier ones first: key, slug, title, others, number."""
    found: dict[tuple[int, str], int] = {}
    for key, slug, title, called, number in states:
        for name in (slug, name_slug(title), *map(name_slug, called.splitlines())):
            if name:
                found.setdefault((key, name[:200]), number)
    rows = [KnownName(entry_id=key, slug=slug, first=number) for (key, slug), number in found.items()]
    KnownName.objects.bulk_create(rows, AT_ONCE, ignore_conflicts=True)


def _ever_named(keys: set[int]) -> set[str]:
    """Every name that entries have or had."""
    return {
        name
        for some in batches(sorted(keys))
        for name in KnownName.objects.filter(entry__in=some).values_list("slug", flat=True)
    }


def _render(row: Row) -> None:
    """Render a row's prose anew; that is no change of the row, so it leaves no history."""
    model: type[Model] = type(row)
    field = next(field for field in model._meta.concrete_fields if isinstance(field, RenderedField))
    rendered = rendering(getattr(row, field.of))
    if rendered != getattr(row, field.attname):
        holder = field.model
        QuerySet(holder).filter(Q(pk=row.pk)).update(**{field.attname: rendered})
