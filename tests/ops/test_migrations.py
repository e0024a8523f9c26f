"""The migrations make what the models declare: their fields, defaults, constraints, indexes and permissions."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
