"""The app's name and label, and what it does when all tables are emptied."""

from typing import Any

from django.apps import AppConfig, apps
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models.signals import post_migrate

from . import backends


class SearchConfig(AppConfig):
    """Full-text search over entries and claims, on both databases."""

    name = "apps.search"
    label = "search"

    def ready(self) -> None:
        """Ask to be told of `manage.py flush`, which says no more of it than that something was migrated."""
        post_migrate.connect(forget_with_the_rest, sender=self)


def forget_with_the_rest(using: str, **told: Any) -> None:
    """`flush` empties the tables of models; where it left nothing indexed, the tables of words are emptied too."""
    tables = connection.introspection.table_names()
    if using == DEFAULT_DB_ALIAS and backends.WORDS in tables and not apps.get_model("search.Indexed").objects.exists():
        backends.clear()
