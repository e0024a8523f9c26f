"""Forms for the claims at one end of an entry. Must not know single claims.

What a claim may be beside the others is for publish() to say, once it has all of them as the editor leaves them: a
membership may begin where another one, ended in the same form, would still go on.
"""

import re
from collections.abc import Iterator
from copy import copy
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.entries.claims import Claim
from apps.entries.specs import End
from apps.entries.validity import is_lasting
from apps.entries.world import World
from apps.revisions.deltas import instance_of

from .choices import Choices, EntryChoiceField, KnownChoiceField, as_key
from .conflict_choices import let_go, take_theirs, takes_theirs
from .refusals import RefusableForm, Refusals
from .shared import media_of
from .unsourced import PREFIX, is_asked, is_ticked

SOURCES = "cites"
"""The field of every claim that says where it is from: in view, below its ends and facts."""
BACKING = ("attested", "note", "rank")
"""The other fields of every claim that say how it is known; a form keeps them in a row that can be folded."""
BACKED = _("Note, rank and attestation")
MOST_NEW = 100
"""Claims that one save may add to a list, and forms of it that may be counted and not posted."""


class ClaimForm(RefusableForm):
    """One claim. `refusals` are the errors of a publication that was tried with the same data."""

    instance: Any

    def __init__(self, *args: Any, refusals: Refusals | None = None, checked: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusals, self.checked = refusals or {}, checked

    @property
    def asks_for_source(self) -> str:
        """The name of the tick that publishes the claim without a source, where it is asked for; else nothing."""
        return f"{PREFIX}{self.prefix}" if is_asked(self) else ""

    @property
    def is_unsourced(self) -> bool:
        """Whether the claim is to be published without a source."""
        return is_ticked(self)

    @property
    def media(self) -> forms.Media:
        """What its fields need; the same for every form of the list."""
        return media_of(type(self))


class ClaimFormSet(BaseInlineFormSet):
    """The claims of one sort in which an entry stands at one end; `listed` names the list, as its page does.

    `choices` are those of the whole page. `shown` is the World of the claims given: where a form was posted, the one
    that it had shown, so that a claim which others changed or removed since is still the one that the editor saw.
    """

    listed = ""
    fk: Any
    model: type[Claim]
    default_error_messages = {
        **BaseInlineFormSet.default_error_messages,
        "missing_management_form": _(
            "This list did not arrive complete, so nothing was published. To edit it, open the form again."
        ),
    }

    def __init__(self, *args: Any, choices: Choices, shown: World, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        self.shown = shown
        self.others = [name for name, field in self.form.base_fields.items() if isinstance(field, EntryChoiceField)]
        for name in self.others:
            for claim, posted in self._choices_of(name):
                self.choices.expect(getattr(claim, f"{name}_id", None), posted)

    def _choices_of(self, name: str) -> Iterator[tuple[Claim | None, Any]]:
        """The claim of each form, where it has one, and what was posted in a field that chooses an entry."""
        if not self.is_bound:
            yield from ((claim, None) for claim in self.rows)
            return
        for prefix in map(self.add_prefix, range(self.total_form_count())):
            yield self.known.get(as_key(self.data.get(f"{prefix}-id")) or 0), self.data.get(f"{prefix}-{name}")

    @cached_property
    def management_form(self) -> Any:
        """How many forms there are; none, and an error, where more are counted than can be meant, for each costs."""
        counts: Any = super().management_form
        if self.is_bound and counts.is_valid() and not self._can_be_meant(counts.cleaned_data):
            counts.add_error(None, gettext("More forms are counted than were posted."))
            counts.cleaned_data |= {TOTAL_FORM_COUNT: 0, INITIAL_FORM_COUNT: 0}
        return counts

    def _can_be_meant(self, counts: dict[str, int]) -> bool:
        total, initial = counts[TOTAL_FORM_COUNT], counts[INITIAL_FORM_COUNT]
        counted = max(total, initial)
        if counted <= MOST_NEW:
            return True
        starts = re.compile(rf"{re.escape(str(self.prefix))}-(\d{{1,6}})-")
        posted = {found[1] for name in self.data if (found := starts.match(name))}
        if counted > len(posted) + MOST_NEW or total > initial + MOST_NEW:
            return False
        history = self.shown.viewer.past(self.model)
        return bool(initial <= history.filter(**{self.fk.name: self.instance}).values("id").distinct().count())

    @property
    def media(self) -> forms.Media:
        """What its forms need, whether there are any or not."""
        return media_of(self.form)

    @classmethod
    def get_default_prefix(cls) -> str:
        """The list and the end: Django's own default would be empty, since entries have no names for their claims."""
        return f"{cls.listed}-{cls.fk.name}"

    @cached_property
    def rows(self) -> list[Claim]:
        """The claims that are shown, in the order of their forms."""
        rows: list[Claim] = self.shown.instances(super().get_queryset())
        if not self.is_bound or self.shown.at is None:
            return rows
        found = {claim.pk: claim for claim in rows}
        posted = [as_key(self.data.get(f"{self.add_prefix(i)}-id")) for i in range(self.initial_form_count())]
        if newer := {key for key in posted if key is not None} - found.keys():
            found |= self._first_states(newer)
        return [found[key] for key in posted if key in found]

    def _first_states(self, keys: set[int]) -> dict[int, Claim]:
        """Claims that came to the entry after the form's number was read, and before its claims were."""
        here = {self.fk.name: self.instance}
        states = self.shown.viewer.past(self.model).filter(id__in=keys, changeset__gt=self.shown.at, **here)
        found: dict[int, Claim] = {}
        for state in states.order_by("history_id"):
            if (claim := instance_of(state)) is not None:
                found.setdefault(claim.pk, claim)
        return found

    def get_queryset(self) -> Any:
        """The claims that are shown, which Django pairs with the forms."""
        return self.rows

    @cached_property
    def known(self) -> dict[int, Claim]:
        """The claims that are shown, by key."""
        return {claim.pk: claim for claim in self.rows}

    def add_fields(self, form: Any, index: int | None) -> None:
        """Tells each field which entries can be chosen in it, and the form which claims it can be about."""
        super().add_fields(form, index)
        for name in self.others:
            form.fields[name].among = self.choices
            form.fields[name].began_with(getattr(form.instance, f"{name}_id"))
        offered = self.model.offers(self.fk.name, self.instance.spec.name)
        for name, values in offered.items():
            known = values if (now := getattr(form.instance, name)) in ("", *values) else {**values, now: now}
            form.fields[name] = field = copy(form.fields[name])
            field.widget = forms.Select(choices=[("", gettext("choose")), *known.items()])
        key = self.model._meta.pk.name
        form.fields[key] = KnownChoiceField(
            form.fields[key].queryset,
            known=self.known,
            initial=form.fields[key].initial,
            required=False,
            widget=forms.HiddenInput,
        )

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        """A form whose claim has its entries, so that naming it asks nothing."""
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # Django's own
        setattr(form.instance, self.fk.name, self.instance)
        if self.is_bound and form.instance.pk:
            self._take_theirs(form)
        for name in self.others:
            if entry := form.fields[name].chosen(getattr(form.instance, f"{name}_id")):
                setattr(form.instance, name, entry)
        return form

    def _take_theirs(self, form: Any) -> None:
        """Where the editor takes what others made of the claim, put that into its form."""
        prefix = str(form.prefix)
        if any(takes_theirs(form, name) for name in (prefix, *map(form.add_prefix, form.fields))):
            now = self.shown.viewer.rows(self.model).filter(pk=form.instance.pk).first()
            take_theirs(form, form.instance, now)
            if takes_theirs(form, prefix):
                let_go(form, now)

    def clean(self) -> None:
        """Says of the list why a claim cannot be removed: Django passes over what is wrong in the form of one."""
        super().clean()
        refusals: Refusals = self.form_kwargs.get("refusals", {})
        removed = (str(form.prefix) for form in self.forms if self._should_delete_form(form))  # type: ignore[attr-defined]  # Django's own
        if refused := [refusals[prefix] for prefix in removed if prefix in refusals]:
            raise ValidationError(refused)

    def get_unique_error_message(self, unique_check: Any) -> str:
        """Said of the list when two of its forms are the same claim."""
        return gettext("The same %(name)s is in this list twice.") % {"name": self.model.spec.one}

    def get_form_error(self) -> str:
        """Said at the second of them."""
        return gettext("This %(name)s is already in the list above: change or remove one of the two.") % {
            "name": self.model.spec.one
        }


def recorded(shown: World, claim: type[Claim]) -> QuerySet[Any]:
    """All claims of a sort that stood in a World, oldest first; how certain they are is no question of a form."""
    return shown.rows(claim).order_by(*(("start_earliest", "id") if is_lasting(claim) else ("id",)))


def formset_at(end: End) -> type[ClaimFormSet]:
    """The formset of the claims at one end."""
    return type("ListedClaims", (ClaimFormSet,), {"listed": end.listed})


def facts_beside(claim: type[Claim], end: End) -> tuple[str, ...]:
    """What is asked of a claim at one of its ends: the other ends, and its own facts."""
    return (*(each.field for each in claim.spec.ends if each.field != end.field), *claim.spec.facts)
