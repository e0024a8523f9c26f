"""The app's name and label; it tells the rooms below where their pages are."""

from django.apps import AppConfig

from apps.web.addresses import address_of


class PagesConfig(AppConfig):
    """The pages of entries and of changes."""

    name = "apps.pages"
    label = "pages"

    def ready(self) -> None:
        """Say where entries and changesets are read."""
        from apps.changes.models import CHANGESET_PAGE
        from apps.entries.entry import ENTRY_PAGE

        CHANGESET_PAGE.fill(lambda number: address_of("changeset", number))
        ENTRY_PAGE.fill(lambda kind, slug: address_of(f"{kind}:entry", slug))
