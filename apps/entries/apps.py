"""The app's name and label."""

from django.apps import AppConfig

from apps.language.marking import _


class EntriesConfig(AppConfig):
    """Typed entries, dated claims, and their public pages."""

    name = "apps.entries"
    label = "entries"
    verbose_name = _("Entries")
