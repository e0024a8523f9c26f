"""One save of the admin's form is one changeset, or none. Must not know single kinds, nor how a form looks."""

from functools import partialmethod
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.views.decorators.csrf import csrf_protect

from apps.changes.models import Changeset
from apps.entries.attach import entry_keys

from ..forms.claims import ClaimFormSet
from ..forms.refusals import MAIN, Conflict, Refusals, Unpublished, clashing, told
from ..merging import EditConflict
from ..policy import closed_among
from ..publish import Refused, came_between, publish
from .carried import choices_of, conflict_of, refusals_of, shown_of

MOST_TOLD = 3
"""How many changesets with which an edit was merged are named; of more it says how many."""


class SavesOnce(admin.ModelAdmin):
    """Leaves every write to publish(), and brings what it refuses back to the form, with the editor's text in it.

    The request carries what its forms share: `refusals` of a publication that was tried and the `choices` of entries;
    and the `changeset` that was made.
    """

    @method_decorator(csrf_protect)
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The form; where its publication is refused, the same form again, and nothing is written.

        Django's own would hold a transaction from before the form is read until after it is answered. Only publish()
        writes, in a transaction of its own, so that many who save at once wait for each other no longer than that.
        """
        try:
            return self._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[attr-defined]  # Django's own
        except Unpublished as unpublished:
            vars(request).update(refusals=unpublished.refusals, conflict=unpublished.conflict, choices=None)
            return self._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[attr-defined]  # Django's own

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form of the entry, given what the whole page shares."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        conflict = conflict_of(request)
        given = {
            "choices": choices_of(request),
            "refusals": refusals_of(request),
            "shown": shown_of(request),
            "seen": conflict.latest.number if conflict else None,
        }
        return type(form)(form.__name__, (form,), {"__init__": partialmethod(form.__init__, **given)})

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """What formsets of claims need beside Django's own: what the whole page shares."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        form_kwargs = {"refusals": refusals_of(request)}
        return {**kwargs, "choices": choices_of(request), "shown": shown_of(request), "form_kwargs": form_kwargs}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Nothing yet: the entry is published with its claims."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Publish the entry and its claims. Raises Unpublished."""
        saves, deletes = [form.instance], []
        for formset in formsets:
            saves += formset.save(commit=False)
            deletes += formset.deleted_objects
        if refusals := closed_ends(request.user, formsets):
            raise Unpublished(refusals)
        said = form.cleaned_data
        base, seen = (said["base"], said["seen"] or 0) if change else (None, 0)
        try:
            changeset = publish(saves, deletes, user=request.user, summary=said["edit_summary"], base=base, seen=seen)
        except EditConflict as error:
            places = places_of(form, formsets)
            conflict = Conflict(tuple((places[id(clash.row)], clash) for clash in error.clashes), error.latest)
            raise Unpublished(clashing(conflict), conflict) from error
        except Refused as refused:
            raise Unpublished(by_form(refused, form, formsets)) from refused
        vars(request).update(changeset=changeset, base=base)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The changeset is the log."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The changeset is the log."""

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Django's answer, and the changeset."""
        self.say_published(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Django's answer, and the changeset; or that there was nothing to publish."""
        if request.changeset is not None:  # type: ignore[attr-defined]  # told above
            self.say_published(request, obj)
            return super().response_change(request, obj)
        said = f"You changed nothing in “{obj}”, so there is no new changeset."
        self.message_user(request, said, messages.WARNING)
        if "_continue" in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        return self.response_post_save_change(request, obj)

    def say_published(self, request: HttpRequest, entry: Any) -> None:
        """Tell the editor the number of the changeset, and with which others it was brought together."""
        changeset: Changeset = request.changeset  # type: ignore[attr-defined]  # told above
        link = format_html('<a href="{}">#{}</a>', changeset.get_absolute_url(), changeset.number)
        said = format_html("Published as changeset {}: {}", link, changeset.summary)
        base = vars(request).get("base")
        between = list(came_between([entry.pk], base, changeset).select_related("user")) if base is not None else []
        if between:
            named = format_html_join("; ", "{}", ((told(each),) for each in between[:MOST_TOLD]))
            more = f"; and {len(between) - MOST_TOLD} more" if len(between) > MOST_TOLD else ""
            said = format_html("{}. Merged with what came meanwhile, by {}{}.", said, named, more)
        self.message_user(request, said)


def places_of(form: ModelForm, formsets: list[ClaimFormSet]) -> dict[int, str]:
    """The prefix of each row's form, by the identity of the row."""
    places = {id(each.instance): str(each.prefix) for formset in formsets for each in formset.forms}
    return places | {id(form.instance): MAIN}


def by_form(refused: Refused, form: ModelForm, formsets: list[ClaimFormSet]) -> Refusals:
    """The refusals of publish(), by the prefix of the form whose row each is about."""
    places = places_of(form, formsets)
    return {places.get(id(each.row), MAIN): ValidationError(each) for each in (refused, *refused.others)}


def closed_ends(user: Any, formsets: list[ClaimFormSet]) -> Refusals:
    """Refusals of claims that were added, changed or removed at an entry that is protected from the user.

    The ends are those that a claim had in the form, those that the editor gave it, and those that it has by now.
    """
    ends: dict[str, set[int]] = {}
    for formset in formsets:
        changed = {str(form.prefix): form for form in formset.forms if form.has_changed()}
        standing = formset.model.objects.in_bulk([form.instance.pk for form in changed.values() if form.instance.pk])
        for prefix, form in changed.items():
            rows = (form.instance, standing.get(form.instance.pk))
            before = (form.initial.get(key.name) for key in entry_keys(formset.model))
            ends[prefix] = {key for key in before if isinstance(key, int)}.union(*(row.end_ids for row in rows if row))
    closed = closed_among(user, {key for keys in ends.values() for key in keys})
    return {
        prefix: ValidationError(f"“{closed[key]}” is protected: only reviewers publish changes of its claims.")
        for prefix, keys in ends.items()
        for key in keys
        if key in closed
    }
