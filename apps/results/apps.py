"""The app's name and label; it tells the rooms below which entries a name may mean."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """What a line finds."""

    name = "apps.results"
    label = "results"

    def ready(self) -> None:
        """Say which entries may have a name like one that is not there."""
        from apps.entries.lookup import LIKELY_ENTRIES
        from apps.results.autocomplete import alike_keys

        LIKELY_ENTRIES.fill(alike_keys)
