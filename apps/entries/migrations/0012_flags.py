"""What a link knows of a state has its ISO code from now on, by which its flag is shown."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery, TextField, Value
from django.db.models.functions import Concat


def fill(apps: Any, schema_editor: Any) -> None:
    """Tell the stubs of states their codes."""
    stubs, states = apps.get_model("entries", "Stub"), apps.get_model("entries", "State")
    code = Subquery(states.objects.filter(pk=OuterRef("pk")).values("iso_code")[:1])
    told = Concat(code, Value("\n"), output_field=TextField())
    stubs.objects.filter(kind="state").update(byline=told)


class Migration(migrations.Migration):

    dependencies = [
        ("entries", "0011_packed_history"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
