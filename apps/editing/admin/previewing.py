"""The preview of the admin's form, for the editor's script. Must not know single kinds, nor write."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from apps.web.limits import limited

from ..edit_preview import preview_alone


class Previews(admin.ModelAdmin):
    """Answers what the posted form would become, at an address of its own."""

    def get_urls(self) -> list[URLPattern]:
        """The preview's addresses, before those of entries."""
        wrap = self.admin_site.admin_view
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        return [
            path("add/preview/", wrap(self.preview_view), name=f"{name}_new"),
            path("<int:key>/preview/", wrap(self.preview_view), name=name),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    @method_decorator(limited("preview"))
    def preview_view(self, request: HttpRequest, key: int | None = None) -> HttpResponse:
        """The entry's page as the form would leave it."""
        entry: Any = self.get_object(request, str(key)) if key is not None else self.model()
        if entry is None:
            raise Http404(gettext("There is no %(kind)s of this key.") % {"kind": self.model.spec.one})
        change = key is not None
        if not (self.has_change_permission(request, entry) if change else self.has_add_permission(request)):
            raise PermissionDenied
        form: Any = self.get_form(request, entry if change else None, change=change)(request.POST, instance=entry)
        formsets, _ = self._create_formsets(request, form.instance, change=change)  # type: ignore[attr-defined]  # Django's own
        return preview_alone(request, form, formsets)

    def preview_address(self, entry: Any) -> str:
        """Where the form of an entry, or of a new one (None), is previewed."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_preview"
        return reverse(name, args=[entry.pk]) if entry is not None else reverse(f"{name}_new")
