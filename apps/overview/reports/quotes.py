"""Quoted facts that say nothing but why they do not. Must not know which facts can be quoted."""

from dataclasses import dataclass

from apps.entries.linking.mentions import quoted
from apps.entries.resolver import EntryResolver
from apps.facts.fact_quotes import Answers
from apps.facts.mentions import read_prose
from apps.language.marking import _

from .places import tell_place, want_place
from .report import PROSE, LinkedWords, Report, ReportRow
from .shown import Shown
from .survey import Survey


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A quoted fact as it is written in a row, and why it cannot be answered."""

    home: int
    claim: str
    row: int
    written: str
    why: str

    def want(self, shown: Shown) -> None:
        """The place where it is written."""
        want_place(shown, self.home, self.claim, self.row)

    def as_row(self, shown: Shown) -> ReportRow | None:
        """The place, what is written there, and the reason."""
        place, entry = tell_place(shown, self.home, self.claim, self.row), shown.entry(self.home)
        return ReportRow((place, [LinkedWords(self.written)], [LinkedWords(self.why)]), (entry,)) if place else None


def unanswered(survey: Survey) -> list[Unanswered]:
    """Quoted facts that cannot be answered, by entry.

    Why, is known before any fact is read: it follows from what is written, and from the entry that it is about.
    """
    found = [
        (home, claim, row, quote)
        for home, claim, row, skeleton in read_prose(survey, mark="{{")
        for quote in skeleton.quotes
    ]
    named = EntryResolver()
    named.names.update(quoted(quote)[1] for *_, quote in found)
    named.fetch(survey)
    answers = Answers(survey, named)
    return [
        Unanswered(home, claim, row, quote.written, error)
        for home, claim, row, quote in sorted(found, key=lambda each: each[:3])
        if (error := answers.answer(quote).error)
    ]


UNANSWERED = Report(
    slug="unanswered-quotes",
    group=PROSE,
    name=_("Quoted facts that cannot be answered"),
    says=_('A quoted fact in a text, such as {{members of="csto"}}, that shows an error instead of an answer.'),
    spares=_("“Nobody” and “not recorded” count as answers."),
    mend=_("Correct it as the error message says."),
    columns=(_("Entry"), _("Written"), _("Why")),
    find=unanswered,
)
