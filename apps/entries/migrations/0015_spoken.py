"""Entries, and what a link knows of them, have their names in languages other than that of titles beside them."""

from collections import defaultdict
from typing import Any

from django.db import migrations
from django.db.models import QuerySet

import apps.entries.entry

SORTS = ("common", "official", "short", "former")
BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")
ALWAYS = "0001-01-01/0001-01-01/9999-12-31/9999-12-31"
AT_ONCE = 500


def line(name: dict[str, Any]) -> str:
    """What is kept of a name: its language, sort and key, when it was one, and its text."""
    bounds = "/".join(name[each].isoformat() for each in BOUNDS)
    told = (name["language"], name["sort"], str(name["id"]), "" if bounds == ALWAYS else bounds, name["text"])
    return "|".join(told[:-1] + (" ".join(told[-1].split()),))


def fill(apps: Any, schema_editor: Any) -> None:
    """Write them from the name records that stand."""
    entries, stubs, names = (apps.get_model("entries", model) for model in ("Entry", "Stub", "Name"))
    lines = defaultdict(list)
    rows = names.objects.filter(sort__in=SORTS).exclude(rank="deprecated").exclude(language="").order_by("id")
    for name in rows.values("id", "entry_id", "language", "sort", "text", *BOUNDS).iterator(AT_ONCE):
        if name["language"].partition("-")[0] != "en":
            lines[name["entry_id"]].append(line(name))
    for model in (entries, stubs):
        told = [model(pk=key, spoken="\n".join(own)) for key, own in lines.items()]
        QuerySet(model).bulk_update(told, ["spoken"], AT_ONCE)


class Migration(migrations.Migration):

    dependencies = [
        ("entries", "0014_labels"),
    ]

    operations = [
        *(
            migrations.AddField(model, "spoken", apps.entries.entry.SpokenField(blank=True, db_default="", default="", editable=False))
            for model in ("entry", "stub")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
