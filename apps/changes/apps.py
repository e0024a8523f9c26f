"""The app's name and label."""

from django.apps import AppConfig

from apps.language.marking import _


class ChangesConfig(AppConfig):
    """Changesets and the recording of history rows under them."""

    name = "apps.changes"
    label = "changes"
    verbose_name = _("Changes")
