"""Changesets in the admin: the history of an entry, and all of them, for reading only. Must not write."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.html import format_html_join
from django.utils.translation import gettext

from apps.changes.models import Changeset
from apps.entries.world import World
from apps.language.marking import _
from apps.web.request import viewer_of

PER_PAGE = 50


class ShowsChangesets(admin.ModelAdmin):
    """Replaces Django's own log of an object by the changesets that touched the entry."""

    object_history_template = "admin/entry_history.html"

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        """The changesets that wrote the entry, or a claim at one of whose ends it stands, newest first."""
        entry = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, entry):
            raise PermissionDenied
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]  # Django's own
        changesets = Changeset.objects.filter(touches__entry=entry.pk).select_related("user")
        page = Paginator(changesets, PER_PAGE).get_page(request.GET.get("page"))
        page.object_list = viewer_of(request).redact(page.object_list)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("History"),
            "subtitle": str(entry),
            "object": entry,
            "opts": self.opts,
            "changesets": page,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, str(self.object_history_template), context)


class ChangesetList(ChangeList):
    """A page of changesets."""

    def get_results(self, request: HttpRequest) -> None:
        """Django's, with the summaries as far as the viewer may read them."""
        super().get_results(request)
        self.result_list = viewer_of(request).redact(self.result_list)


class ChangesetAdmin(admin.ModelAdmin):
    """Every changeset, to search. Nothing of history can be added, changed or deleted here or anywhere."""

    list_display = ("number", "created", "user", "summary", "tag")
    list_filter = ("tag", "created", ("user", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("user",)
    search_fields = ("summary", "user__username", "=number")
    show_full_result_count = False
    fields = ("number", "created", "user", "summary", "tag", "reverts", "entries_touched")
    readonly_fields = ("entries_touched",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Changeset]:
        """All, newest first."""
        return super().get_queryset(request).select_related("user", "reverts")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangesetList]:
        """Ours."""
        return ChangesetList

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Those with the words, as far as the viewer may read those."""
        found, repeats = super().get_search_results(request, queryset, search_term)
        return (viewer_of(request).plain(found) if search_term else found), repeats

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The changeset, with its summary as far as the viewer may read it, and with who asks."""
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            viewer_of(request).redact(each for each in (found, found.reverts) if each is not None)
            vars(found)["viewer"] = viewer_of(request)
        return found

    def view_on_site(self, obj: Changeset) -> str:
        """Its page."""
        return obj.get_absolute_url()

    @admin.display(description=_("entries"))
    def entries_touched(self, changeset: Changeset) -> str:
        """Links to the pages of the entries that it touched and that still stand."""
        touched = changeset.touches.values("entry_id")
        viewer = vars(changeset)["viewer"]
        entries = sorted(World(viewer).stubs(Q(id__in=touched)), key=lambda entry: entry.name)
        return format_html_join(", ", '<a href="{}">{}</a>', ((e.get_absolute_url(), e) for e in entries)) or "–"

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        """A changeset has no history of its own."""
        raise PermissionDenied

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Changesets come of edits."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Changeset | None = None) -> bool:
        """What was done stays done."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Changeset | None = None) -> bool:
        """Nothing is erased."""
        return False
