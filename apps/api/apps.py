"""The app's name and label; it tells the pages where it is."""

from django.apps import AppConfig
from django.urls import reverse


class ApiConfig(AppConfig):
    """The same facts as JSON."""

    name = "apps.api"
    label = "api"

    def ready(self) -> None:
        """Say where the API begins."""
        from apps.pages.hooks import API_ROOT

        API_ROOT.fill(lambda: reverse("api:api-root"))
