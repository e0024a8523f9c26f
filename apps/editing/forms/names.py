"""Choosing an entry by typing its name. Must not know pages, nor the script that completes what is typed.

What is typed is a title, another name, a slug, `kind:slug`, "Title (kind)" or "Name (Title)". A number is a name like
any other and never a key: an entry may be called 1999.
"""

import re
from collections.abc import Iterator
from copy import copy
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Q
from django.utils.translation import gettext

from apps.entries.access import Viewer
from apps.entries.batches import batches
from apps.entries.entry import Entry, name_slug
from apps.entries.kinds import KIND
from apps.entries.linking.models import KnownName
from apps.entries.lookup import nearest
from apps.entries.world import World
from apps.language.marking import _

from .choices import Choices, EntryChoiceField, as_key, choice_label
from .script_words import WORDS
from .shared import address

LONGEST_NAME = 250
"""Characters; longer than any title with its kind."""
AT_ONCE = 100
"""Names that one query asks for: SQLite takes conditions only so deep."""
MOST_HINTED = 10
"""Unknown names of a page of which the nearest are looked for: each takes a handful of queries."""
UNREADABLE = _("(an entry that you may not read)")


class NamedChoices(Choices):
    """Choices that are made by name: every name that was typed on a page is looked for together, the unchanged not."""

    def __init__(self, viewer: Viewer, shown: World | None = None) -> None:
        super().__init__(viewer, shown)
        self._viewer, self._shown = viewer, shown
        self._then: dict[int, Entry] = {}
        self._typed: list[tuple[int | None, str]] = []
        self._by_name: dict[str, list[Entry]] = {}
        self._hints = MOST_HINTED

    def expect(self, standing: Any, posted: Any = None) -> None:
        """The key with which a field began, and the name that was typed in it."""
        self.want([standing])
        if text := as_typed(posted):
            self._typed.append((as_key(standing), text))

    def labels(self, key: int) -> set[str]:
        """What a form calls the entry of a key, and what it was called in the World that a posted form had shown."""
        entries = [entry for entry in (self.get(key), self._then.get(key)) if entry is not None]
        said = {choice_label(entry, several_kinds=several).strip() for entry in entries for several in (True, False)}
        said |= {label for entry in entries for label in (entry.title.strip(), f"{entry.title} ({entry.kind})")}
        return said or {UNREADABLE}

    def _find(self) -> None:
        wanted = set(self._wanted)
        super()._find()
        if self._shown is not None:
            self._then.update((entry.pk, entry) for entry in self._shown.stubs(Q(id__in=wanted)))

    def named(self, text: str) -> list[Entry]:
        """The entries that a typed name can mean, of any kind; by slug or title before those by another name."""
        typed, self._typed = [*self._typed, (None, text)], []
        changed = [each for key, each in typed if key is None or each not in self.labels(key)]
        names = {name_slug(name) for each in changed for _, name in readings(each)} - self._by_name.keys()
        self._look_up(sorted(names - {""}))
        for kind, name in readings(text):
            wanted = name_slug(name)
            found = [entry for entry in self._by_name.get(wanted, []) if kind in ("", entry.kind)]
            if found:
                ranks = {entry.pk: rank(entry, wanted, exactly=text == f"{entry.kind}:{entry.slug}") for entry in found}
                return [entry for entry in found if ranks[entry.pk] == min(ranks.values())]
        return []

    def _look_up(self, names: list[str]) -> None:
        self._by_name.update((name, []) for name in names)
        for some in batches(names, AT_ONCE):
            ever = Q(id__in=KnownName.objects.known_to(self._viewer).bearers(*some))
            for entry in sorted(World(self._viewer).stubs(ever), key=lambda entry: (entry.title, entry.pk)):
                for name in {entry.slug, *entry.names.strip("|").split("|")}.intersection(some):
                    self._by_name[name].append(entry)

    def near(self, text: str, kinds: tuple[type[Entry], ...]) -> list[Entry]:
        """Entries of these kinds with names like this one; none after so many were looked for."""
        if not self._hints:
            return []
        self._hints -= 1
        return [entry for entry in nearest(World(self._viewer), name_slug(text), kinds) if isinstance(entry, kinds)]


class EntryNameInput(forms.TextInput):
    """A line for the name of an entry; static/editor/names.js completes it, from `data-suggest`, among `data-kinds`."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's; the address is only known once there are addresses."""
        return super().get_context(name, value, {"data-suggest": address("suggest")} | (attrs or {}))

    @property
    def media(self) -> forms.Media:
        """What completes names."""
        scripts: list[Any] = [WORDS, forms.Script("editor/names.js", type="module")]
        return forms.Media(css={"all": ["editor/editor.css"]}, js=scripts)


class EntryNameField(EntryChoiceField):
    """One entry, of the kinds that a key leads to, by its name. What was shown and left alone is not looked up."""

    widget = EntryNameInput

    def __init__(self, queryset: Any, *, key: ForeignKey, **kwargs: Any) -> None:
        super().__init__(queryset, key=key, **kwargs)
        self.among: NamedChoices = NamedChoices(Viewer())
        self.start: int | None = None
        self.widget.attrs["data-kinds"] = ",".join(kind.spec.name for kind in self.kinds)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """What the script looks for; browsers complete from what was typed elsewhere."""
        wanted = {"data-entry-name": "", "autocomplete": "off", "maxlength": LONGEST_NAME}
        return {**super().widget_attrs(widget), **wanted}

    def for_one_form(self) -> Self:
        """The field, to be told what one form of many chooses; its widget knows nothing of that."""
        return copy(self)

    def began_with(self, key: Any) -> None:
        """The key that the field shows by its name."""
        self.start = as_key(key) if isinstance(key, int) else None

    def as_posted(self, key: Any) -> str:
        """What names this entry and no other."""
        entry = self.among.get(key)
        return f"{entry.kind}:{entry.slug}" if entry is not None else ""

    def prepare_value(self, value: Any) -> Any:
        """The name of the entry of a key; what was typed as it was typed."""
        if isinstance(value, Entry):
            return self.label_from_instance(value)
        if isinstance(value, int):
            entry = self.among.get(value)
            return self.label_from_instance(entry) if entry is not None else UNREADABLE
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another name was typed than the one that was shown."""
        text = as_typed(data)
        return text not in self.among.labels(initial) if isinstance(initial, int) else text != as_typed(initial)

    def to_python(self, value: Any) -> Entry | None:
        """The one entry that the name means. Raises ValidationError where it means several, or none of these kinds."""
        text = as_typed(value)
        if not text:
            return None
        if self.start is not None and text in self.among.labels(self.start):
            return super().to_python(self.start)
        if "\0" in text or len(text) > LONGEST_NAME:
            raise ValidationError(gettext("This is no name of an entry."), "invalid_choice")
        every = self.among.named(text)
        found = [entry for entry in every if isinstance(entry, self.kinds)]
        if len(found) != 1:
            raise ValidationError(self._why_not(text, every, found), "invalid_choice")
        return found[0]

    def _why_not(self, text: str, every: list[Entry], found: list[Entry]) -> str:
        """Why a name cannot be taken, with what can be written instead."""
        few = len(self.kinds) <= 3
        wanted = gettext(" or ").join(str(kind.spec.one) for kind in self.kinds) if few else gettext("entry")
        if found:
            return gettext(
                "“%(text)s” names several: %(found)s. Write one of them as it stands here before the brackets."
            ) % {"text": text, "found": listed(found)}
        if every:
            said = gettext("“%(text)s” is %(found)s, but this takes a %(wanted)s.")
            return said % {"text": text, "found": listed(every), "wanted": wanted}
        near = self.among.near(text, self.kinds)
        hint = " " + gettext("Nearest: %(names)s.") % {"names": listed(near)} if near else ""
        return gettext("There is no %(kind)s “%(name)s”.") % {"kind": wanted, "name": text} + hint


def as_typed(value: Any) -> str:
    """A text of a form, without white space around it."""
    return str(value).strip() if value is not None else ""


def readings(text: str) -> Iterator[tuple[str, str]]:
    """How a typed name can be read, best first: as a kind and a name, or as a name of any kind (""); at last, as a name
    with the title after it.
    """
    found = [("", text)]
    title, bracket, kind = text.removesuffix(")").rpartition(" (")
    if bracket and text.endswith(")") and kind in KIND:
        found.insert(0, (kind, title))
    kind, colon, name = text.partition(":")
    if colon and kind in KIND:
        found.insert(0, (kind, name))
    yield from found
    for kind, name in found:
        if name.endswith(")"):
            yield from ((kind, name[bracket.end() : -1]) for bracket in re.finditer(r" \(", name))


def rank(entry: Entry, name: str, *, exactly: bool) -> int:
    """How well a name fits an entry: as `kind:slug`, as its slug or title, as another name."""
    return 0 if exactly else 1 if name in (entry.slug, name_slug(entry.title)) else 2


def listed(entries: list[Entry]) -> str:
    """Entries as a sentence lists them, each with what can be typed for it."""
    return ", ".join(f"{entry.kind}:{entry.slug} ({entry.title})" for entry in entries)
