"""The tables of words, in the way of the database."""

from typing import Any

from django.db import migrations

from apps.search.backends import CREATE, TABLES


def make(apps: Any, schema_editor: Any) -> None:
    """Make them."""
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    """Drop them again."""
    for table in TABLES[schema_editor.connection.vendor]:
        schema_editor.execute(f"DROP TABLE {table}")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
