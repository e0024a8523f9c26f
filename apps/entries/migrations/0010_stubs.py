"""One table of what a link needs to know of an entry, filled from the rows of every kind."""

import datetime
from typing import Any

from django.db import migrations, models

DATED = {"State": "established", "Body": "established", "Event": "date", "Document": "concluded"}
TOLD = {"Source": ("author", "publisher", "published", "url", "type")}
BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest", "confirmed")
FIRST, LAST = datetime.date(1, 1, 1), datetime.date(9999, 12, 31)


def fill(apps: Any, schema_editor: Any) -> None:
    """Write a row for each entry."""
    Stub = apps.get_model("entries", "Stub")
    for name in ("State", "Body", "Event", "Document", "Person", "Topic", "Source"):
        dated, told = DATED.get(name), TOLD.get(name, ())
        columns = ["id", "kind", "title", "slug", "summary", "names", *told]
        columns += [dated, *BOUNDS] if dated else []
        made = []
        for row in apps.get_model("entries", name).objects.order_by().values(*columns).iterator(500):
            bounds = {each: row[each] if dated else FIRST if each.startswith("start") else LAST for each in BOUNDS}
            made.append(
                Stub(
                    **{each: row[each] for each in columns[:6]},
                    when=row[dated] if dated else "",
                    byline="".join(f"{row[each]}\n" for each in told),
                    **bounds,
                )
            )
        Stub.objects.bulk_create(made, 500)


class Migration(migrations.Migration):

    dependencies = [
        ('entries', '0009_lists'),
    ]

    operations = [
        migrations.CreateModel(
            name='Stub',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=16)),
                ('title', models.CharField(max_length=200)),
                ('slug', models.CharField(db_index=True, max_length=120)),
                ('summary', models.CharField(blank=True, max_length=300)),
                ('names', models.TextField()),
                ('when', models.CharField(blank=True, max_length=64)),
                ('byline', models.TextField(blank=True)),
                ('start_earliest', models.DateField()),
                ('start_latest', models.DateField()),
                ('end_earliest', models.DateField()),
                ('end_latest', models.DateField()),
                ('confirmed', models.DateField()),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
