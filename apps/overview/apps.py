"""The app's name and label."""

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    """Pages about all entries at once."""

    name = "apps.overview"
    label = "overview"
