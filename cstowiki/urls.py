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
    path("", include("apps.search.urls")),
    path("", include("apps.entries.urls")),
]

handler400 = "apps.entries.views.errors.bad_request"
handler404 = "apps.entries.views.errors.not_found"
handler500 = "apps.entries.views.errors.server_error"
