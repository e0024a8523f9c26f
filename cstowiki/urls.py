"""The site's addresses, by room; it must not know any single page but the health check."""

from django.contrib import admin
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from apps.api.api import api
from cstowiki.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    # Pages that everybody shares have no token; whoever posts here unasked changes a language, and nothing else.
    path("language/", csrf_exempt(set_language), name="language"),
    path("admin/", admin.site.urls),
    path("api/v1/", api.urls),
    path("", include("apps.editing.urls")),
    path("", include("apps.accounts.urls")),
    path("", include("apps.overview.urls")),
    path("", include("apps.results.urls")),
    path("", include("apps.pages.urls")),
]

handler400 = "apps.pages.views.errors.bad_request"
handler404 = "apps.pages.views.errors.not_found"
handler500 = "cstowiki.outages.server_error"
