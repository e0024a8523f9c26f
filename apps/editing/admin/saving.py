"""One save of the admin's form is one changeset, or none. Must not know single kinds, nor how a form looks."""

from functools import partialmethod
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect

from apps.web.request import viewer_of

from ..carried import resumes
from ..forms.publishing import publish_forms, say_published, say_unchanged
from ..forms.refusals import MAIN, Unpublished
from .request_state import choices_of, conflict_of, refusals_of, shown_of

SHOWN_AGAIN = _("Nothing was published. This is what you wrote before you signed in again: look at it, and publish it.")


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
        if resumes(request):
            vars(request).update(refusals={MAIN: ValidationError(SHOWN_AGAIN, "shown_again")})
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
        changeset = publish_forms(viewer_of(request), form, formsets, change=change)
        vars(request).update(changeset=changeset, base=form.cleaned_data["base"] if change else None)

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
        self.message_user(request, say_unchanged(obj), messages.WARNING)
        if "_continue" in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        return self.response_post_save_change(request, obj)

    def say_published(self, request: HttpRequest, entry: Any) -> None:
        """Tell the editor the number of the changeset, and with which others it was brought together."""
        told: dict[str, Any] = vars(request)
        self.message_user(request, say_published(told["changeset"], entry, told["base"]), messages.SUCCESS)
