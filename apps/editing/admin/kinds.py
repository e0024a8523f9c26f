"""The admin of a kind, made from what the kind declares. Must not know single kinds."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from apps.entries.access import Verb
from apps.entries.entry import Entry
from apps.entries.world import World
from apps.language.said import capital
from apps.pages.listing import usual_order
from apps.results.querysets import found_among
from apps.web.request import viewer_of

from ..forms.changed import changes_of
from ..forms.choices import as_key
from ..forms.entry import EntryForm, groups_of
from ..forms.sources import cited_in, titles_of
from .claims import inlines_of
from .columns import columns_of, filters_of, named_of
from .conflicts import ShowsConflicts
from .deleting import Deletes
from .fields import EntryFields
from .history import ShowsChangesets
from .previewing import Previews
from .saving import SavesOnce


class SearchesEntries(admin.ModelAdmin):
    """Entries as the lists and the autocomplete of the admin find them."""

    model: type[Entry]
    search_fields = ("title",)  # says that there is a search; see get_search_results

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Those that the viewer may read, with their last changeset."""
        return World(viewer_of(request)).entries(self.model).order_by("title", "pk")

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The entry of the key in an address; None for what is nobody's, and for what no database takes as a key."""
        return super().get_object(request, object_id, from_field) if from_field or as_key(object_id) else None

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Those that the search of the whole wiki would find, in the order of the list."""
        return found_among(viewer_of(request), search_term, queryset), False


class KindAdmin(EntryFields, Previews, ShowsChangesets, ShowsConflicts, Deletes, SavesOnce, SearchesEntries):
    """Entries of one kind, each with the claims at its ends, edited as one."""

    form = EntryForm
    change_form_template = "admin/entry_form.html"
    small_text = {"identifiers": 3, "cites": 2, "text": 18}
    show_full_result_count = False
    list_per_page = 50
    empty_value_display = "–"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The list, under the name of the kind."""
        title = {"title": capital(self.opts.verbose_name_plural)}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """The usual order of lists of the kind."""
        return usual_order(self.model)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """The groups of both forms, as Django's admin takes them."""
        return [(heading or None, {"fields": fields}) for heading, fields in groups_of(self.model)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Who may not edit protected entries cannot protect them either."""
        return () if viewer_of(request).may(Verb.PROTECT) else ("protection",)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        """The slug follows the title of a new entry; later it is an address."""
        return {} if obj else {"slug": ("title",)}

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As `access` decides."""
        return viewer_of(request).may(Verb.EDIT, obj or self.model)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As `access` decides."""
        return viewer_of(request).may(Verb.DELETE, obj or self.model)

    def view_on_site(self, obj: Entry) -> str:
        """The public page."""
        return obj.get_absolute_url()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Says, where an entry is only shown, that its protection is why."""
        entry = context.get("original")
        viewer = viewer_of(request)
        closed = entry is not None and viewer.may(Verb.EDIT, self.model) and not viewer.may(Verb.EDIT, entry)
        forms = [context["adminform"].form]
        forms += (form for inline in context["inline_admin_formsets"] for form in inline.formset.forms)
        told = {
            **context,
            "closed": closed,
            "preview_address": self.preview_address(entry),
            "draft": f"{self.model.spec.plural}/{entry.pk if entry else 'new'}",  # as on the page's form
            "changes": changes_of(
                context["adminform"].form,
                ((each.opts.verbose_name_plural, each.formset) for each in context["inline_admin_formsets"]),
            ),
            "sources": titles_of(viewer, cited_in(forms)),
        }
        return super().render_change_form(request, told, *args, **kwargs)


class AnyEntryAdmin(SearchesEntries):
    """Entries of all kinds, for autocomplete alone: each is edited as what it is."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Those that the viewer may read."""
        return viewer_of(request).rows(Entry)

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """None: the index does not name it."""
        return {}

    def get_urls(self) -> list[URLPattern]:
        """None: it has no pages."""
        return []


def admin_of(kind: type[Entry]) -> type[KindAdmin]:
    """The admin of a kind."""
    options = {
        "inlines": tuple(inlines_of(kind)),
        "list_display": columns_of(kind),
        "list_filter": filters_of(kind),
        "list_select_related": named_of(kind),
    }
    return type(f"{kind.__name__}Admin", (KindAdmin,), options)
