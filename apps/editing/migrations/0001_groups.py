"""The groups Editors and Reviewers were made here once; now `apps.editing.groups` grants them what kinds declare."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("changes", "0001_initial"),
        ("entries", "0001_initial"),
    ]

    operations = []
