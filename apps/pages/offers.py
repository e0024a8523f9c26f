"""Where an entry is edited, restored or added, for those who may; nothing for others. Must not know requests."""

from collections.abc import Iterable
from typing import Any

from apps.changes.models import Changeset
from apps.entries.access import Verb, Viewer
from apps.entries.entry import Entry
from apps.entries.world import World
from apps.facts.hooks import NEW_PAGE
from apps.revisions.recent import ListedChangeset
from apps.revisions.whole import ChangesetPart

from .hooks import ADMIN_FORM, FORM_PAGE


def form_address(viewer: Viewer, entry: Entry) -> str:
    """The form for those who may edit the entry: the admin's where they use that, else the page's own."""
    if viewer.uses_admin:
        return ADMIN_FORM(str(entry._meta.model_name), entry.pk)
    return FORM_PAGE("edit", entry.spec.plural, entry.slug)


def edit_addresses(world: World, entry: Entry) -> dict[str, str]:
    """For those who may edit the entry, unless its page shows the past: `edit`, the form that they use most likely,
    `edit_page`, the one below its own page, `rename`, and `confirm`; nothing for others.

    Of a stub it is not known whether it is protected: then those have them who may edit its kind.
    """
    known = type(entry) if "protection" in entry.get_deferred_fields() else entry
    if world.at is not None or not world.viewer.may(Verb.EDIT, known):
        return {}
    place = (entry.spec.plural, entry.slug)
    edit, rename, confirm = (FORM_PAGE(act, *place) for act in ("edit", "rename", "confirm"))
    return {"edit": form_address(world.viewer, entry), "edit_page": edit, "rename": rename, "confirm": confirm}


def restore_address(viewer: Viewer, entry: Entry, number: int | None, *, gone: bool = False) -> str:
    """Where a revision of the entry is restored, for those who may; nothing for others.

    Bringing back one that is `gone` takes what deleting it takes.
    """
    if not viewer.may(Verb.RESTORE, entry) or (gone and not viewer.may(Verb.DELETE, entry)):
        return ""
    return FORM_PAGE("restore", entry.spec.plural, entry.slug, number)


def new_address(world: World, model: type[Entry]) -> str:
    """The form of a new entry for those who may add one; nothing for others, nor where the list shows the past."""
    if world.at is not None or not world.viewer.may(Verb.CREATE, model):
        return ""
    return NEW_PAGE(model.spec.plural)


def undo_address(world: World, changeset: Changeset, parts: list[ChangesetPart]) -> str:
    """Where a changeset is undone, for those who may edit every entry that it touched; nothing for others."""
    viewer = world.viewer
    if not parts or not viewer.may(Verb.UNDO) or not all(viewer.may(Verb.EDIT, type(part.entry)) for part in parts):
        return ""
    if viewer.closed(part.entry.pk for part in parts):
        return ""
    return FORM_PAGE("undo", changeset.number)


def undo_addresses(world: World, rows: Iterable[ListedChangeset]) -> dict[int, str]:
    """Where each of some changesets is undone, by number; not those of which not every entry is named, or none.

    One query for all of them, and none for who may undo nothing.
    """
    viewer = world.viewer
    if world.at is not None or not viewer.may(Verb.UNDO):
        return {}
    named = {
        each.changeset.number: each.entries
        for each in rows
        if each.entries and not each.more
        if all(viewer.may(Verb.EDIT, type(entry)) for entry in each.entries)
    }
    closed = viewer.closed(entry.pk for entries in named.values() for entry in entries)
    return {
        number: FORM_PAGE("undo", number)
        for number, entries in named.items()
        if not any(entry.pk in closed for entry in entries)
    }


def rollback_address(world: World, editor: Any) -> str:
    """Where an editor's changes are rolled back, for reviewers; nothing for others."""
    if not world.viewer.may(Verb.ROLL_BACK):
        return ""
    return FORM_PAGE("rollback", editor.get_username())
