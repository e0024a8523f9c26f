"""`manage.py flush` leaves nothing to find."""

import pytest
from django.core.management import call_command
from django.db import connection

from apps.search.backends import WORDS
from tests import factories


def kept():
    """The number of entries whose words are kept, there or not."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {WORDS}")  # noqa: S608
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_flush_empties_the_tables_of_words_too():
    factories.state("Kazakhstan")
    call_command("flush", interactive=False, verbosity=0)
    assert kept() == 0


@pytest.mark.django_db
def test_a_migration_leaves_the_words_of_a_wiki_that_has_entries():
    factories.state("Kazakhstan")
    call_command("migrate", verbosity=0)
    assert kept() == 1
