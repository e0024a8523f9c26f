"""Giving rows the entries that they name, all in one query. Must not know pages or JSON."""

from collections.abc import Iterable
from typing import Any

from django.db.models import ForeignKey, Model, Q

from apps.wikitext.citations import Citation
from apps.wikitext.render import LinkTarget

from .entry import Entry, name_slug
from .world import World


def entry_keys(model: type[Model]) -> list[ForeignKey]:
    """The foreign keys of a kind or claim that lead to entries, its link to its own parent row left out."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and issubclass(field.remote_field.model, Entry) and not field.primary_key
    ]


class Named:
    """The entries that some rows, citations and links name, found together.

    Ask for all of them first, then `fetch` once; a row whose entry is gone keeps None there.
    """

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self.sources: set[str] = set()
        self.names: set[str] = set()
        self.found: list[Entry] = []

    def want(self, rows: Iterable[Any]) -> None:
        """The entries at the foreign keys of these rows."""
        self.rows.extend(rows)

    def want_sources(self, citations: Iterable[Citation]) -> None:
        """The sources of these citations."""
        self.sources.update(citation.source for citation in citations)

    def want_links(self, targets: Iterable[LinkTarget]) -> None:
        """The targets of these wiki links."""
        self.names.update(name_slug(target.name) for target in targets)

    def fetch(self, world: World) -> None:
        """One query for all; then every row has its entries."""
        keys = [(row, field) for row in self.rows for field in entry_keys(type(row))]
        ids = {pk for row, field in keys if (pk := getattr(row, field.attname)) is not None}
        where = Q(id__in=ids) | Q(kind="source", slug__in=self.sources) | Q(slug__in=self.names)
        for name in self.names:
            where |= Q(names__contains=f"|{name}|")
        self.found = world.stubs(where) if ids or self.sources or self.names else []
        by_id = {entry.id: entry for entry in self.found}
        for row, field in keys:
            field.set_cached_value(row, by_id.get(getattr(row, field.attname)))

    def source(self, slug: str) -> Entry | None:
        """The source of that slug, if it was asked for and exists."""
        return next((entry for entry in self.found if entry.kind == "source" and entry.slug == slug), None)

    def targets(self, target: LinkTarget) -> list[Entry]:
        """The entries that a wiki link can mean, best first: by slug or title, then by alias."""
        name = name_slug(target.name)
        hits = [e for e in self.found if target.kind in ("", e.kind) and (e.slug == name or f"|{name}|" in e.names)]
        return sorted(hits, key=lambda e: (e.slug != name, name_slug(e.title) != name, e.title))
