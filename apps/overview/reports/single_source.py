"""What rests on the word of one secondary source alone. Must not know single facts."""

from dataclasses import dataclass
from typing import Any

from django.db.models import TextField, Value

from apps.entries.kinds import CLAIMS, KIND, KINDS, Source
from apps.entries.kinds.source import PRIMARY
from apps.entries.linking.models import KnownName
from apps.facts.sourcing import only_source
from apps.language.marking import _

from .contradiction import held_true
from .places import CLAIM
from .report import SOURCES, Report, ReportRow, link
from .shown import Shown
from .survey import Survey
from .uncited import Uncited, says_something


@dataclass(frozen=True, slots=True)
class SingleSource:
    """An entry whose facts, or a claim that, one secondary source says, and no other."""

    statement: Uncited
    source: int

    def want(self, shown: Shown) -> None:
        """The row, and its source."""
        self.statement.want(shown)
        shown.want_entries([self.source])

    def as_row(self, shown: Shown) -> ReportRow | None:
        """What is said, and by which source."""
        row, source = self.statement.as_row(shown), shown.entry(self.source)
        if row is None or source is None:
            return None
        return ReportRow((*row.cells, [link(source)]), row.holders)


def single_source(survey: Survey) -> list[SingleSource]:
    """Entries by kind and title, then claims by sort, oldest record first. Five queries."""
    secondary = set(survey.rows(Source).order_by().exclude(type__in=PRIMARY).values_list("id", flat=True))
    names = KnownName.objects.filter(entry__in=survey.rows(Source).order_by().values("id"))
    called = dict(names.order_by("first").values_list("slug", "entry_id"))
    parts: list[Any] = [
        survey.rows(kind).order_by().filter(says_something(kind)).exclude(cites="").values_list("id", "cites")
        for kind in KINDS
        if not kind.spec.cited and kind.spec.facts
    ]
    cited = dict(parts[0].union(*parts[1:], all=True))
    found = [
        SingleSource(Uncited(KIND[each.kind], each.key), source)
        for each in survey.known
        if (source := only_source(cited.get(each.key, ""), called)) in secondary and source is not None
    ]
    claims: list[Any] = [
        held_true(survey, claim)
        .order_by()
        .exclude(cites="")
        .annotate(claim=Value(claim.spec.plural, TextField()))
        .values_list("claim", "id", "cites")
        for claim in CLAIMS
    ]
    places = {model.spec.plural: place for place, model in enumerate(CLAIMS)}
    of_claims = sorted(claims[0].union(*claims[1:], all=True), key=lambda row: (places[row[0]], row[1]))
    return found + [
        SingleSource(Uncited(CLAIM[claim], key), source)
        for claim, key, cites in of_claims
        if (source := only_source(cites, called)) in secondary and source is not None
    ]


SINGLE_SOURCE = Report(
    slug="single-source",
    group=SOURCES,
    name=_("Facts on one source"),
    says=_("The facts of an entry, or a claim, that cite one source and no other, and that source is secondary."),
    spares=_(
        "A treaty, legislation and an official document are primary: what they say of themselves needs no second "
        "word. Claims that are marked as deprecated are not counted."
    ),
    mend=_(
        "Look for the treaty or the register itself, or for a second source that did not copy the first, and cite it "
        "beside the first."
    ),
    columns=(_("Entries"), _("Statement"), _("Source")),
    find=single_source,
)
