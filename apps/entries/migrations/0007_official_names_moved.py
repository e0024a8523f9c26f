"""Official names of states are records by now."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('entries', '0006_names_recorded'),
    ]

    operations = [
        migrations.RemoveField(model_name='historicalstate', name='official_name'),
        migrations.RemoveField(model_name='state', name='official_name'),
    ]
