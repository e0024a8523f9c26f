"""What members of the groups may do: what kinds and claims declare. Must not know single ones, nor import models."""

from collections import defaultdict
from typing import Any

from django.apps import apps as installed
from django.db import connections

from apps.entries.specs import EDITORS, REVIEWERS

EVERY = {
    EDITORS: {("entries", "view_entry"), ("changes", "view_changeset")},
    REVIEWERS: {("entries", "view_entry"), ("entries", "review_entry"), ("changes", "view_changeset")},
}
"""What is granted whatever kinds there are, as apps and codenames."""


def granted() -> dict[str, set[tuple[str, str]]]:
    """By group, the permissions that it has, as apps and codenames."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set, {group: set(names) for group, names in EVERY.items()})
    for model in installed.get_app_config("entries").get_models():
        for group, verbs in vars(model)["spec"].granted if "spec" in vars(model) else ():
            found[group] |= {("entries", f"{verb}_{model._meta.model_name}") for verb in verbs}
    return found


def grant(using: str, apps: Any = installed, **told: Any) -> None:
    """Make the groups that are missing and grant them what they lack; nothing is ever taken away from them.

    It is told after migrating, when Django has made the permissions, and after `flush`, which names no `apps`. Where
    the tables are not there yet, it waits.
    """
    try:
        groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    except LookupError:
        return
    if groups._meta.db_table not in connections[using].introspection.table_names():
        return
    for name, wanted in granted().items():
        group, _ = groups.objects.using(using).get_or_create(name=name)
        codenames = {codename for _, codename in wanted}
        rows = permissions.objects.using(using).filter(codename__in=codenames).select_related("content_type")
        held = set(group.permissions.using(using).values_list("pk", flat=True))
        lacking = [row for row in rows if (row.content_type.app_label, row.codename) in wanted and row.pk not in held]
        group.permissions.add(*lacking)
