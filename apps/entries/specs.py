"""What a kind and a claim declare of themselves; others loop over it: docs/kinds.md. Must not import models."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .boxes import BoxPlan
from .layouts import Glance, Layout
from .schema import THING, Schema
from .wording import Words, word

EDITORS, REVIEWERS = "Editors", "Reviewers"
"""The groups that are granted what kinds and claims declare, after every migrate."""

CITED = "source"
"""The kind that citations mean: `@slug` names one of it, and no other."""

Grants = tuple[tuple[str, tuple[str, ...]], ...]
"""Groups, each with the verbs of Django's permissions that its members have."""

WRITTEN: Grants = ((EDITORS, ("view", "add", "change")), (REVIEWERS, ("view", "add", "change", "delete")))
"""Editors write entries, and reviewers delete them too."""
STATED: Grants = tuple((group, ("view", "add", "change", "delete")) for group in (EDITORS, REVIEWERS))
"""Who writes entries takes claims away as well."""


@dataclass(frozen=True)
class KindSpec:
    """A kind of entry.

    `name` is its word ("state"), `plural` its page prefix and API path ("states"), `facts` the names of its own
    fields in the order in which a page shows them, `columns` those that a list shows and sorts by, `order` the one
    by which it is sorted unless another is asked for, `filters` those that it can be narrowed by, `byline` those that
    a link knows besides, as a reference tells them, `flag` the one of them that is the code of its flag, `names` those
    that are names of it to the search.

    `box` are the first rows of its page's information box; `extras` are what the page shows beside facts and claims, by
    their names in `extras`; `layout` is the order of its print version; `listed` gives headings to the lists of entries
    that name one of it, by the lists' names; `glance` puts it on the home page. `tells`: it is prose, which the print
    version of what it is about tells too.

    `facet` is the letter with which the search marks what has to do with one of it; then its word is a filter there.
    `concerned`: the timeline can be narrowed to what concerns one of it; `aside`: it is there only when it is, or asked
    for by name, since it began long before what the rest is about. `within` is the fact that names the body in
    whose lifetime it must lie, `later` are dates that cannot come before its first; reports say where they do.

    `granted` says what groups may do with it; `schema` is how machines are told what it is.

    What people read of it can be translated, and so is whole: `one` and `many` are its words ("state", "states"),
    `new` the heading of a form for one ("New state"), `counted` so many of them ("%(count)s states").
    """

    name: str
    plural: str
    one: Words = field(default="", compare=False)
    many: Words = field(default="", compare=False)
    new: Words = field(default="", compare=False)
    counted: Words = field(default="", compare=False)
    facts: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    order: str = "title"
    filters: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    flag: str = ""
    box: BoxPlan = ()
    extras: tuple[str, ...] = ()
    layout: Layout = field(default_factory=Layout)
    listed: Mapping[str, str] = field(default_factory=dict, hash=False)
    glance: Glance | None = None
    tells: bool = False
    facet: str = ""
    concerned: bool = False
    aside: bool = False
    within: str = ""
    later: tuple[str, ...] = ()
    happens: bool = False
    confirmed: tuple[str, ...] = ()
    granted: Grants = WRITTEN
    schema: Schema = THING

    def __post_init__(self) -> None:
        word(self, "new", f"New {self.name}")

    @property
    def cited(self) -> bool:
        """Whether facts rest on it; it speaks for itself."""
        return self.name == CITED


@dataclass(frozen=True)
class End:
    """One end of a claim: the foreign key's name, the name of the claim list on the page of the entry there,
    and that list's heading ("Members").
    """

    field: str
    listed: str
    heading: str


@dataclass(frozen=True)
class Acts:
    """How it is told that claims of a sort began and ended between two days, under a heading with an anchor.

    `began` and `ended` are the verbs by the value of the claim's `fact`; that of "" is for every other value, which
    stands where it says {}.
    """

    anchor: str
    heading: str
    fact: str
    began: Mapping[str, str] = field(hash=False)
    ended: Mapping[str, str] = field(default_factory=dict, hash=False)

    def verb(self, verbs: Mapping[str, str], value: str, label: str) -> str:
        """The verb for a value whose words are `label`."""
        return str(verbs.get(value) or verbs[""]).format(label)


@dataclass(frozen=True)
class Stands:
    """A claim says how the entry at its end `party` stands to that at its end `subject`.

    Its `fact` is the status, for as long as the claim holds, unless one of a status in `instead` stands in for it. Or
    it is an act: then how one stands is *derived* from all acts by treaty law, given the facts `terms` of the subject;
    `brings` is the status as which an act is drawn, `marks` the letters that tables print beside its date. `statuses`
    are all of them with their labels, the usual one first; of several that are possible, a map shows the first.
    `headings` are of lists of those with a status, as far as they are not its label.
    `called` is what those of the usual status are together ("members"), by which prose quotes them.
    """

    party: str
    subject: str
    fact: str
    called: str
    statuses: Mapping[str, str] = field(hash=False)
    brings: Mapping[str, str] = field(default_factory=dict, hash=False)
    marks: Mapping[str, str] = field(default_factory=dict, hash=False)
    terms: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def derived(self) -> bool:
        """Whether how one stands follows from acts."""
        return bool(self.brings)

    @property
    def usual(self) -> str:
        """The status that is meant where none is named."""
        return next(iter(self.statuses))

    def status(self, value: str) -> str:
        """The status that a value of the fact is, or is drawn as; empty for an act that changes none."""
        return self.brings.get(value, "") if self.brings else value


@dataclass(frozen=True)
class Remark:
    """A claim is a remark of the entry at its end `party` on that at its end `subject`: a note below the table of how
    parties stand. Its fact `sort` says what it is, `text` what it says.
    """

    party: str
    subject: str
    sort: str
    text: str


LAST = 100


@dataclass(frozen=True)
class ClaimSpec:
    """A claim: its word, its plural (also its API path and fixture file), its ends and its own facts.

    What people read of it can be translated: `one` and `many` are its words ("treaty action", "treaty actions"), `add`
    is on the button that adds one ("Add treaty action"), `counted` are so many of them.

    `dated_by` names the end whose own dates say when the claim holds; empty where the claim has its own. `acts` says
    how beginnings and ends are told, `stands` how one end stands to another by it, `remark` that it is a note on that;
    `names` is the fact that is a name of the entry at its one end; `place` is where its lists stand among those of
    other claims, and `granted` says what groups may do with it. `confirmed`: its lists can be confirmed as complete on
    a day; `timeline`: it is shown along time, and if it is `aside`, as for a kind. `outlasts`: it stays so when what
    stands at its ends is no more.
    """

    name: str
    plural: str
    ends: tuple[End, ...]
    facts: tuple[str, ...]
    one: Words = field(default="", compare=False)
    many: Words = field(default="", compare=False)
    add: Words = field(default="", compare=False)
    counted: Words = field(default="", compare=False)
    dated_by: str = ""
    acts: Acts | None = None
    stands: Stands | None = None
    remark: Remark | None = None
    names: str = ""
    place: int = LAST
    confirmed: bool = False
    timeline: bool = True
    outlasts: bool = False
    aside: bool = False
    granted: Grants = STATED

    def __post_init__(self) -> None:
        word(self, "add", f"Add {self.name}")

    @property
    def ties(self) -> bool:
        """Whether it ties an entry to another; else it says something of the one at its end."""
        return len(self.ends) > 1

    def end(self, field: str) -> End:
        """The end that a foreign key makes. Raises KeyError for a name that is no end."""
        for end in self.ends:
            if end.field == field:
                return end
        raise KeyError(field)
