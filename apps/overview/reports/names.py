"""Names in prose and citations that lead nowhere, or to several entries. Must not know how a name is found."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.urls import reverse
from django.utils.translation import ngettext

from apps.entries.claims import kind_word
from apps.entries.entry import Entry, name_slug
from apps.entries.linking.mentions import LONGEST_NAME, Mention
from apps.entries.linking.models import Sort
from apps.facts.backlinks import Backlink
from apps.language.marking import _
from apps.wikitext.quotes import parse_quote

from .places import homes_of, places_of, tell_places, want_places
from .report import PROSE, SOURCES, LinkedWords, Report, ReportRow, in_a_line, link
from .shown import Shown
from .survey import Survey


@dataclass(frozen=True)
class NameInUse:
    """A name, of a kind (empty: any), wherever it is mentioned."""

    kind: str
    name: str
    uses: list[Backlink]

    @cached_property
    def places(self) -> list[Backlink]:
        """The rows in which it is mentioned."""
        return places_of(self.uses)

    @cached_property
    def spellings(self) -> Counter[str]:
        """How often it is written how, as far as that is told where it is mentioned."""
        found: Counter[str] = Counter()
        for use in self.uses:
            if name_slug(written := _written(use.mention))[:LONGEST_NAME] == self.name:
                found[written] += use.mention.times
        return found

    def want(self, shown: Shown) -> None:
        """Its places; and the first one's prose, if it is always written with other words for it."""
        want_places(shown, self.places)
        if not self.spellings:
            first = self.places[0]
            shown.want_prose(first.claim, first.row)

    def told(self, shown: Shown) -> str:
        """The name as it is written most often."""
        if spellings := self.spellings:
            return min(spellings, key=lambda written: (-spellings[written], written))
        skeleton = shown.prose(self.places[0].claim, self.places[0].row)
        written = (target.name for target in (skeleton.links if skeleton else ()))
        return next((name for name in written if name_slug(name)[:LONGEST_NAME] == self.name), self.name)

    def heading(self, shown: Shown) -> list[LinkedWords]:
        """The name, after the kind that was asked for."""
        return [LinkedWords(f"{kind_word(self.kind)}: {self.told(shown)}" if self.kind else self.told(shown))]

    def counted(self) -> list[LinkedWords]:
        """How many places there are."""
        number = len(self.places)
        return [LinkedWords(ngettext("%(count)s place", "%(count)s places", number) % {"count": number})]


def _written(mention: Mention) -> str:
    """What stands for the name where it is mentioned: of a link, what it shows."""
    if mention.sort == Sort.QUOTE:
        return parse_quote(mention.words).argument("of").removeprefix(f"{mention.kind}:")
    return mention.words or mention.name


@dataclass(frozen=True)
class Wanted(NameInUse):
    """A name that no entry has."""

    def as_row(self, shown: Shown) -> ReportRow | None:
        """The name, how many places want it, and the first of them; and that it can be written."""
        where = tell_places(shown, self.places)
        wanted = (self.kind, self.told(shown))
        return ReportRow((self.heading(shown), self.counted(), where), wanted=wanted) if where else None


@dataclass(frozen=True)
class Broken(NameInUse):
    """The slug of a source that there is not. It leads to the page that tells whether there ever was one."""

    def as_row(self, shown: Shown) -> ReportRow | None:
        """The slug, how many places cite it, and the first of them."""
        where = tell_places(shown, self.places)
        slug = [LinkedWords(f"@{self.name}", reverse("source:entry", args=[self.name]))]
        return ReportRow((slug, self.counted(), where), homes_of(shown, self.places)) if where else None


@dataclass(frozen=True)
class Ambiguous(NameInUse):
    """A name that means several entries; the first is where it leads."""

    entries: tuple[Entry, ...]

    def as_row(self, shown: Shown) -> ReportRow | None:
        """The name, the entries that it means, and the first places where it stands."""
        where = tell_places(shown, self.places)
        means = in_a_line([link(entry), LinkedWords(f" ({kind_word(entry.kind)})")] for entry in self.entries)
        return ReportRow((self.heading(shown), means, where), homes_of(shown, self.places)) if where else None


N = TypeVar("N", bound=NameInUse)


def wanted(survey: Survey) -> list[Wanted]:
    """Names that links and quoted facts give and no entry has, most wanted first."""
    uses = survey.mentions.wanted(Sort.LINK, Sort.QUOTE)
    return _most_used_first([Wanted(*name, uses) for name, uses in _by_name(uses)])


def broken(survey: Survey) -> list[Broken]:
    """Slugs that citations give and no source has, most cited first."""
    uses = survey.mentions.wanted(Sort.CITATION)
    return _most_used_first([Broken(*name, uses) for name, uses in _by_name(uses)])


def ambiguous(survey: Survey) -> list[Ambiguous]:
    """Names that mean several entries, most used first."""
    settled = survey.mentions.ambiguous()
    entries = {(use.mention.kind, use.mention.name): tuple(found) for use, found in settled}
    return _most_used_first(
        [Ambiguous(*name, uses, entries[name]) for name, uses in _by_name(use for use, _ in settled)]
    )


def _by_name(uses: Iterable[Backlink]) -> Iterable[tuple[tuple[str, str], list[Backlink]]]:
    found: dict[tuple[str, str], list[Backlink]] = defaultdict(list)
    for use in uses:
        found[use.mention.kind, use.mention.name].append(use)
    return found.items()


def _most_used_first(names: list[N]) -> list[N]:
    return sorted(names, key=lambda each: (-len(each.places), each.name, each.kind))


WANTED = Report(
    slug="wanted-pages",
    group=PROSE,
    name=_("Wanted pages"),
    says=_("A name that a text links to or quotes a fact of, but that no entry has."),
    spares=_("Broken citations have a report of their own."),
    mend=_("Write the entry, add the name to the other names of the entry that is meant, or correct the links."),
    columns=(_("Name"), _("Wanted in"), _("Where")),
    find=wanted,
)

AMBIGUOUS = Report(
    slug="ambiguous-links",
    group=PROSE,
    name=_("Ambiguous links"),
    says=_("A name in a text or in a citation that means several entries. It leads to the first of them."),
    spares=_(
        "A slug or a title comes before another name, and a former name comes last. A current name is not reported "
        "because another entry once had it."
    ),
    mend=_(
        "Write the kind and slug of the entry that is meant, as in [[state:belarus]], or remove the name from others."
    ),
    columns=(_("Name"), _("Can mean"), _("Where")),
    find=ambiguous,
)

BROKEN = Report(
    slug="broken-citations",
    group=SOURCES,
    name=_("Broken citations"),
    says=_("A citation, of a fact or in a text, that names a source that does not exist."),
    mend=_("Restore the source from its history, write it, or cite another source."),
    columns=(_("Source"), _("Cited in"), _("Where")),
    find=broken,
)
