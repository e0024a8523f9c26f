"""What a replica may not know yet it does not answer: which changeset stood at an instant that reaches its newest."""

import pytest

from apps.changes.models import Changeset
from apps.databases import Behind
from apps.entries.moments import UnknownMoment, read_at
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def replica(monkeypatch):
    """What is read comes from a replica, here from one that knows all."""
    for place in ("apps.databases.is_primary", "apps.entries.moments.is_primary"):
        monkeypatch.setattr(place, lambda: False)


def instants():
    """When the two changesets were made, as they are asked about."""
    factories.state("Belarus")
    factories.state("Armenia")
    return [row.created.isoformat() for row in Changeset.objects.order_by("number")]


def test_between_two_changesets_that_it_knows_it_answers(replica):
    first, _ = instants()
    assert read_at(first) == 1
    assert read_at("1990-01-01") == 0


def test_from_the_newest_on_the_primary_is_asked(replica):
    _, last = instants()
    with pytest.raises(Behind):
        read_at(last)


def test_a_replica_that_knows_of_no_changeset_answers_nothing(replica):
    with pytest.raises(Behind):
        read_at("1990-01-01")


def test_the_number_of_a_changeset_that_it_knows_is_enough(replica):
    instants()
    assert read_at("2") == 2
    with pytest.raises(UnknownMoment):  # a 400, which the site asks the primary about
        read_at("3")


def test_the_primary_knows_all():
    _, last = instants()
    assert read_at(last) == 2
