"""Entries that stand alone: nothing leads to them, or they lead nowhere. Must not know what ties them otherwise."""

from dataclasses import dataclass

from apps.entries.claims import kind_word
from apps.entries.entry import Entry
from apps.entries.linking.models import Sort
from apps.entries.specs import CITED
from apps.language.marking import _

from .report import PROSE, SOURCES, LinkedWords, Report, ReportRow, link
from .shown import Shown
from .survey import Survey

IN_PROSE = (Sort.LINK, Sort.QUOTE)


@dataclass(frozen=True, slots=True)
class Alone:
    """An entry, and what is told of it beside its title: the names of what every stub knows."""

    key: int
    told: tuple[str, ...]

    def want(self, shown: Shown) -> None:
        """The entry."""
        shown.want_entries([self.key])

    def as_row(self, shown: Shown) -> ReportRow | None:
        """The entry, and the rest."""
        entry = shown.entry(self.key)
        if entry is None:
            return None
        lines = (_told(entry, name).strip().splitlines() for name in self.told)
        rest = ([LinkedWords(", ".join(filter(None, told)))] if told else [] for told in lines)
        return ReportRow(([link(entry)], *rest), (entry,))


def _told(entry: Entry, name: str) -> str:
    return kind_word(entry.kind) if name == "kind" else str(getattr(entry, name))


def orphans(survey: Survey) -> list[Alone]:
    """Entries to which no prose, no fact and no claim leads: what a fact names, lists what has the fact."""
    in_facts = {key for pair in survey.facts for key in pair}
    reached = survey.mentions.led_to(*IN_PROSE) | survey.in_claims | in_facts
    return _alone(survey, reached)


def dead_ends(survey: Survey) -> list[Alone]:
    """Entries of which prose, facts and claims lead to no other."""
    leading = survey.mentions.leading(*IN_PROSE) | survey.in_claims | {holder for holder, _ in survey.facts}
    return _alone(survey, leading)


def _alone(survey: Survey, tied: set[int]) -> list[Alone]:
    entries = (each for each in survey.known if each.kind != CITED and each.key not in tied)
    return [Alone(each.key, ("kind", "summary")) for each in entries]


def unused(survey: Survey) -> list[Alone]:
    """Sources that nothing cites."""
    cited = survey.mentions.led_to(Sort.CITATION)
    sources = (each for each in survey.known if each.kind == CITED and each.key not in cited)
    return [Alone(each.key, ("byline", "summary")) for each in sources]


ORPHANS = Report(
    slug="orphans",
    group=PROSE,
    name=_("Orphans"),
    says=_(
        "An entry to which nothing leads: no link or quoted fact in the text of another entry, no fact of another "
        "entry, and no claim."
    ),
    spares=_(
        "An entry with a fact that names another entry is listed there, so it is no orphan. Unused sources have a "
        "report of their own."
    ),
    mend=_("Link to it in the text of another entry, name it in a fact, or record a claim about it."),
    columns=(_("Entry"), _("Kind"), _("Summary")),
    find=orphans,
)

DEAD_ENDS = Report(
    slug="dead-ends",
    group=PROSE,
    name=_("Dead ends"),
    says=_(
        "An entry that leads to no other entry: its text links to none and quotes none, no fact of its own names one, "
        "and no claim ties it to one."
    ),
    spares=_(
        "Sources are not reported, because they lead to what cites them. Citations in other entries do not count."
    ),
    mend=_("Link to the entries that it is about, or record a claim that ties it to one."),
    columns=(_("Entry"), _("Kind"), _("Summary")),
    find=dead_ends,
)

UNUSED = Report(
    slug="unused-sources",
    group=SOURCES,
    name=_("Sources that nobody cites"),
    says=_("A source that no fact, claim or text cites."),
    mend=_("Cite it where it is used, or delete it."),
    columns=(_("Source"), _("Published"), _("Summary")),
    find=unused,
)
