"""The history of one fact: the values that a field of a row had, who gave them, when, and on which sources.

Must not know requests or pages.
"""

from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Case, F, Q, QuerySet, When, Window
from django.db.models import Value as Constant
from django.db.models.functions import Coalesce, Lag

from apps.changes.models import Changeset
from apps.entries.access import Viewer
from apps.entries.claims import Claim
from apps.entries.ends import ends_of
from apps.entries.entry import Entry
from apps.entries.field_values import Value
from apps.entries.resolver import EntryResolver
from apps.entries.world import World
from apps.wikitext.citations import Citation, InvalidCitation, parse_cites

from .comparison import RowChange, compare_rows, name_entries, value_of
from .deltas import DELETED, Delta, instance_of
from .selection import PAGE, Cut, cut


@dataclass(frozen=True)
class Setting:
    """A value that a field was given: by which changeset, and on which sources the row rested then.

    `value` is None where the row was deleted. `sources` are slugs, each with the source, where that has an entry, and
    the places in it.
    """

    changeset: Changeset
    value: Value | None
    sources: list[tuple[str, Entry | None, list[str]]]


def read_fact(world: World, model: type[Entry | Claim], key: int, name: str, before: int | None) -> Cut:
    """A page of the values that a row's field had, newest first; the database picks them out of all its revisions."""
    keys = list(_settings(world, model, key, name, before)[: PAGE + 1])
    found = world.viewer.past(model).filter(history_id__in=keys).select_related("changeset__user")
    page = cut(list(found.order_by("-history_id")), lambda row: row.changeset_id)
    rows = [(row, instance_of(row)) for row in page.rows]
    instances = [instance for _, instance in rows if instance is not None]
    name_entries(instances, world)
    named = EntryResolver()
    named.want_sources(citation for instance in instances for citation in citations(instance))
    named.fetch(world)
    settings = [
        Setting(
            row.changeset,
            None if instance is None else value_of(model, instance, name),
            _sources(instance, named) if instance is not None else [],
        )
        for row, instance in rows
    ]
    world.viewer.redact(each.changeset for each in settings)
    return Cut(settings, page.older)


def _settings(world: World, model: Any, key: int, name: str, before: int | None) -> QuerySet[Any]:
    """The keys of the historical rows at which the field got another value, or the row came, went or came back."""
    field = model._meta.get_field(name)
    known = world.viewer.past(model).filter(id=key)
    if world.at is not None:
        known = known.filter(changeset__lte=world.at)
    value: Any = Coalesce(F(field.attname), Constant(-1)) if field.null else F(field.attname)
    rows = known.annotate(
        now=value,
        was=Window(Lag("now"), order_by="history_id"),
        was_type=Window(Lag("history_type"), order_by="history_id"),
    )
    anew = Q(was_type__isnull=True) | Q(history_type=DELETED) | Q(was_type=DELETED) | ~Q(was=F("now"))
    rows = rows.annotate(anew=Case(When(anew, then=True), default=False)).filter(anew=True)
    if before is not None:
        rows = rows.filter(changeset__lt=before)
    return cast(QuerySet[Any], rows.order_by("-history_id").values_list("history_id", flat=True))


def citations(row: Any) -> list[Citation]:
    """The citations of a row, as far as they can be read."""
    try:
        return parse_cites(row.cites)
    except InvalidCitation:
        return []


def _sources(row: Any, named: EntryResolver) -> list[tuple[str, Entry | None, list[str]]]:
    places: dict[str, list[str]] = {}
    for citation in citations(row):
        places.setdefault(citation.source, []).extend([citation.locator] if citation.locator else [])
    return [(slug, named.source(slug), found) for slug, found in places.items()]


def ever_of(viewer: Viewer, entry: Entry, model: type[Claim], key: int) -> bool:
    """Whether a claim ever stood with the entry at one of its ends."""
    ends = ends_of(type(entry), model)
    where = Q(*((f"{end.field}_id", entry.pk) for end in ends), _connector=Q.OR)
    return bool(ends) and viewer.past(model).filter(where, id=key).exists()


def read_claim_history(world: World, model: type[Claim], key: int, before: int | None) -> Cut:
    """A page of what was done to a claim, newest first: pairs of a changeset and the change of the row."""
    known = world.viewer.past(model).filter(id=key)
    if world.at is not None:
        known = known.filter(changeset__lte=world.at)
    if before is not None:
        known = known.filter(changeset__lt=before)
    rows = list(known.select_related("changeset__user").order_by("-history_id")[: PAGE + 1])
    earlier: list[Any] = [instance_of(row) for row in rows[1:]] + [None]
    page = cut(rows, lambda row: row.changeset_id)
    deltas = [
        Delta(row.changeset_id, model, was, instance_of(row)) for row, was in zip(page.rows, earlier, strict=False)
    ]
    changes: list[RowChange] = compare_rows(deltas, world, world)
    world.viewer.redact(row.changeset for row in page.rows)
    return Cut([(row.changeset, change) for row, change in zip(page.rows, changes, strict=True)], page.older)
