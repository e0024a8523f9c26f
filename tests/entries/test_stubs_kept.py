"""What a link needs of each entry is kept as its rows say it, and is the same made anew."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.door.publish import publish
from apps.entries.kinds import KINDS
from apps.entries.linking import stubs
from apps.entries.linking.models import Stub
from apps.entries.models import Body, State
from tests import factories

pytestmark = pytest.mark.django_db


def kept():
    """Every row of the table."""
    return list(Stub.objects.order_by("pk").values())


@pytest.fixture
def entries():
    """An entry of each kind, a body that has begun and an event of a day."""
    for kind in KINDS:
        factories.make(kind, f"Some {kind.spec.one}", names=["Another name"], summary="A thing.")
    factories.body("CSTO", established="2002-10-07", dissolved="..")
    factories.event("Summit", date="2007")


@pytest.mark.parametrize("at_once", [1, 3, 500])
def test_it_is_what_would_be_made_anew_however_many_at_once(entries, monkeypatch, at_once):
    monkeypatch.setattr(stubs, "AT_ONCE", at_once)
    before = kept()
    assert len(before) == len(KINDS) + 2
    Stub.objects.filter(title="CSTO").update(title="Wrong")
    Stub.objects.filter(title="Summit").delete()
    assert stubs.rebuild() == len(before)
    assert kept() == before


def test_it_follows_an_edit_and_a_deletion(entries):
    csto = Body.objects.get(title="CSTO")
    csto.title, csto.established = "Pact", "1992-05-15"
    factories.save(csto)
    row = Stub.objects.get(pk=csto.pk)
    assert (row.title, row.when, str(row.start_earliest)) == ("Pact", "1992-05-15", "1992-05-15")
    others = {each["id"] for each in kept()} - {csto.pk}
    publish([], [csto], user=None, summary="Gone")
    assert {each["id"] for each in kept()} == others


def test_nothing_is_written_where_a_link_tells_nothing_new_or_a_claim_alone_was_saved(entries):
    state, csto = State.objects.get(), Body.objects.get(title="CSTO")
    state.text, state.cites = "Of prose.", ""
    with CaptureQueriesContext(connection) as queries:
        factories.save(state)
        claim = factories.member(state, csto)
        publish([], [claim], user=None, summary="Gone")
    written = [each["sql"] for each in queries if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql for sql in written if Stub._meta.db_table in sql.split(" WHERE ")[0]] == []
    assert written


def test_a_claim_that_goes_takes_no_entry_of_its_key_with_it(entries):
    csto = Body.objects.get(title="CSTO")
    before = kept()
    stubs.refresh([], [(factories.models.Membership, csto.pk)])
    assert kept() == before
