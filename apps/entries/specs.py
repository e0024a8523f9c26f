"""What a kind and a claim declare of themselves; pages, API, admin and seed loop over these. Must not import models."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KindSpec:
    """A kind of entry.

    `name` is its word ("state"), `plural` its page prefix and API path ("states"), `facts` the names of its own
    fields in the order in which a page shows them, `columns` those that a list shows and sorts by, `filters` those
    that a list can be narrowed by, `byline` those that a reference gives after the title.
    """

    name: str
    plural: str
    facts: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()


@dataclass(frozen=True)
class End:
    """One end of a claim: the foreign key's name, the name of the claim list on the page of the entry there,
    and that list's heading ("Members").
    """

    field: str
    listed: str
    heading: str


@dataclass(frozen=True)
class ClaimSpec:
    """A claim: its word, its plural (also its API path and fixture file), its ends and its own facts.

    `dated_by` names the end whose own dates say when the claim holds; empty where the claim has its own.
    """

    name: str
    plural: str
    ends: tuple[End, ...]
    facts: tuple[str, ...]
    dated_by: str = ""

    def end(self, field: str) -> End:
        """The end that a foreign key makes. Raises KeyError for a name that is no end."""
        for end in self.ends:
            if end.field == field:
                return end
        raise KeyError(field)
