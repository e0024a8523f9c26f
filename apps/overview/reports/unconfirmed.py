"""Lists of what goes on, as far as is recorded, that nobody has confirmed for long. Must not know single claims."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django.db.models import Case, Count, DateField, F, Func, Max, Min, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from apps.dates.edtf import BEGINNING, FOREVER, parse
from apps.entries.holding import listing_keys, with_confirmation, with_existence_confirmed
from apps.entries.kinds import CLAIMS, KINDS
from apps.entries.kinds.confirmation import heading_of_list
from apps.language.marking import _

from .contradiction import held_true
from .report import CONFIRMED, LinkedWords, Report, ReportRow, link
from .shown import Shown
from .survey import Survey

LONG = timedelta(days=366)
"""For how long what goes on may be unconfirmed before it is reported: a year, a leap year too."""


@dataclass(frozen=True, slots=True)
class UnconfirmedList:
    """A list of the entry at `key`: how many statements in it go on, and from when to when their last confirmations
    are, as the days up to which they are confirmed.
    """

    key: int
    listed: str
    count: int
    first: date
    last: date

    def want(self, shown: Shown) -> None:
        """The entry."""
        shown.want_entries([self.key])

    def as_row(self, shown: Shown) -> ReportRow | None:
        """The list, how much in it goes on, and up to when it is confirmed."""
        entry = shown.entry(self.key)
        if entry is None:
            return None
        heading = [LinkedWords(f"{heading_of_list(entry.kind, self.listed)}: "), link(entry)]
        counted = ngettext("%(count)s statement", "%(count)s statements", self.count) % {"count": self.count}
        cells = (heading, [LinkedWords(counted)], [LinkedWords(self._confirmed())])
        return ReportRow(cells, (entry,), lists=(self.listed,))

    def _confirmed(self) -> str:
        if self.last == BEGINNING:
            return gettext("never")
        days = {"first": in_words(self.first), "last": in_words(self.last)}
        if self.first == self.last:
            return gettext("up to %(last)s") % days
        if self.first == BEGINNING:
            return gettext("some never, others up to %(last)s") % days
        return gettext("some up to %(first)s, others up to %(last)s") % days


def in_words(day: date) -> str:
    """A day in words."""
    return parse(day.isoformat()).words


class _Later(Func):
    """The later of two days."""

    function = "GREATEST"
    output_field = DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **kwargs: Any) -> Any:
        """SQLite calls it MAX."""
        return self.as_sql(compiler, connection, function="MAX", **kwargs)


def unconfirmed(survey: Survey) -> list[UnconfirmedList]:
    """Lists, those confirmed least lately first. One query for each sort of claim that can be confirmed, and for each
    kind whose entries make a list.
    """
    found = []
    for model in CLAIMS:
        if model.spec.confirmed:
            end = model.spec.ends[1]
            rows = with_confirmation(survey.rows, model, held_true(survey, model))
            acts = len(cast(Any, model).dates) == 1
            found += _groups(rows, f"{end.field}_id", end.listed, "start_latest" if acts else "confirmed", acts=acts)
    for kind in KINDS:
        for key in listing_keys(kind):
            rows = survey.rows(kind).filter(**{f"{key.attname}__isnull": False})
            rows = with_existence_confirmed(survey.rows, kind, rows)
            found += _groups(rows, key.attname, str(key.remote_field.related_name), "confirmed")
    return sorted(found, key=lambda each: (each.first, each.last, each.key, each.listed))


def _groups(rows: QuerySet[Any], by: str, listed: str, own: str, *, acts: bool = False) -> list[UnconfirmedList]:
    """Rows that go on, by the entry of whose list they are. `own` is the day up to which each confirms itself; of a
    list of `acts`, the last of them confirms all.
    """
    known = Case(When(**{f"{own}__lt": FOREVER}, then=F(own)), default=Value(BEGINNING, DateField()))
    going_on = rows.filter(end_earliest=FOREVER).annotate(known=_Later(known, Coalesce("as_of_latest", known)))
    groups = going_on.order_by().values(by).annotate(count=Count("id"), first=Min("known"), last=Max("known"))
    long_ago = timezone.now().date() - LONG
    found = (
        UnconfirmedList(row[by], listed, row["count"], row["last" if acts else "first"], row["last"]) for row in groups
    )
    return [each for each in found if each.first < long_ago]


UNCONFIRMED = Report(
    slug="unconfirmed",
    group=CONFIRMED,
    name=_("Not confirmed for a year"),
    says=_(
        "A list of which something is assumed to go on: nobody has confirmed it for more than a year. Those "
        "that were confirmed least lately come first."
    ),
    spares=_(
        "Of the acts on a document, the last one confirms the list. What ended, or of which no end is recorded, is "
        "not counted."
    ),
    mend=_(
        "Look in a source of today whether the list is so, and confirm it as of the day of which that speaks; or "
        "record what has changed since."
    ),
    columns=(_("List"), _("Going on"), _("Confirmed")),
    find=unconfirmed,
)
