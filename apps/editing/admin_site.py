"""The admin site: its words, the order of its index, what its autocomplete shows. Must not know single kinds.

It stands beside the package `admin`, not in it: importing that registers with the site, which must be there by then.
"""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse

from apps.changes.models import Changeset
from apps.entries.entry import Entry
from apps.entries.kinds import KINDS
from apps.entries.views.asking import viewer_of
from apps.search.among import named_among

from .forms.choices import choice_label, kinds_at

LATEST_SHOWN = 10
NAMES = {"auth": "Accounts"}
"""What the index calls a room, where Django's own name is not an editor's."""


class EntryAutocomplete(AutocompleteJsonView):
    """Names entries as the form's own choices do, with their kind where several can be chosen."""

    source_field: ForeignKey

    def get_queryset(self) -> QuerySet[Any]:
        """What is found: of entries, those with a name that begins as it was typed, the nearest first."""
        if not issubclass(self.model_admin.model, Entry):
            return super().get_queryset()
        rows = self.model_admin.get_queryset(self.request)
        rows = rows.complex_filter(self.source_field.get_limit_choices_to())
        return named_among(viewer_of(self.request), self.term, rows)

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        """The key and the name of one result."""
        result = super().serialize_result(obj, to_field_name)
        if isinstance(obj, Entry):
            result["text"] = choice_label(obj, several_kinds=len(kinds_at(self.source_field)) > 1)
        return result


class WikiAdminSite(AdminSite):
    """Django's admin, with the kinds in the order of the house and the latest changes beside them."""

    site_header = "cstowiki"
    site_title = "cstowiki"
    index_title = "What would you like to edit?"
    enable_nav_sidebar = False  # the kinds stand in the header: the forms need the width

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The apps, entries first, with the kinds as `KINDS` has them and not by the alphabet."""
        order = {model.__name__: place for place, model in enumerate(KINDS)}
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["name"] = NAMES.get(app["app_label"], app["name"])
            app["models"].sort(key=lambda model: order.get(model["object_name"], len(order)))
        places = {"entries": 0, "changes": 1}
        return sorted(apps, key=lambda app: places.get(app["app_label"], len(places)))

    def get_urls(self) -> list[Any]:
        """Django's, without the one that leads to whatever has a page, by its key, whoever asks."""
        return [each for each in super().get_urls() if getattr(each, "name", None) != "view_on_site"]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The index, with the latest changesets."""
        latest = viewer_of(request).told(Changeset.objects.select_related("user")[:LATEST_SHOWN])
        return super().index(request, {"latest": latest, **(extra_context or {})})

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """What the choices of entries ask as an editor types."""
        return EntryAutocomplete.as_view(admin_site=self)(request)
