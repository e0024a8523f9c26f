"""Facts and claims that name no source. Must not know single facts."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Q, TextField, Value
from django.utils.translation import gettext

from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.field_values import read_values
from apps.entries.kinds import CLAIMS, KIND, KINDS
from apps.language.marking import _
from apps.revisions.summaries import known_ends

from .contradiction import ConflictingFact, held_true
from .places import CLAIM
from .report import SOURCES, LinkedWords, Report, ReportRow, link, links
from .shown import Shown
from .survey import Survey


@dataclass(frozen=True, slots=True)
class Uncited:
    """An entry whose facts cite nothing, or a claim that cites nothing."""

    model: type[Entry] | type[Claim]
    key: int

    def want(self, shown: Shown) -> None:
        """The row, with all that it says."""
        shown.want_row(self.model, self.key)

    def as_row(self, shown: Shown) -> ReportRow | None:
        """The entry with the names of its facts; or the entries that a claim ties, with what it says."""
        row = shown.row(self.model, self.key)
        if row is None:
            return None
        if isinstance(row, Claim):
            ends = known_ends(row)
            return ReportRow((links(ends), ConflictingFact(row).in_words()), tuple(ends[:1]))
        facts = ", ".join(value.label for value in read_values(row, row.spec.facts))
        return ReportRow(([link(row)], [LinkedWords(gettext("Facts: %(facts)s") % {"facts": facts})]), (row,))


def uncited(survey: Survey) -> list[Uncited]:
    """Entries by kind and title, then claims by sort, oldest record first. Two queries."""
    parts: list[Any] = []
    for kind in KINDS:
        if not kind.spec.cited and kind.spec.facts:
            rows = survey.rows(kind).order_by().filter(says_something(kind), cites="")
            parts.append(rows.values_list("id", flat=True))
    bare = set(parts[0].union(*parts[1:], all=True))
    found = [Uncited(KIND[each.kind], each.key) for each in survey.known if each.key in bare]
    claims: list[Any] = [
        held_true(survey, claim)
        .order_by()
        .filter(cites="")
        .annotate(claim=Value(claim.spec.plural, TextField()))
        .values_list("claim", "id")
        for claim in CLAIMS
    ]
    places = {model.spec.plural: place for place, model in enumerate(CLAIMS)}
    of_claims = sorted(claims[0].union(*claims[1:], all=True), key=lambda row: (places[row[0]], row[1]))
    return found + [Uncited(CLAIM[claim], key) for claim, key in of_claims]


def says_something(kind: type[Entry]) -> Q:
    """Whether a page of the kind shows a fact: an end that is open says nothing yet."""
    fields: list[Field] = [kind._meta.get_field(name) for name in kind.spec.facts]  # type: ignore[misc]
    said = (Q(**{f"{f.name}__isnull": False}) if f.null else ~Q(**{f"{f.name}__in": ("", "..")}) for f in fields)
    return Q(*said, _connector=Q.OR)


UNCITED = Report(
    slug="uncited-facts",
    group=SOURCES,
    name=_("Uncited facts"),
    says=_("An entry that has facts but cites no source for them, or a claim that cites no source."),
    spares=_("Identifiers, facts of sources and deprecated claims need no source here."),
    mend=_("Name the source, and the place in it, in the field for sources of the entry or the claim."),
    columns=(_("Entries"), _("Uncited")),
    find=uncited,
)
