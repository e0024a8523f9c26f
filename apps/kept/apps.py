"""The app's name and label; it brings what is done once news were committed."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class KeptConfig(AppConfig):
    """Pages that are kept, here and by caches before the site."""

    name = "apps.kept"
    label = "kept"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell caches before the site of news."""
        from django.contrib.auth import get_user_model

        from apps.changes import news

        from .accounts import renamed
        from .purging import purge

        news.TOLD.fill(purge)
        for saved in (post_save, post_delete):
            saved.connect(renamed, sender=get_user_model())
