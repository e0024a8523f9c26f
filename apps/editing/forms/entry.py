"""The form of an entry: its facts, the summary of the edit, and the changeset that the editor started from.

Must not know single kinds.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext

from apps.changes.models import LATEST
from apps.door.publish import latest_changeset
from apps.entries.access import Viewer
from apps.entries.entry import Entry
from apps.entries.world import World
from apps.language.marking import _

from .choices import Choices, EntryChoiceField, as_key
from .conflict_choices import take_theirs
from .refusals import RefusableForm, Refusals

LOST = _("The form has lost the number of the changeset that you started from. Open the form again.")


def number_field(**kwargs: Any) -> forms.IntegerField:
    """The number of a changeset, travelling with a form."""
    said = dict.fromkeys(("required", "invalid", "min_value", "max_value"), LOST)
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LATEST, error_messages=said, **kwargs)


class SummaryForm(forms.Form):
    """What every act of editing says of itself: why, and from which changeset it started (0 for a new entry).

    `seen` is the changeset up to which the editor was shown what others changed, and decided; 0 for none.
    """

    edit_summary = forms.CharField(
        max_length=500,
        label=_("Edit summary"),
        help_text=_("In a few words, what you changed and why. It stays in the history."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "vTextField"}),
    )
    base = number_field()
    seen = number_field(required=False, initial=0)

    def full_clean(self) -> None:
        """Says a lost number where it can be seen: its own field is hidden."""
        super().full_clean()
        if self.is_bound and (lost := self.errors.get("base") or self.errors.get("seen")):
            self.add_error(None, list(lost))

    def say_seen(self, number: int) -> None:
        """Have the form that goes back to the editor say up to which changeset it now shows what others changed."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a request's
        data[self.add_prefix("seen")] = str(number)
        self.data = data


def shown_world(viewer: Viewer, posted: Mapping[str, Any]) -> World:
    """The World that the editor's form had shown, by the number it carries; the present for one that is only read."""
    base = as_key(posted.get("base")) or LATEST
    return World(viewer, at=base if base < LATEST else None)


def groups_of(kind: type[Entry]) -> list[tuple[str, tuple[str, ...]]]:
    """The fields of a kind as forms group them: what it is called, its own facts, its prose, how else it is known."""
    facts = [(gettext("Facts"), kind.spec.facts)] if kind.spec.facts else []
    return [
        ("", ("title", "slug", "summary")),
        *facts,
        (gettext("Text"), ("text", "cites")),
        (gettext("Identifiers, protection"), ("identifiers", "protection")),
    ]


class EntryForm(RefusableForm, SummaryForm):
    """An entry of any kind. `refusals` are the errors of a publication that was tried with the same data.

    `choices` are those of the whole page. `shown` is the World that a posted form had shown: it is bound to the entry
    as that was, so that what the editor left alone is known from what they changed. `seen` is said to the editor
    in the form that goes back. An instance that came with its `revision` is not asked for it again.
    """

    def __init__(
        self,
        *args: Any,
        choices: Choices | None = None,
        refusals: Refusals | None = None,
        shown: World | None = None,
        seen: int | None = None,
        checked: bool = True,
        **kwargs: Any,
    ) -> None:
        standing = kwargs.get("instance")
        if shown is not None and shown.at is not None and standing is not None:
            then = shown.instances(shown.rows(type(standing)).filter(id=standing.pk))
            kwargs["instance"] = then[0] if then else standing
        super().__init__(*args, **kwargs)
        self.refusals, self.checked = refusals or {}, checked
        for field in self._entry_fields().values():
            field.among = choices or field.among
        if self.is_bound and standing is not None:
            take_theirs(self, self.instance, standing)
        if self.is_bound and seen is not None:
            self.say_seen(seen)
        if not self.is_bound:
            revision = getattr(self.instance, "revision", None)
            self.fields["base"].initial = revision or (latest_changeset(self.instance) if self.instance.pk else 0)
        for name, field in self._entry_fields().items():
            field.began_with(self[name].initial)
            field.among.expect(self[name].initial, self[name].data if self.is_bound else None)

    def _entry_fields(self) -> dict[str, EntryChoiceField]:
        return {name: field for name, field in self.fields.items() if isinstance(field, EntryChoiceField)}
