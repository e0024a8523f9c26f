"""Forms for the claims at one end of an entry. Must not know single claims.

A form checks each field by itself. What a claim may be beside the others is for publish() to say, once it has all of
them as the editor leaves them: a membership may begin where another one, ended in the same form, would still go on.
"""

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet, construct_instance

from apps.entries.attach import entry_keys
from apps.entries.claims import Claim
from apps.entries.revisions.deltas import instance_of
from apps.entries.world import World

from .choices import Choices, EntryChoiceField, KnownChoiceField, as_key
from .refusals import Refusals, report
from .theirs import let_go, take_theirs, takes_theirs


class ClaimForm(forms.ModelForm):
    """One claim. `refusals` are the errors of a publication that was tried with the same data."""

    instance: Any

    def __init__(self, *args: Any, refusals: Refusals | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusals = refusals or {}

    def full_clean(self) -> None:
        """Adds what the door refused to what the form itself finds."""
        super().full_clean()
        if self.is_bound and (error := self.refusals.get(str(self.prefix))):
            report(self, error)

    def _post_clean(self) -> None:
        """Give the instance what was typed, and check that, field by field; what was left alone is left as it is."""
        if not self.has_changed():
            return
        exclude = {*self._get_validation_exclusions(), *(key.name for key in entry_keys(type(self.instance)))}  # type: ignore[attr-defined]  # ModelForm's own
        if self.instance.pk:
            exclude |= self.fields.keys() - set(self.changed_data)
        self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        try:
            self.instance.clean_fields(exclude=exclude)
        except ValidationError as error:
            report(self, error)


class ClaimFormSet(BaseInlineFormSet):
    """The claims of one sort in which an entry stands at one end; `listed` names the list, as its page does.

    `choices` are those of the whole page. `shown` is the World of the claims given: where a form was posted, the one
    that it had shown, so that a claim which others changed or removed since is still the one that the editor saw.
    """

    listed = ""
    fk: Any
    model: type[Claim]

    def __init__(self, *args: Any, choices: Choices, shown: World, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        self.shown = shown
        self.others = [name for name, field in self.form.base_fields.items() if isinstance(field, EntryChoiceField)]
        for name in self.others:
            self.choices.want(getattr(claim, f"{name}_id") for claim in self.get_queryset())
            if self.is_bound:
                self.choices.want(self.data.get(f"{self.add_prefix(i)}-{name}") for i in range(self.total_form_count()))

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
        model: Any = self.model
        states = model.history.filter(id__in=keys, changeset__gt=self.shown.at, **{self.fk.name: self.instance})
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
            now = self.model.objects.filter(pk=form.instance.pk).first()
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
        return f"The same {self.model.spec.name} stands twice here."

    def get_form_error(self) -> str:
        """Said at the second of them."""
        return f"This {self.model.spec.name} stands above already: change or remove one of the two."
