"""What a reader asks for in one line: words, phrases, exclusions, filters. Must not know the index, nor single kinds.

Anything can be written: what cannot be read as an operator is words.
"""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain

from apps.entries.kinds import KINDS

from .words import SMALL, stem, words

LONGEST = 300
"""Characters of a query that are read; the page says so of a longer one."""
MOST_TERMS = 16
FILTERS = ("kind", *(kind.spec.name for kind in KINDS if kind.spec.facet), "year")

_PART = re.compile(
    rf'(?P<minus>-)?(?:(?P<filter>{"|".join(FILTERS)}):(?P<value>"[^"]*"|\S+)|"(?P<phrase>[^"]*)"|(?P<words>[^\s"]+))',
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Term:
    """One word, or the words of a phrase in their order; `excluded` where it must not be found."""

    words: tuple[str, ...]
    excluded: bool = False
    phrase: bool = False


@dataclass(frozen=True)
class Forms:
    """The single words that were asked for, their stems, those that may go on; the phrases, each as its words; and the
    letters with which all these begin.
    """

    words: frozenset[str]
    stems: frozenset[str]
    begun: tuple[str, ...]
    phrases: frozenset[tuple[str, ...]]
    initials: str

    def __contains__(self, word: str) -> bool:
        """Whether a folded word is one of the single ones, in any form."""
        if word[0] not in self.initials:  # a word's stem begins as it does, and stemming takes long
            return False
        return word in self.words or word.startswith(self.begun) or stem(word) in self.stems


@dataclass(frozen=True)
class Query:
    """A line, read: `terms` to be found or not, the values of filters by name, and whether it was cut off.

    The last term is `open` while it is being typed: it may begin a word; in a `begun` query every term may. With `any`,
    one term that is found is enough.
    """

    line: str
    terms: tuple[Term, ...] = ()
    filters: dict[str, str] = field(default_factory=dict)
    open: bool = False
    cut: bool = False
    any: bool = False
    begun: bool = False

    @cached_property
    def wanted(self) -> list[Term]:
        """The terms that must be found."""
        return [term for term in self.terms if not term.excluded]

    @cached_property
    def unwanted(self) -> "Query | None":
        """The query that finds what has any of the terms that are excluded, if some are."""
        terms = tuple(replace(term, excluded=False) for term in self.terms if term.excluded)
        return Query(self.line, terms, any=True) if terms else None

    @cached_property
    def forms(self) -> Forms:
        """What the words that were asked for look like in a text."""
        single = [term.words[0] for term in self.wanted if not term.phrase]
        phrases = [term.words for term in self.wanted if term.phrase]
        stems = [stem(word) for word in single]
        begun = single if self.begun else single[-1:] if self.open else []
        initials = "".join(sorted({word[0] for word in (*single, *stems, *chain.from_iterable(phrases))}))
        return Forms(frozenset(single), frozenset(stems), tuple(begun), frozenset(phrases), initials)

    @property
    def plain(self) -> str:
        """The words that must be found, as a line."""
        return " ".join(word for term in self.wanted for word in term.words)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for: there are no terms to be found and no filters."""
        return not (self.wanted or self.filters)


def read(line: str) -> Query:
    """The query that a line says; every line says one."""
    cut = len(line) > LONGEST
    line = " ".join(line.replace("\0", " ")[:LONGEST].split())
    terms: list[Term] = []
    filters: dict[str, str] = {}
    last = None
    for part in _PART.finditer(line):
        if part["filter"] and not part["minus"]:
            filters[part["filter"].lower()] = part["value"].strip('"').lower()
            last = None
            continue
        said = part["phrase"] if part["phrase"] is not None else part["words"] or part["value"]
        if part["filter"]:
            said = f"{part['filter']} {said}"
        excluded = bool(part["minus"])
        found = words(said)
        if part["phrase"] is not None and found:
            terms.append(Term(tuple(found), excluded, phrase=True))
        else:
            terms += [Term((word,), excluded) for word in found]
        last = part if found and part["words"] and not excluded else None
    is_open = last is not None and last.end() == len(line) and len(terms) <= MOST_TERMS
    return Query(line, _telling(terms[:MOST_TERMS]), filters, is_open, cut or len(terms) > MOST_TERMS)


def without(line: str, *names: str) -> str:
    """A line without its filters of these names."""
    kept = []
    last = 0
    for part in _PART.finditer(line):
        if part["filter"] and not part["minus"] and part["filter"].lower() in names:
            kept.append(line[last : part.start()])
            last = part.end()
    return " ".join("".join([*kept, line[last:]]).split())


def _telling(terms: list[Term]) -> tuple[Term, ...]:
    """The terms without the small words of English and Russian, unless there are no others."""
    telling = [term for term in terms if term.phrase or term.excluded or term.words[0] not in SMALL]
    return tuple(telling if any(not term.excluded for term in telling) else terms)
