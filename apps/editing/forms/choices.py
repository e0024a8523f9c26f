"""Choosing entries in forms, with all that are chosen on one page found in one query.

Must not know how a choice is offered.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Q

from apps.entries.access import Viewer
from apps.entries.ends import kinds_at
from apps.entries.entry import Entry
from apps.entries.world import World

LONGEST_KEY = 18
"""Digits; a longer number is no key of any database."""


class Choices:
    """The entries that are chosen in some forms, as far as a link needs them.

    Forms say which ones they want as they are made; all are found together when the first is asked for.
    """

    def __init__(self, viewer: Viewer, shown: World | None = None) -> None:
        self._worlds = [World(viewer), *([shown] if shown is not None else [])]
        self._wanted: set[int] = set()
        self._found: dict[int, Entry | None] = {}

    def want(self, values: Iterable[Any]) -> None:
        """Keys, as rows or browsers give them; what is none is passed over."""
        keys = (as_key(value) for value in values)
        self._wanted.update(key for key in keys if key is not None and key not in self._found)

    def expect(self, standing: Any, posted: Any = None) -> None:
        """What a field is going to ask for: the key with which its form began, and what was posted in its place."""
        self.want((standing, posted))

    def get(self, value: Any) -> Entry | None:
        """The entry of a key, if the viewer may read one, or there was one in the World that a form had shown."""
        key = as_key(value)
        if key is None:
            return None
        if key not in self._found:
            self._wanted.add(key)
        if self._wanted:
            self._find()
        return self._found[key]

    def _find(self) -> None:
        """Find all that are wanted; what is in no World is not looked for again."""
        for world in self._worlds:
            if self._wanted:
                found = {entry.pk: entry for entry in world.stubs(Q(id__in=self._wanted))}
                self._found.update(found)
                self._wanted -= found.keys()
        self._found.update(dict.fromkeys(self._wanted))
        self._wanted.clear()


class KnownChoiceField(forms.ModelChoiceField):
    """One of the rows that `known` holds by key; nothing is asked of the database."""

    def __init__(self, queryset: Any, *, known: Mapping[int, Any], **kwargs: Any) -> None:
        super().__init__(queryset, **kwargs)
        self.known = known

    def to_python(self, value: Any) -> Any:
        """The row of a key. Raises ValidationError for one that cannot be chosen."""
        if value in self.empty_values:
            return None
        if (key := as_key(value)) is None or key not in self.known:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return self.known[key]


class EntryChoiceField(forms.ModelChoiceField):
    """One entry, of the kinds that a foreign key leads to. `among` finds it; a page of forms shares one."""

    def __init__(self, queryset: Any, *, key: ForeignKey, **kwargs: Any) -> None:
        super().__init__(queryset, **kwargs)
        self.kinds = kinds_at(key)
        self.among = Choices(Viewer())

    def for_one_form(self) -> Self:
        """The field, to be told what one form of many chooses."""
        return deepcopy(self)

    def get_limit_choices_to(self) -> None:  # type: ignore[override]  # Django asks whether it is None
        """Nothing to filter a queryset by: `chosen` looks at the kinds."""

    def began_with(self, key: Any) -> None:
        """Tells the field the key with which its form began."""

    def as_posted(self, key: Any) -> str:
        """What a browser posts where the entry of this key was chosen."""
        return "" if key is None else str(key)

    def chosen(self, value: Any) -> Entry | None:
        """The entry of a key, if it can be chosen here."""
        entry = self.among.get(value)
        return entry if isinstance(entry, self.kinds) else None

    def to_python(self, value: Any) -> Entry | None:
        """The entry of a key. Raises ValidationError for one that cannot be chosen."""
        if value in self.empty_values:
            return None
        if (entry := self.chosen(value)) is None:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return entry

    def label_from_instance(self, obj: Any) -> str:
        """The title, and the kind where several can be chosen from."""
        return choice_label(obj, several_kinds=len(self.kinds) > 1)


def choice_label(entry: Entry, *, several_kinds: bool) -> str:
    """How an entry is named among choices: “Belarus”, or “Belarus (state)” where kinds are mixed; with what readers of
    another language call it, “Белоруссия (Belarus)”.
    """
    return f"{entry.both_names} ({entry.kind})" if several_kinds else entry.both_names


def as_key(value: Any) -> int | None:
    """A primary key as a form or a row gives it, or None for what is none."""
    value = getattr(value, "pk", value)
    text = str(value) if value is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY else None
