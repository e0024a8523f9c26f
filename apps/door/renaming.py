"""Renaming an entry, and the links, citations and quoted facts that name it. Must not know requests, nor write."""

import re
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

from apps.entries.access import Verb, Viewer, touched_by
from apps.entries.claims import Claim
from apps.entries.entry import Entry, name_slug
from apps.entries.kinds import CLAIMS, KIND
from apps.entries.kinds.name import Name
from apps.entries.linking.index import entries_called
from apps.entries.linking.meaning import CALLED, closeness
from apps.entries.linking.mentions import LONGEST_NAME, quoted
from apps.entries.linking.models import Reference, Sort
from apps.entries.rendered import prose_field
from apps.entries.specs import CITED
from apps.entries.world import World
from apps.revisions.deltas import changed_fields
from apps.wikitext.links import LinkTarget
from apps.wikitext.quotes import Quote
from apps.wikitext.rewriting import rewrite, rewrite_cites

from .merging import Key, Row, key_of
from .plans import Plan
from .working_set import WorkingSet

_UNLINKABLE = re.compile(r"[\[\]|#{}\"“”`\\\r\n]|^[a-z]+:\S")
"""What a title has that can stand in no link, or not in every one."""

Said = tuple[str, str, str]
"""A name as Reference keeps it: sort, kind and name."""


@dataclass(frozen=True)
class NewNames:
    """What an entry is to be called: its new title and slug, and whether the old title stays as another name."""

    title: str
    slug: str
    keep: bool = True


@dataclass
class Naming:
    """The rows that name an entry by its title or its slug as they are, each with the names that mean it there.

    `rows` are the editor's to change, `left` are not.
    """

    rows: dict[Key, set[Said]] = field(default_factory=dict)
    left: set[Key] = field(default_factory=set)


@dataclass
class Renaming:
    """The plan of a renaming, and the entry as it is to be."""

    plan: Plan
    entry: Entry

    @property
    def rows(self) -> list[Row]:
        """What is to be saved: first the entry, by whose new slug others may cite it."""
        return sorted(self.plan.saves.values(), key=lambda row: row is not self.entry)


def naming(entry: Entry, viewer: Viewer, standing: WorkingSet) -> Naming:
    """Where the entry is named by its title or its slug, and which of that the viewer may change.

    Of what is another name of it too, such as “CSTO” where the slug is “csto”, only the rows tell how it is written.
    """
    names = {entry.slug, name_slug(entry.title)[:LONGEST_NAME]}
    found: dict[Key, set[Said]] = {}
    for each in World(viewer).references().filter(target=entry.pk, name__in=names).select_related("entry"):
        found.setdefault(_key(each), set()).add((each.sort, each.kind, each.name))
    standing.load(found)
    probe = _Writer(entry, NewNames(unused := f"z{token_hex(8)}", unused))
    rows = {key: row for key in found if (row := standing.row(key)) is not None and probe.rewrites(row, found[key])}
    closed = viewer.closed(set().union(*map(touched_by, rows.values()))).keys() if rows else set()
    mine = {key for key, row in rows.items() if _may_change(viewer, key[0]) and not touched_by(row) & closed}
    return Naming({key: found[key] for key in rows if key in mine}, rows.keys() - mine)


def _key(reference: Reference) -> Key:
    if not reference.claim:
        return KIND[reference.entry.kind], reference.row
    return next(model for model in CLAIMS if model.spec.plural == reference.claim), reference.row


def _may_change(viewer: Viewer, model: Any) -> bool:
    return viewer.may_edit_claims(model) if issubclass(model, Claim) else viewer.may(Verb.EDIT, model)


def plan_rename(entry: Any, names: NewNames, viewer: Viewer, *, rewriting: bool) -> Renaming:
    """What a renaming would do: the entry's own row, and with `rewriting` those that name it."""
    plan = Plan(WorkingSet())
    renamed = copy(plan.look(entry) or entry)
    renamed.title, renamed.slug = names.title, names.slug
    is_new = name_slug(names.title) != name_slug(entry.title) and entry.title not in entry.called.splitlines()
    if names.keep and is_new and viewer.may_edit_claims(Name):
        plan.save(Name(entry=renamed, text=entry.title))
    if rewriting:
        writer = _Writer(entry, names)
        for key, said in naming(entry, viewer, plan.standing).rows.items():
            plan.seen.add(key)
            row = renamed if key == key_of(entry) else copy(plan.standing.row(key))
            writer.rewrite(row, said)
            plan.save(row)
    plan.save(renamed)
    return Renaming(plan.close(leave_out=False), renamed)


class _Writer:
    """Writes the new names of an entry where its old ones are."""

    def __init__(self, entry: Entry, names: NewNames) -> None:
        self._entry, self._names = entry, names
        new = {names.slug, name_slug(names.title)}
        called = entries_called(new)
        self._shared = {
            (name, each.kind)
            for name in new
            for each in called.get(name, ())
            if each.pk != entry.pk and closeness(each, name) == CALLED
        }

    def rewrite(self, row: Any, said: set[Said]) -> None:
        """Put the new names into the prose and the citations of a row, where these mean the entry."""

        def cite(source: str) -> str | None:
            return self._cited(source) if (Sort.CITATION, CITED, source[:LONGEST_NAME]) in said else None

        def link(target: LinkTarget) -> str | None:
            name = name_slug(target.name)[:LONGEST_NAME]
            return self._named(target.name, target.kind) if (Sort.LINK, target.kind, name) in said else None

        def quote(of: str) -> str | None:
            kind, name = quoted(Quote("", (("of", of),), of))
            written = of.removeprefix(f"{kind}:").strip()
            return self._named(written, kind) if (Sort.QUOTE, kind, name) in said else None

        prose = prose_field(type(row))
        setattr(row, prose, rewrite(getattr(row, prose), link=link, cite=cite, quote=quote))
        row.cites = rewrite_cites(row.cites, cite)

    def rewrites(self, row: Any, said: set[Said]) -> bool:
        """Whether a row, which stays as it is, would be another."""
        other = copy(row)
        self.rewrite(other, said)
        return bool(changed_fields(row, other))

    def _named(self, written: str, kind: str) -> str | None:
        """What names the entry in the way in which it was named, by its slug or by its title; None for no other way.

        Where that would mean others too it is the kind and the slug, and where even that would, the old name stays.
        """
        prefix = f"{kind}:" if kind else ""
        if self._is_slug(written):
            if self._names.slug == self._entry.slug:
                return None
            if self._means_it(self._names.slug, kind):
                return prefix + self._names.slug
        else:
            title = self._names.title
            if title == self._entry.title or written in self._entry.other_names:
                return None
            if self._means_it(name_slug(title), kind) and not _UNLINKABLE.search(title):
                return prefix + title
        by_slug = f"{self._entry.kind}:{self._names.slug}"
        return by_slug if self._means_it(self._names.slug, self._entry.kind) else None

    def _cited(self, source: str) -> str | None:
        changed = self._names.slug != source and (
            self._names.slug != self._entry.slug if self._is_slug(source) else self._names.title != self._entry.title
        )
        return self._names.slug if changed and self._means_it(self._names.slug, CITED) else None

    def _is_slug(self, written: str) -> bool:
        """Whether the entry is written by its slug, rather than by its title."""
        if written == self._entry.slug:
            return True
        return name_slug(written) != name_slug(self._entry.title) and written not in self._entry.other_names

    def _means_it(self, name: str, kind: str) -> bool:
        """Whether a new name means the entry alone."""
        kinds: Iterable[str] = (kind,) if kind else KIND
        return bool(name) and not any((name, each) in self._shared for each in kinds)
