"""The app's name and label."""

from django.apps import AppConfig


class EntriesConfig(AppConfig):
    """Typed entries, dated claims, and their public pages."""

    name = "apps.entries"
    label = "entries"
