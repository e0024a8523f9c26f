"""What a revision of one word adds to the database, all told, on the database at hand."""

import pytest
from django.db import connection

from tests import factories
from tests.weighing import grown, revise, text_of, weigh

PAGE = 8192 if connection.vendor == "postgresql" else 4096


@pytest.mark.django_db
def test_a_one_word_revision_of_a_long_text_adds_less_than_a_thousand_bytes():
    state = factories.state(text=text_of(6000))
    revise(state, 20)
    before, times = weigh(), 60
    revise(state, times, seed=3)
    kept = ("entries_historicalstate", "changes_", "entries_his_", "entries_touch", "touch_", "sqlite_autoindex_")
    found = {name: size for name, size in grown(before, times).items() if name.startswith(kept)}
    # What has grown has a page at its end that is not full: half of one, on average. The rest is written over.
    assert sum(found.values()) - len(found) * PAGE / 2 / times < 1000, found
    assert found["entries_historicalstate"] < 600
