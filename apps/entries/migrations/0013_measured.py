"""What changesets wrote is counted as they are written; here, for those that were before it."""

from typing import Any

from django.db import migrations

from apps.changes.remeasuring import measure_all

KINDS = ("State", "Body", "Event", "Document", "Person", "Topic", "Source")
CLAIMS = (
    *("Membership", "TreatyAction", "Declaration", "Participation", "Tenure", "Deployment"),
    *("Name", "Confirmation", "Succession"),
)


def measure(apps: Any, schema_editor: Any) -> None:
    """Count, some changesets at a time, each time in a transaction of its own: nobody waits for all of it."""
    histories = {name.lower(): apps.get_model("entries", f"Historical{name}") for name in (*KINDS, *CLAIMS)}
    measure_all(apps.get_model("changes", "Changeset").objects, histories, [name.lower() for name in KINDS])


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("changes", "0004_told"),
        ("entries", "0012_flags"),
    ]

    operations = [migrations.RunPython(measure, migrations.RunPython.noop, elidable=True)]
