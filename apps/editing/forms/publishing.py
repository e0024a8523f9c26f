"""From the form of an entry and the lists of its claims to publish(), and back with what that refuses.

Both forms go through here, the admin's and the public one. Must not know requests.
"""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from apps.changes.models import Changeset
from apps.door.merging import EditConflict
from apps.door.publish import Refused, came_between, publish
from apps.entries.access import SYSTEM, Viewer
from apps.entries.ends import entry_keys
from apps.entries.entry import Entry
from apps.language.said import retold

from .claims import ClaimFormSet
from .entry import EntryForm
from .refusals import MAIN, Conflict, Refusals, Unpublished, changeset_sentence, clashing
from .unsourced import unanswered

MOST_TOLD = 3
"""How many changesets with which an edit was merged are named; of more it says how many."""


def publish_forms(
    viewer: Viewer, form: EntryForm, formsets: Sequence[ClaimFormSet], *, change: bool
) -> Changeset | None:
    """Publish an entry with its claims, all forms being valid; None where nothing was changed. Raises Unpublished.

    `change` says that the entry stood when the editor began.
    """
    saves, deletes = [form.instance], []
    for formset in formsets:
        saves += formset.save(commit=False)
        deletes += formset.deleted_objects
    if refusals := refused_beforehand(viewer, formsets):
        raise Unpublished(refusals)
    said = form.cleaned_data
    base, seen = (said["base"], said["seen"] or 0) if change else (None, 0)
    try:
        return publish(saves, deletes, user=viewer.user, summary=said["edit_summary"], base=base, seen=seen)
    except EditConflict as error:
        places = places_of(form, formsets)
        conflict = Conflict(tuple((places[id(clash.row)], clash) for clash in error.clashes), error.latest)
        raise Unpublished(clashing(conflict), conflict) from error
    except Refused as refused:
        raise Unpublished(by_form(refused, form, formsets)) from refused


def refused_beforehand(viewer: Viewer, formsets: Sequence[ClaimFormSet]) -> Refusals:
    """What keeps valid claims from being published before anything is tried."""
    return closed_ends(viewer, formsets) or unanswered(formsets)


def places_of(form: EntryForm, formsets: Sequence[ClaimFormSet]) -> dict[int, str]:
    """The prefix of each row's form, by the identity of the row."""
    places = {id(each.instance): str(each.prefix) for formset in formsets for each in formset.forms}
    return places | {id(form.instance): MAIN}


def by_form(refused: Refused, form: EntryForm, formsets: Sequence[ClaimFormSet]) -> Refusals:
    """The refusals of publish(), by the prefix of the form whose row each is about."""
    places = places_of(form, formsets)
    return {places.get(id(each.row), MAIN): ValidationError(each) for each in (refused, *refused.others)}


def closed_ends(viewer: Viewer, formsets: Sequence[ClaimFormSet]) -> Refusals:
    """Refusals of claims that were added, changed or removed at an entry that is protected from the viewer.

    The ends are those that a claim had in the form, those that the editor gave it, and those that it has by now.
    """
    ends: dict[str, set[int]] = {}
    for formset in formsets:
        changed = {str(form.prefix): form for form in formset.forms if form.has_changed()}
        standing = SYSTEM.rows(formset.model).in_bulk([f.instance.pk for f in changed.values() if f.instance.pk])
        for prefix, form in changed.items():
            rows = (form.instance, standing.get(form.instance.pk))
            before = (form.initial.get(key.name) for key in entry_keys(formset.model))
            ends[prefix] = {key for key in before if isinstance(key, int)}.union(*(row.end_ids for row in rows if row))
    closed = viewer.closed({key for keys in ends.values() for key in keys})
    return {
        prefix: ValidationError(
            gettext("“%(closed)s” is protected: only reviewers publish changes of its claims.")
            % {"closed": closed[key]}
        )
        for prefix, keys in ends.items()
        for key in keys
        if key in closed
    }


def say_published(changeset: Changeset, entry: Entry, base: int | None) -> SafeString:
    """What to tell the editor: the number of the changeset, and with which others it was brought together."""
    link = format_html('<a href="{}">#{}</a>', changeset.get_absolute_url(), changeset.number)
    said = format_html(gettext("Published as changeset {}: {}"), link, retold(changeset.summary))
    between = list(came_between([entry.pk], base, changeset).select_related("user")) if base is not None else []
    if not between:
        return said
    named = format_html_join("; ", "{}", ((changeset_sentence(each),) for each in between[:MOST_TOLD]))
    if len(between) > MOST_TOLD:
        named = format_html(gettext("{names}; and {number} more"), names=named, number=len(between) - MOST_TOLD)
    return format_html(gettext("{}. Merged with the changes made meanwhile by {}."), said, named)


def say_unchanged(entry: Entry) -> str:
    """What to tell an editor who changed nothing."""
    return gettext("You changed nothing in “%(entry)s”, so there is no new changeset.") % {"entry": entry}
