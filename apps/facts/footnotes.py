"""The numbered references of one page: citations of its facts, claims and prose in one list, with back-links.

Must not know where on the page they stand, nor HTML.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from apps.entries.entry import Entry
from apps.entries.field_values import words
from apps.entries.resolver import EntryResolver
from apps.wikitext.citations import Citation, parse_cites
from apps.wikitext.links import Mark


@dataclass
class NumberedReference:
    """One citation, however often it is cited: its number, its source (None: there is none) and its marks."""

    number: int
    citation: Citation
    source: Entry | None
    marks: list[Mark] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Where the marks lead."""
        return f"ref-{self.number}"

    @property
    def byline(self) -> dict[str, str]:
        """What else is known of the source, by the name of the fact: its author, publisher, date, address."""
        names = self.source.spec.byline if self.source else ()
        return dict(zip(names, getattr(self.source, "byline", "").split("\n"), strict=False))

    @property
    def published(self) -> str:
        """When the source was published, in words."""
        return words(self.byline.get("published", ""))


@dataclass
class CitedSource:
    """A source with all places of it that are cited: `places` are in groups that share what stands before a number.

    Of a group, the first place is told whole, and of the others what differs: “Background ¶1, ¶2, ¶3”.
    """

    first: NumberedReference
    places: list[list[tuple[NumberedReference, str]]] = field(default_factory=list)


_DIGITS = re.compile(r"\d{1,9}", re.ASCII)
_NUMBERED = re.compile(r"(?P<before>.*\S)\s+(?P<number>(?:¶|§|pp?\.\s*|art\.\s*)\S+)", re.DOTALL)


def by_source(references: Iterable[NumberedReference]) -> list[CitedSource]:
    """The references of a page by source, in the order in which each was first cited, and its groups of places too."""
    sources: dict[str, CitedSource] = {}
    groups: dict[tuple[str, str], list[tuple[str, NumberedReference]]] = {}
    for each in references:
        name, locator = each.source.slug if each.source else each.citation.source, each.citation.locator
        sources.setdefault(name, CitedSource(each))
        found = _NUMBERED.fullmatch(locator)
        groups.setdefault((name, found["before"] if found else f"={locator}"), []).append(
            (found["number"] if found else locator, each)
        )
    for (name, _), group in groups.items():
        group.sort(key=lambda place: [int(digits) for digits in _DIGITS.findall(place[0])])
        (_, first), *others = group
        sources[name].places.append([(first, first.citation.locator), *((each, number) for number, each in others)])
    return list(sources.values())


class References:
    """Numbers citations in the order in which they are first cited."""

    def __init__(self, named: EntryResolver) -> None:
        self._named = named
        self._known: dict[Citation, NumberedReference] = {}

    def __iter__(self) -> Iterator[NumberedReference]:
        return iter(self._known.values())

    def mark(self, citation: Citation) -> Mark:
        """Cites once more; the mark's anchor is where the reference leads back to."""
        reference = self._known.get(citation)
        if reference is None:
            source = self._named.source(citation.source)
            reference = self._known[citation] = NumberedReference(len(self._known) + 1, citation, source)
        mark = Mark(reference.number, reference.id, f"cite-{reference.number}-{len(reference.marks) + 1}")
        reference.marks.append(mark)
        return mark

    def marks(self, cites: str) -> list[Mark]:
        """Cites each citation of a row's `cites`."""
        return self.marks_of(parse_cites(cites))

    def marks_of(self, citations: Iterable[Citation]) -> list[Mark]:
        """Cites each of these."""
        return [self.mark(citation) for citation in citations]
