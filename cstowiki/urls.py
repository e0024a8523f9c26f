"""The site's addresses, by room; it must not know any single page but the health check."""

from django.contrib import admin
from django.urls import include, path

from apps.api.api import api
from cstowiki.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("api/v1/", api.urls),
    path("", include("apps.editing.urls")),
    path("", include("apps.overview.urls")),
    path("", include("apps.results.urls")),
    path("", include("apps.pages.urls")),
]

handler400 = "apps.pages.views.errors.bad_request"
handler404 = "apps.pages.views.errors.not_found"
handler500 = "cstowiki.outages.server_error"
