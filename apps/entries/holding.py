"""When claims hold on a day, as conditions of the database: their own dates, confirmations, what exists, suspensions.

The same answer in Python, for claims that were read, is `facts/certainty.py`. Must not know single claims.
"""

from datetime import date
from typing import Any, cast

from django.db.models import Case, CharField, DateField, Exists, Model, OuterRef, Q, QuerySet, Subquery, Value, When

from apps.dates import reading
from apps.dates.edtf import BEGINNING, FOREVER

from .claims import Claim, Rank
from .ends import entry_keys, kinds_at
from .kinds import Confirmation
from .specs import End, Stands
from .validity import is_lasting

Rows = Any
"""What gives the rows of a model: `World.rows`."""


def with_confirmation(rows: Rows, model: type[Claim], claims: QuerySet[Any]) -> QuerySet[Any]:
    """Claims with the bounds of the day of their last confirmation, or of their list's; None where there is none."""
    if not model.spec.confirmed:
        return claims
    return _with_last(rows, _of_the_claim(model), claims)


def with_existence_confirmed(rows: Rows, kind: type[Model], entries: QuerySet[Any]) -> QuerySet[Any]:
    """Entries of a kind with the bounds of the day of the last confirmation of a list in which a fact of theirs puts
    them, such as the parts of the body to which they answer; None where there is none.
    """
    listed = Q()
    for key in listing_keys(kind):
        whose = Q(entry_id=OuterRef(key.attname), listed=key.remote_field.related_name)
        listed |= whose & (Q(only=None) | Q(only_id=OuterRef("id")))
    return _with_last(rows, listed, entries) if listed else entries


def listing_keys(kind: type[Model]) -> list[Any]:
    """The facts of a kind that put its entries in a list which can be confirmed."""
    named = [(key, getattr(key.remote_field.model, "spec", None)) for key in entry_keys(kind) if is_lasting(kind)]
    return [key for key, spec in named if spec is not None and key.remote_field.related_name in spec.confirmed]


def _with_last(rows: Rows, listed: Q, confirmed: QuerySet[Any]) -> QuerySet[Any]:
    """Rows with the bounds of the day of the last of the confirmations `listed`, on which they can have begun."""
    last = rows(Confirmation).exclude(rank=Rank.DEPRECATED).filter(listed)
    last = last.filter(start_latest__gte=OuterRef("start_earliest")).order_by("-start_latest", "-id")
    return confirmed.annotate(
        as_of=Subquery(last.values("as_of")[:1], CharField()),
        as_of_earliest=Subquery(last.values("start_earliest")[:1], DateField()),
        as_of_latest=Subquery(last.values("start_latest")[:1], DateField()),
    )


def _of_the_claim(model: type[Claim]) -> Q:
    """That a confirmation is of a list in which the claim is, or of the claim's other end in it."""
    found = Q()
    for end in model.spec.ends:
        others = [OuterRef(f"{other.field}_id") for other in model.spec.ends if other is not end]
        of_it = Q(only=None) | Q(*(("only_id", key) for key in others), _connector=Q.OR)
        found |= Q(entry_id=OuterRef(f"{end.field}_id"), listed=end.listed) & of_it
    return found


def with_certainty(
    rows: Rows, model: type[Claim], day: date, claims: QuerySet[Any], *, every: bool, stubs: QuerySet[Any] | None = None
) -> QuerySet[Any]:
    """Claims with their `certainty` on the day: "certain", "assumed", "possible" or None.

    Unless `every`, those that do not hold on the day, and deprecated ones, are left out. With `stubs`, what stands at
    the ends is looked up there, claim by claim: for few claims, of the wiki as it stands.
    """
    claims = with_confirmation(rows, model, claims)
    if model.spec.dated_by:
        holds, certain, assumed = _by_the_dating_end(rows, model, day)
    else:
        holds, (certain, assumed) = reading.holding(day), surely(model, day)
    holds &= _everything_exists(rows, model, day) if stubs is None else _everything_there(stubs, model, day)
    if (stands := model.spec.stands) and stands.instead:
        others = _suspensions(rows, model, stands).filter(reading.holding(day))
        is_one = Q(**{f"{stands.fact}__in": stands.instead})
        holds &= is_one | ~Q(Exists(others.filter(certain | assumed)))
        doubted = ~is_one & Q(Exists(others))
        certain, assumed = certain & ~doubted, assumed & ~doubted
    if not every:
        claims = claims.filter(holds).exclude(rank=Rank.DEPRECATED)
    answer = Case(
        When(rank=Rank.DEPRECATED, then=None),
        When(~holds, then=None),
        When(certain, then=Value("certain")),
        When(assumed, then=Value("assumed")),
        default=Value("possible"),
        output_field=CharField(),
    )
    return claims.annotate(certainty=answer)


def surely(model: type[Claim], day: date) -> tuple[Q, Q]:
    """That a claim is certain on the day; and that it is at least assumed, by its dates and its confirmation."""
    if not model.spec.confirmed:
        return reading.certain(day), reading.assumed(day)
    no_end = Q(end_latest=FOREVER)
    begun = Q(start_latest__lte=day) | (no_end & Q(start_earliest=BEGINNING, as_of_latest__lte=day))
    not_over = Q(end_earliest__gte=day) | (no_end & Q(as_of_earliest__gte=day))
    confirmed = Q(confirmed__gte=day) | (no_end & Q(as_of_latest__gte=day))
    return begun & not_over & confirmed, begun & no_end & Q(end_earliest=FOREVER)


def _by_the_dating_end(rows: Rows, model: type[Claim], day: date) -> tuple[Q, Q, Q]:
    end = model.spec.dated_by
    kind = cast(type[Model], model._meta.get_field(end).related_model)
    dating = rows(kind).filter(id=OuterRef(f"{end}_id"))
    holds = Q(Exists(dating.filter(reading.holding(day))))
    certain = Q(Exists(dating.filter(reading.certain(day))))
    return holds, certain, Q(Exists(dating.filter(reading.assumed(day))))


def _everything_exists(rows: Rows, model: type[Claim], day: date) -> Q:
    """That no end of the claim certainly does not exist on the day; of one that outlasts its ends, nothing."""
    found = Q()
    for end in () if model.spec.outlasts else model.spec.ends:
        for kind in _lasting_at(model, end):
            # Asked once, not for each claim; and by what an index of each bound finds.
            beyond = Q(start_earliest__gt=day)
            beyond |= Q(end_latest__lt=day) if len(cast(Any, kind).dates) > 1 else Q()
            gone = rows(kind).order_by().filter(beyond)
            found &= ~Q(**{f"{end.field}_id__in": gone.values("id")})
    return found


def _everything_there(stubs: QuerySet[Any], model: type[Claim], day: date) -> Q:
    """The same, asked for each claim."""
    found = Q()
    for end in () if model.spec.outlasts else model.spec.ends:
        if kinds := _lasting_at(model, end):
            gone = stubs.filter(id=OuterRef(f"{end.field}_id"), kind__in=[kind.spec.name for kind in kinds])
            found &= ~Q(Exists(gone.exclude(reading.holding(day))))
    return found


def _lasting_at(model: type[Claim], end: End) -> list[Any]:
    """The kinds whose entries begin or cease to exist, of those that can stand at an end."""
    there = kinds_at(cast(Any, model._meta.get_field(end.field)))
    return [kind for kind in there if is_lasting(kind) and not kind.spec.happens]


def _suspensions(rows: Rows, model: type[Claim], stands: Stands) -> QuerySet[Any]:
    """The claims of the same pair that stand in for this one, with their confirmations."""
    pair = {f"{name}_id": OuterRef(f"{name}_id") for name in (stands.party, stands.subject)}
    found = rows(model).filter(**pair, **{f"{stands.fact}__in": stands.instead}).exclude(rank=Rank.DEPRECATED)
    return with_confirmation(rows, model, found)
