"""Taking what others made of a field, or both, where an editor who was shown both chooses so.

The choice travels with the form as `theirs-<name>`, by the name of the field or, for a claim that one side removed,
by the prefix of its form. What is taken is put where the editor's own was: it is then posted like any value. Must not
know what clashes.
"""

from contextlib import suppress
from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import model_to_dict

from apps.changes.merge import keep_both, settle_text
from apps.entries.cited import CitesField, ProseField
from apps.wikitext.citations import InvalidCitation, format_cites, parse_cites

from .choices import EntryChoiceField
from .dates import CHOICE, EndInput

PREFIX = "theirs-"
YES = "1"
BOTH = "both"


def takes_theirs(form: forms.BaseForm, name: str) -> bool:
    """Whether the editor takes what others have, by the name of a field or the prefix of a form, or both."""
    return form.data.get(PREFIX + name) in (YES, BOTH)


def both_can_stay(row: Any, name: str) -> bool:
    """Whether what two editors made of a field can stand beside each other: prose, citations, lines."""
    return bool(row._meta.get_field(name).get_internal_type() == "TextField")


def take_theirs(form: Any, was: Any, now: Any) -> None:
    """Put what stands (`now`) into each field where the editor takes it; of a text, only the passages that clash.
    Where the editor keeps both, it is added to the own.

    `was` is the row that the editor started from.
    """
    names = [name for name in form._meta.fields or () if takes_theirs(form, form.add_prefix(name))]
    if names and now is not None:
        said = {name: _theirs(form, name, was, now) for name in names}
        _say(form, {form.add_prefix(name): value for name, value in said.items()} | _chosen_beside(form, names))


def let_go(form: Any, now: Any) -> None:
    """For a claim that one side removed: remove it where the others did, keep it where they changed it."""
    _say(form, {form.add_prefix(DELETION_FIELD_NAME): "on" if now is None else None})


def _chosen_beside(form: Any, names: list[str]) -> dict[str, None]:
    """What the editor chose beside the line of an end says nothing of theirs."""
    return {form.add_prefix(name) + CHOICE: None for name in names if isinstance(form.fields[name].widget, EndInput)}


def _theirs(form: Any, name: str, was: Any, now: Any) -> str:
    theirs = model_to_dict(now, [name])[name]
    if isinstance(field := form.fields[name], EntryChoiceField):
        return field.as_posted(theirs)
    if both_can_stay(now, name):
        mine = field.to_python(form.data.get(form.add_prefix(name))) or ""
        if form.data.get(PREFIX + form.add_prefix(name)) == BOTH:
            return _both(now._meta.get_field(name), getattr(was, name), mine, theirs)
        _, theirs = settle_text(getattr(was, name), mine, theirs)
    return "" if theirs is None else str(theirs)


def _both(field: Any, was: str, mine: str, theirs: str) -> str:
    if isinstance(field, CitesField):
        with suppress(InvalidCitation):
            return format_cites(dict.fromkeys([*parse_cites(mine), *parse_cites(theirs)]))
    if isinstance(field, ProseField):
        return keep_both(was, mine, theirs)
    return "\n".join(dict.fromkeys([*mine.splitlines(), *theirs.splitlines()]))


def _say(form: Any, values: dict[str, str | None]) -> None:
    """Change what a form was posted with; None takes a value out."""
    form.data = form.data.copy()
    for name, value in values.items():
        if value is None:
            form.data.pop(name, None)
        else:
            form.data[name] = value
