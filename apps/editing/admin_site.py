"""The admin site: who comes in, its words, its index, what its autocomplete shows. Must not know single kinds.

It stands beside the package `admin`, not in it: importing that registers with the site, which must be there by then.
"""

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from apps.changes.models import Changeset
from apps.entries.ends import kinds_at
from apps.entries.entry import Entry
from apps.entries.kinds import KINDS
from apps.language.marking import _
from apps.results.querysets import named_among
from apps.web.request import viewer_of

from .carried import asked_to_sign_in, carries, posted
from .forms.choices import choice_label

LATEST_SHOWN = 10
NOT_STAFF = _("The administration is for staff accounts, and yours is not one. Edit entries from their own pages.")
NAMES = {"auth": _("Accounts")}
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
    index_title = _("What would you like to edit?")
    enable_nav_sidebar = False  # the kinds stand in the header: the forms need the width
    final_catch_all_view = False  # an address that nothing serves is known as such: none is sent to sign in for it

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Makes a page for staff: the anonymous are sent to sign in, and others told that it is not for them."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response: HttpResponse
            if viewer_of(request).uses_admin:
                return guarded(request, *args, **kwargs)
            if request.user.is_anonymous and carries(request):
                response = asked_to_sign_in(request, request.get_full_path(), posted(request))
            elif request.user.is_anonymous:
                response = redirect_to_login(request.get_full_path())
            else:
                response = render(request, "editing/refused.html", {"reasons": [NOT_STAFF]}, status=403)
            add_never_cache_headers(response)
            return response

        return answer

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """On to the site's one form, and from there to where it was asked for."""
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """On to the site's one way out, with what was posted."""
        return HttpResponseRedirect(reverse("sign-out"), preserve_request=True)

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
        latest = viewer_of(request).redact(Changeset.objects.select_related("user")[:LATEST_SHOWN])
        return super().index(request, {"latest": latest, **(extra_context or {})})

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """What the choices of entries ask as an editor types."""
        return EntryAutocomplete.as_view(admin_site=self)(request)
