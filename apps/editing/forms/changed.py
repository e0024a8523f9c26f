"""What an editor has changed in a form that was posted, as a list names it. Must not know how a page shows it.

static/editor/changes.js tells the same of a form that is being filled in, by the same names and keys.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from .claims import ClaimFormSet
from .names import EntryNameField

OF_EDIT = ("edit_summary", "base", "seen")
"""The fields by which a form speaks of the edit itself."""
AWAY = "DELETE"


@dataclass(frozen=True)
class NamedChange:
    """A field of the entry, or a claim; `key` is the field's name or the row's id, and `place` is where it is."""

    key: str
    place: str
    text: str


def changes_of(form: Any, lists: Iterable[tuple[Any, ClaimFormSet]]) -> list[NamedChange]:
    """What differs from what the form had shown, in its order; `lists` are its formsets with their headings."""
    return [*_of_fields(form), *(change for each in lists for change in _of_claims(*each))] if form.is_bound else []


def _of_fields(form: Any) -> Iterator[NamedChange]:
    for name in form.changed_data:
        if name not in OF_EDIT:
            yield NamedChange(name, form[name].id_for_label, str(form[name].label))


def _of_claims(heading: Any, formset: ClaimFormSet) -> Iterator[NamedChange]:
    for form in formset.forms:
        if not form.has_changed():
            continue
        new, away = form.instance.pk is None, bool(form[AWAY].value()) if AWAY in form.fields else False
        if new and away:
            continue
        name = ": ".join(filter(None, (str(heading), who(form))))
        if new or away:
            text = f"{name} ({gettext('removed') if away else gettext('new')})"
        else:
            text = f"{name} – {', '.join(str(form[field].label) for field in form.changed_data)}"
        yield NamedChange(str(form.prefix), str(form.prefix), text)


def who(form: Any) -> str:
    """What a claim is called in a list: what is written or chosen first in its form."""
    name = next(field.name for field in form.visible_fields())
    field, value = form.fields[name], form[name].value()
    if hasattr(field, "chosen") and not isinstance(field, EntryNameField):
        entry = field.chosen(value)
        return field.label_from_instance(entry) if entry is not None else ""
    return str(field.prepare_value(value) or "")
