"""The app's name and label; it brings what is done once news were committed."""

from django.apps import AppConfig


class KeptConfig(AppConfig):
    """Pages that are kept, here and by caches before the site."""

    name = "apps.kept"
    label = "kept"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell caches before the site of news."""
        from apps.changes import news

        from .purging import purge

        news.TOLD.fill(purge)
