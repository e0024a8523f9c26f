"""The form of an entry and its lists of claims, as the public pages show them.

Must not know requests, single kinds or claims.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms

from apps.entries.access import Verb, Viewer
from apps.entries.claims import Claim
from apps.entries.ends import ends_of
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS
from apps.entries.specs import End
from apps.entries.world import World

from .claims import BACKED, BACKING, SOURCES, ClaimFormSet, recorded
from .entry import groups_of, shown_world
from .fields import form_of, formset_of
from .names import NamedChoices
from .refusals import Unpublished
from .shared import media_of
from .sources import cited_in
from .unsourced import SAID


@dataclass(frozen=True)
class ClaimRow:
    """One claim in a list: its ends and facts, how it is known, and whether it stood before."""

    form: Any

    @property
    def stands(self) -> bool:
        """Whether the claim is one that the entry has already."""
        return self.form.instance.pk is not None

    @property
    def removed(self) -> bool:
        """Whether the editor takes it away."""
        return bool(self.form["DELETE"].value())

    @property
    def facts(self) -> list[Any]:
        """The other ends and the claim's own facts."""
        kept_apart = (SOURCES, *BACKING, "DELETE")
        return [field for field in self.form if field.name not in kept_apart and not field.is_hidden]

    @property
    def sources(self) -> Any:
        """Where the claim is from."""
        return self.form[SOURCES]

    @property
    def backing(self) -> list[Any]:
        """How else the claim is known."""
        return [self.form[name] for name in BACKING]

    @property
    def folded(self) -> Any:
        """What the part that can be folded is called."""
        return BACKED

    @property
    def opened(self) -> bool:
        """Whether something is wrong in what can be folded."""
        return any(field.errors for field in self.backing)

    @property
    def is_wrong(self) -> bool:
        """Whether something is wrong in it at all."""
        return bool(self.form.errors)


@dataclass(frozen=True)
class ClaimForms:
    """The claims at one end of the entry, to be edited."""

    formset: ClaimFormSet
    end: End

    @property
    def spec(self) -> Any:
        """What the claim declares of itself."""
        return self.formset.model.spec

    @cached_property
    def rows(self) -> list[ClaimRow]:
        """Those that are shown, the new ones last."""
        return [ClaimRow(form) for form in self.formset.forms]

    @property
    def blank(self) -> ClaimRow:
        """One that a script copies for each that is added."""
        return ClaimRow(self.formset.empty_form)

    @property
    def errors(self) -> list[str]:
        """What is wrong with the list as a whole."""
        return [str(said) for said in self.formset.non_form_errors()] if self.formset.is_bound else []


class EntryPage:
    """The form of one entry with its lists of claims, bound to what was posted, if anything was.

    `unpublished` is what came of the same data when its publication was tried. What is not `checked` says nothing of
    errors: the editor is not done.
    """

    template = "editing/edit.html"
    fragment = "editing/edit.html"

    def __init__(
        self,
        viewer: Viewer,
        entry: Entry,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        unpublished: Unpublished | None = None,
        checked: bool = True,
    ) -> None:
        kind = type(entry)
        self.entry, self.checked = entry, checked and data is not None
        self.change = entry.pk is not None
        self.conflict = unpublished.conflict if unpublished else None
        self.shown = self.shown_then(viewer, data or {})
        choices = NamedChoices(viewer, self.shown if self.shown.at is not None else None)
        given: dict[str, Any] = {"choices": choices, "shown": self.shown}
        asked: dict[str, Any] = {"refusals": unpublished.refusals if unpublished else {}, "checked": checked}
        self.form = form_of(kind, protects=viewer.may(Verb.PROTECT))(
            data,
            instance=entry,
            initial=initial,
            seen=self.conflict.latest.number if self.conflict else None,
            **given,
            **asked,
        )
        self.lists = [
            ClaimForms(self.formset(claim, end, data, form_kwargs=asked, **given), end)
            for claim, end in self.ends(viewer)
        ]

    def shown_then(self, viewer: Viewer, data: Mapping[str, Any]) -> World:
        """The World that the form shows, or had shown before it was posted."""
        return shown_world(viewer, data)

    def ends(self, viewer: Viewer) -> list[tuple[type[Claim], End]]:
        """The lists that the editor may write in: the claim of each, and the end at which the entry stands."""
        kind = type(self.entry)
        return [(claim, end) for claim in CLAIMS if viewer.may_edit_claims(claim) for end in ends_of(kind, claim)]

    def formset(self, claim: type[Claim], end: End, data: Any, **given: Any) -> ClaimFormSet:
        """The forms of a list."""
        rows = recorded(self.shown, claim)
        return formset_of(type(self.entry), claim, end)(data, instance=self.form.instance, queryset=rows, **given)

    @property
    def formsets(self) -> list[ClaimFormSet]:
        """The lists, as Django's formsets."""
        return [each.formset for each in self.lists]

    def is_valid(self) -> bool:
        """Whether every form is; each says what is wrong with it."""
        return all([self.form.is_valid(), *(formset.is_valid() for formset in self.formsets)])

    @property
    def anchor(self) -> str:
        """Where on the page of the entry what is changed stands, once it is published; nothing for all of it."""
        return ""

    def left_alone(self) -> dict[tuple[type[Claim], str], list[Any]]:
        """The claims of the entry that the form does not show, by their sort and the end at which it stands."""
        return {}

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """The fields of the entry itself, under their headings."""
        groups = groups_of(type(self.entry))
        return [(head, [self.form[name] for name in names if name in self.form.fields]) for head, names in groups]

    @property
    def media(self) -> forms.Media:
        """The scripts and styles of all its fields, also of rows that are still to be added."""
        return media_of(type(self.form), *(formset.form for formset in self.formsets))

    def with_row(self, prefix: str) -> Any:
        """What was posted, with one more claim, blank, in the list of that prefix."""
        posted: Any = self.form.data
        data = posted.copy()
        for each in self.lists:
            if each.formset.prefix == prefix and each.formset.management_form.is_valid():
                count = each.formset.total_form_count()
                data[f"{prefix}-TOTAL_FORMS"] = str(count + 1)
                begins = ((field.name, field.initial) for field in each.blank.form.visible_fields())
                data.update({f"{prefix}-{count}-{name}": str(value) for name, value in begins if value is not None})
        return data

    @property
    def cited(self) -> list[str]:
        """The texts of all citations, as the forms have them."""
        return cited_in([self.form, *(form for formset in self.formsets for form in formset.forms)])

    @cached_property
    def mistakes(self) -> list[tuple[str, str, str]]:
        """All that is wrong: where on the page, what it is called, and what is said of it."""
        return list(self._mistakes()) if self.checked else []

    @property
    def only_asks(self) -> bool:
        """Whether all that keeps it from being published is the question for sources."""
        return all(said == str(SAID) for _, _, said in self.mistakes)

    def _mistakes(self) -> Iterator[tuple[str, str, str]]:
        yield from (("edit-form", "", str(said)) for said in self.form.non_field_errors())
        own = list(mistakes_at(self.form, ""))
        why = self.form["edit_summary"].id_for_label  # stands below all the rest
        yield from (each for each in own if each[0] != why)
        for each in self.lists:
            yield from ((str(each.formset.prefix), each.end.heading, said) for said in each.errors)
            for number, row in enumerate(each.rows, 1):
                name = f"{each.end.heading}, {number}"
                yield from ((str(row.form.prefix), name, str(said)) for said in row.form.non_field_errors())
                yield from mistakes_at(row.form, f"{name}: ")
        yield from (each for each in own if each[0] == why)


def mistakes_at(form: Any, name: str) -> Iterator[tuple[str, str, str]]:
    """What is wrong at the fields of a form."""
    for field in form:
        if not field.is_hidden:
            yield from ((field.id_for_label, f"{name}{field.label}", said) for said in field.errors)
