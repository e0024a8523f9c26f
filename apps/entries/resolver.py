"""Giving rows the entries that they name, all in one query. Must not know pages or JSON."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from apps.fresh.depending import note
from apps.wikitext.citations import Citation
from apps.wikitext.quotes import Quote
from apps.wikitext.render import LinkTarget
from apps.wikitext.skeleton import Skeleton

from .claims import Claim
from .ends import entry_keys
from .entry import Entry, name_slug
from .linking.meaning import meant
from .linking.mentions import quoted
from .specs import CITED
from .tokens import itself, named
from .world import World


def is_whole(claim: Claim) -> bool:
    """Whether the entries at all ends that a claim has are known, once they were fetched: the viewer may read them."""
    return all(
        getattr(claim, end.field, None) is not None or getattr(claim, f"{end.field}_id") is None
        for end in claim.spec.ends
    )


@dataclass(frozen=True)
class Meaning:
    """The entry that a name means, None where it is wanted; and the others that it could mean as well."""

    entry: Entry | None
    others: tuple[Entry, ...] = ()


class EntryResolver:
    """The entries that some rows, citations and links name, found together.

    Ask for all of them first, `names` (slugs) and `keys` of entries included, then `fetch` once; a row whose entry is
    gone keeps None there.
    """

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self.names: set[str] = set()
        self.keys: set[int] = set()
        self.found: list[Entry] = []
        self.called: dict[str, list[Entry]] = {}
        self.by_key: dict[int, Entry] = {}

    def want(self, rows: Iterable[Any]) -> None:
        """The entries at the foreign keys of these rows."""
        self.rows.extend(rows)

    def want_sources(self, citations: Iterable[Citation]) -> None:
        """The sources of these citations."""
        self.names.update(citation.source for citation in citations)

    def want_links(self, targets: Iterable[LinkTarget]) -> None:
        """The targets of these wiki links."""
        self.names.update(name_slug(target.name) for target in targets)

    def want_prose(self, skeleton: Skeleton) -> None:
        """What a piece of prose links to, cites and quotes."""
        self.want_links(skeleton.links)
        self.want_sources(skeleton.citations)
        self.names.update(quoted(quote)[1] for quote in skeleton.quotes)

    def fetch(self, world: World) -> None:
        """One query for all; then every row has its entries."""
        keys = [(row, field) for row in self.rows for field in entry_keys(type(row))]
        ids = {pk for row, field in keys if (pk := getattr(row, field.attname)) is not None}
        ids |= self.keys
        self.names.discard("")
        if ids or self.names:
            with world.depending(*itself(*ids), *named(self.names)):
                self.found, self.called = world.stubs_called(ids, self.names)
            if world.at is None:
                note(*itself(*(entry.pk for entry in self.found)))
        self.by_key = {entry.pk: entry for entry in self.found}
        for row, field in keys:
            field.set_cached_value(row, self.by_key.get(getattr(row, field.attname)))

    def means(self, name: str, kind: str = "") -> Meaning:
        """What a name (a slug) means, of a kind or (empty) of any, if it was asked for."""
        found = meant(name, kind, self.called.get(name, ()))
        return Meaning(found[0], tuple(found[1:])) if found else Meaning(None)

    def source(self, slug: str) -> Entry | None:
        """The source that a citation names, if it was asked for and exists."""
        return self.means(slug, CITED).entry

    def target(self, target: LinkTarget) -> Meaning:
        """What a wiki link means."""
        return self.means(name_slug(target.name), target.kind)

    def quoted(self, quote: Quote) -> Meaning:
        """The entry that a quoted fact is about."""
        kind, name = quoted(quote)
        return self.means(name, kind)
