"""The groups Editors and Reviewers, with what each may do."""

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

KINDS = ("state", "body", "event", "document", "person", "topic", "source")
CLAIMS = ("membership", "treatyaction", "participation", "tenure", "deployment")


def codenames() -> dict[str, dict[str, list[str]]]:
    """By group, the permissions it has, as codenames by app."""
    editors = {
        "entries": [
            *(f"{verb}_{kind}" for kind in KINDS for verb in ("add", "change", "view")),
            *(f"{verb}_{claim}" for claim in CLAIMS for verb in ("add", "change", "delete", "view")),
            "view_entry",
        ],
        "changes": ["view_changeset"],
    }
    reviewers = {**editors, "entries": [*editors["entries"], *(f"delete_{kind}" for kind in KINDS), "review_entry"]}
    return {"Editors": editors, "Reviewers": reviewers}


def make_groups(apps: Any, schema_editor: Any) -> None:
    """Make the groups, and the permissions first: Django makes them only after all migrations. Changes nothing twice."""
    for label in ("changes", "entries"):
        create_permissions(installed.get_app_config(label), verbosity=0, using=schema_editor.connection.alias)
    groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, by_app in codenames().items():
        group, _ = groups.objects.get_or_create(name=name)
        for label, wanted in by_app.items():
            group.permissions.add(*permissions.objects.filter(content_type__app_label=label, codename__in=wanted))


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("changes", "0001_initial"),
        ("entries", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
