"""The app's name and label."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The read API and its documentation page."""

    name = "apps.api"
    label = "api"
