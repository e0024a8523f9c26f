"""Renaming an entry, and the links, citations and quoted facts that name it. Must not know requests, nor write."""

import re
from copy import copy
from dataclasses import dataclass
from typing import Any

from apps.entries.entry import Entry, name_slug
from apps.entries.kinds import CLAIMS, KIND
from apps.entries.linking.index import entries_called
from apps.entries.linking.models import Reference
from apps.entries.rendered import prose_field
from apps.wikitext.links import LinkTarget
from apps.wikitext.rewriting import rewrite, rewrite_cites

from .merging import Row
from .plans import Plan
from .policy import closed_among
from .standing import Standing, key_of

_UNLINKABLE = re.compile(r"[\[\]|#{}\"\r\n]|^[a-z]+:\S")
"""What a title has that can stand in no link."""


@dataclass(frozen=True)
class Names:
    """What an entry is to be called: its new title and slug, and whether the old title stays as another name."""

    title: str
    slug: str
    keep: bool = True


@dataclass
class Renaming:
    """The plan of a renaming; `left` are the entries whose prose names it and is not the user's to change."""

    plan: Plan
    entry: Entry
    left: list[Entry]

    @property
    def rows(self) -> list[Row]:
        """What is to be saved: first the entry, by whose new slug others may cite it."""
        return sorted(self.plan.saves.values(), key=lambda row: row is not self.entry)


def naming(entry: Entry) -> list[Reference]:
    """Where the entry is named by its title or its slug as they are."""
    names = {entry.slug, name_slug(entry.title)}
    return list(Reference.objects.filter(target=entry.pk, name__in=names).select_related("entry"))


def plan_rename(entry: Any, names: Names, user: Any, *, rewriting: bool) -> Renaming:
    """What a renaming would do: the entry's own row, and with `rewriting` those that name it."""
    plan = Plan(Standing())
    renamed = copy(plan.look(entry))
    renamed.title, renamed.slug = names.title, names.slug
    if names.keep and name_slug(names.title) != name_slug(entry.title) and entry.title not in entry.other_names:
        renamed.aliases = "\n".join([*entry.other_names, entry.title])
    references = naming(entry) if rewriting else []
    closed = closed_among(user, {reference.entry_id for reference in references})
    plan.standing.load((_model(each), each.row) for each in references if each.entry_id not in closed)
    writer = _Writer(entry, names)
    for key in dict.fromkeys((_model(each), each.row) for each in references if each.entry_id not in closed):
        plan.seen.add(key)
        row = renamed if key == key_of(entry) else copy(plan.standing.row(key))
        if row is None:
            continue  # deleted a moment ago
        writer.rewrite(row)
        if row is not renamed:
            plan.save(row)
    plan.save(renamed)
    return Renaming(plan.close(leave_out=False), renamed, sorted(closed.values(), key=lambda each: each.title))


def _model(reference: Reference) -> Any:
    if not reference.claim:
        return KIND[reference.entry.kind]
    return next(model for model in CLAIMS if model.spec.plural == reference.claim)


class _Writer:
    """Writes the new names of an entry where its old ones are."""

    def __init__(self, entry: Entry, names: Names) -> None:
        self._entry, self._names = entry, names
        self._by_slug, self._by_title = entry.slug, name_slug(entry.title)
        title = name_slug(names.title)
        self._title_is_plain = all(each.pk == entry.pk for each in entries_called({title}).get(title, ()))

    def rewrite(self, row: Any) -> None:
        """Put the new names into the prose and the citations of a row."""
        field = prose_field(type(row))
        setattr(row, field, rewrite(getattr(row, field), link=self._link, cite=self._cite, quote=self._quote))
        row.cites = rewrite_cites(row.cites, self._cite)

    def _link(self, target: LinkTarget) -> str | None:
        if target.kind not in ("", self._entry.kind):
            return None
        return self._named(target.name, target.kind)

    def _named(self, name: str, kind: str) -> str | None:
        """What names the entry in the way in which it was named: by its slug or by its title."""
        prefix = f"{kind}:" if kind else ""
        if name == self._by_slug and self._names.slug != self._by_slug:
            return prefix + self._names.slug
        if name_slug(name) == self._by_title and name_slug(self._names.title) != self._by_title:
            if name == self._by_slug:
                return None
            plain = self._title_is_plain and not _UNLINKABLE.search(self._names.title)
            return prefix + self._names.title if plain else f"{self._entry.kind}:{self._names.slug}"
        return None

    def _cite(self, source: str) -> str | None:
        is_it = self._entry.kind == "source" and source == self._by_slug and self._names.slug != self._by_slug
        return self._names.slug if is_it else None

    def _quote(self, of: str) -> str | None:
        kind, colon, name = of.rpartition(":")
        if colon and kind not in KIND:
            kind, name = "", of
        return self._named(name, kind) if kind in ("", self._entry.kind) else None
