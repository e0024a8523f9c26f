from typing import Any

from django.db import migrations, models


def begin(apps: Any, schema_editor: Any) -> None:
    """Until more is known, everything was last changed by the last changeset."""
    last = apps.get_model("changes", "Changeset").objects.aggregate(last=models.Max("number"))["last"]
    if last:
        apps.get_model("changes", "Turned").objects.create(token="*", changeset=last)


class Migration(migrations.Migration):
    dependencies = [("changes", "0002_base_texts")]

    operations = [
        migrations.CreateModel(
            name="Turned",
            fields=[
                ("token", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("changeset", models.PositiveBigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="News",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("mark", models.CharField(max_length=16)),
                ("tokens", models.TextField()),
                ("changeset", models.PositiveBigIntegerField(null=True)),
            ],
            options={"verbose_name_plural": "news"},
        ),
        migrations.RunPython(begin, migrations.RunPython.noop, elidable=True),
    ]
