"""The app's name and label."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Full-text search over entries and claims, on both databases."""

    name = "apps.search"
    label = "search"
