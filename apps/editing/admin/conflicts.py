"""What an editor is shown whose entry others changed or deleted meanwhile. Must not know single kinds, nor write."""

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from apps.web.request import viewer_of

from ..forms.choices import as_key
from ..forms.conflicts import choices, deletion_of
from ..forms.refusals import MAIN, changeset_sentence, overtaken
from .request_state import conflict_of, gone_of, shown_of


class ShowsConflicts(admin.ModelAdmin):
    """Shows the form that was posted again, with what clashes above it, or with who deleted the entry."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The form; as HTTP's 409 where what was posted conflicts with what stands."""
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if conflict_of(request) or gone_of(request):
            response.status_code = HTTPStatus.CONFLICT
        return response

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The entry; for a form that was posted after others deleted it, the entry that the form had shown."""
        entry = super().get_object(request, object_id, from_field)
        if (
            entry is None
            and request.method == "POST"
            and (deletion := deletion_of(viewer_of(request), self.model, object_id)) is not None
        ):
            shown = shown_of(request)
            for then in shown.instances(shown.rows(self.model).filter(id=as_key(object_id))):
                refusals = {MAIN: overtaken(then, deletion, "deleted")}
                vars(request).update(gone=deletion, conflict=None, refusals=refusals)
                return then
        return entry

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Says at the top what clashes, instead of that there are errors below."""
        if gone := gone_of(request):
            context |= {"gone": gone, "errors": None}
        elif conflict := conflict_of(request):
            base = shown_of(request).at or 0
            context |= {"clashes": list(choices(conflict, viewer_of(request), base)), "base": base, "errors": None}
        return super().render_change_form(request, context, *args, **kwargs)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Django's answer where there is no such entry; where there was one, it says who deleted it."""
        if (deletion := deletion_of(viewer_of(request), self.model, object_id)) is None:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc]  # Django's own
        said = format_html(gettext("This {} was deleted by {}."), self.model.spec.one, changeset_sentence(deletion))
        self.message_user(request, said, messages.WARNING)
        return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"))
