"""What ends before it starts. The database refuses most of it now; it did not bind rows of the past."""

from typing import Any, cast

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Replace, Substr

from apps.dates.edtf import InvalidDate, parse
from apps.entries.claims import Claim
from apps.entries.field_values import label
from apps.entries.kinds import CLAIMS, KINDS
from apps.entries.validity import is_lasting
from apps.entries.world import World
from apps.language.marking import _

from .contradiction import ConflictingFact, ContradictionFound, held_true
from .report import CONTRADICTIONS, Report


def ends_before_starts(world: World) -> list[ContradictionFound]:
    """Rows of any sort that certainly end before they start, and documents in force before they were signed."""
    found = []
    for model in (*KINDS, *CLAIMS):
        if not is_lasting(model) or len(cast(Any, model).dates) == 1:
            continue
        rows = held_true(world, model) if issubclass(model, Claim) else world.rows(model)
        keys = [end.field for end in model.spec.ends[:1]] if issubclass(model, Claim) else []
        start, end = cast(Any, model).dates[:2]
        found += [
            ContradictionFound((row,), _date(row, start), _date(row, end), keys=tuple(keys))
            for row in world.instances(rows.filter(end_latest__lt=F("start_earliest")).order_by("id"))
        ]
    later = [(kind, name) for kind in KINDS for name in kind.spec.later]
    return found + [clash for kind, name in later for clash in _before_first(world, kind, name)]


def _before_first(world: World, kind: Any, name: str) -> list[ContradictionFound]:
    """A later date has no bounds in columns: its last year narrows in the database, its text decides."""
    first = kind.dates[0]
    year = Substr(Replace(name, Value("X"), Value("9")), 1, 4)
    rows = world.rows(kind).exclude(**{name: ""}).exclude(**{first: ""}).annotate(later_year=year)
    rows = rows.filter(later_year__lte=Substr(Cast("start_earliest", CharField()), 1, 4)).order_by("id")
    return [
        ContradictionFound((row,), _date(row, first), _date(row, name))
        for row in world.instances(rows)
        if _last_day(row, name) < row.start_earliest
    ]


def _last_day(row: Any, name: str) -> Any:
    """The latest day that a date can be; a text that is no date contradicts nothing."""
    try:
        return parse(getattr(row, name), interval=False).latest
    except InvalidDate:
        return row.start_earliest


def _date(row: Any, name: str) -> ConflictingFact:
    return ConflictingFact(said=label(type(row), name), edtf=getattr(row, name))


ENDS_BEFORE_STARTS = Report(
    slug="end-before-start",
    group=CONTRADICTIONS,
    name=_("Ends before their starts"),
    says=_(
        "A claim or an entry whose end is certainly before its start, or a document that was in force before it was "
        "signed."
    ),
    mend=_("Correct one of the two dates."),
    columns=(_("Entries"), _("Start"), _("End")),
    find=ends_before_starts,
)
