"""What a revision of one word adds to the database, all told, on the database at hand."""

import pytest
from django.db import connection

from tests import factories
from tests.databases import empty
from tests.weighing import grown, revise, text_of, weigh

HISTORY = "entries_historicalstate"
PAGE = 8192 if connection.vendor == "postgresql" else 4096


@pytest.mark.django_db(transaction=True)
def test_a_one_word_revision_of_a_long_text_adds_less_than_a_thousand_bytes():
    empty()  # what tests before took back would be room that is filled first, or pages of maps of it
    state = factories.state(text=text_of(6000))
    first, times = 150, 60
    revise(state, first)
    before = weigh()
    revise(state, times, seed=3)
    kept = (
        HISTORY,
        "changes_changeset",
        "changes_basetext",
        "entries_his_",
        "entries_touch",
        "touch_",
        "sqlite_autoindex_",
    )
    found = {name: size for name, size in grown(before, times).items() if name.startswith(kept)}
    # News for caches, and what turned last, are no part of the history: they are forgotten and written over.
    # What has grown has a page at its end that is not full: half of one, on average. The rest is written over.
    assert sum(found.values()) - len(found) * PAGE / 2 / times < 1000, found
    # PostgreSQL's table may have had room from tests before, so its rows are weighed by themselves.
    assert (weight_of_rows() / (times + first + 1) if connection.vendor == "postgresql" else found[HISTORY]) < 600


def weight_of_rows():
    """The bytes of all rows of the history of states."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sum(pg_column_size(row.*)) FROM {HISTORY} row")  # noqa: S608  it is a constant
        return cursor.fetchone()[0]
