"""Rows of one edit are validated in their order, each beside what stands and what came before it in the edit."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.door.publish import Refused, publish
from apps.entries.models import (
    Body,
    Confirmation,
    Document,
    Event,
    Membership,
    Participation,
    Source,
    State,
    TreatyAction,
)
from tests import factories

pytestmark = pytest.mark.django_db


def refused(*rows, **options):
    with pytest.raises(Refused) as refusal:
        publish(rows, options.pop("deletes", ()), user=None, summary="Refused", **options)
    return refusal.value


@pytest.fixture
def pair():
    return {"member": factories.state("Belarus"), "body": factories.body("CSTO")}


def test_the_same_claim_twice_in_one_edit_is_refused_the_second_time(pair):
    rows = [Membership(**pair, start="1992", end="1993", rank=rank) for rank in ("deprecated", "deprecated")]
    refusal = refused(*rows)
    assert (refusal.row, refusal.messages) == (
        *(rows[1], ["This membership is recorded already: same member, body, status and start."]),
    )


def test_the_same_slug_twice_in_one_edit_is_refused_at_the_slug():
    rows = [State(title="Georgia", slug="georgia"), State(title="Georgia (country)", slug="georgia")]
    assert set(refused(*rows).message_dict) >= {"slug"}
    factories.save(rows[0], Document(title="Georgia", slug="georgia"))


def test_a_blank_around_a_date_makes_no_other_claim(pair):
    factories.member(who=pair["member"], where=pair["body"], start="1992", rank="deprecated")
    assert refused(Membership(**pair, start=" 1992 ", rank="deprecated")).messages


def test_overlapping_memberships_of_one_edit_are_refused(pair):
    rows = [Membership(**pair, start=start, end="..") for start in ("1992", "2002")]
    assert (refused(*rows).row, set(refused(*rows).message_dict)) == (rows[1], {"start"})
    new = [State(title="Armenia", slug="armenia"), *rows]
    for row in rows:
        row.member = new[0]
    assert refused(*new).row == rows[1]


def test_a_membership_that_ends_in_the_same_edit_makes_room_for_the_next(pair):
    first = factories.member(pair["member"], pair["body"], start="1992", end="..")
    first.end = "1999"
    factories.save(first, Membership(**pair, start="2002", end=".."))
    assert Membership.objects.count() == 2


def test_room_is_made_before_it_is_taken_and_not_after(pair):
    first = factories.member(pair["member"], pair["body"], start="1992", rank="deprecated")
    second = Membership(**pair, start="1992", rank="deprecated")
    first.start = "1993"
    assert refused(second, first).row == second
    factories.save(first, second)
    assert sorted(Membership.objects.values_list("start", flat=True)) == ["1992", "1993"]


def test_what_is_deleted_in_the_same_edit_makes_room(pair):
    first = factories.member(pair["member"], pair["body"], start="1992", end="..")
    publish([Membership(**pair, start="1992", end="..")], [first], user=None, summary="Exchange")
    publish([State(title="Belarus", slug="belarus")], [pair["member"]], user=None, summary="Exchange")
    assert (State.objects.count(), Membership.objects.count()) == (1, 0)


def test_a_row_that_is_deleted_and_saved_in_the_same_edit_stands(pair):
    claim = factories.member(pair["member"], pair["body"], start="1992")
    publish([Membership.objects.get()], [claim], user=None, summary="Both")
    assert Membership.objects.get().pk == claim.pk
    assert list(Membership.history.order_by("history_id").values_list("history_type", flat=True)) == ["+", "-", "+"]


def test_what_is_deleted_in_the_same_edit_is_named_by_nothing(pair):
    claim = Membership(**pair)
    assert set(refused(claim, deletes=[pair["member"]]).message_dict) == {"member"}
    article = factories.source("Article")
    assert set(refused(Membership(**pair, cites="@article"), deletes=[article]).message_dict) == {"cites"}


def test_a_source_can_be_cited_by_what_comes_after_it_in_the_edit(pair):
    claim, article = Membership(**pair, cites="@article"), Source(title="Article", slug="article")
    cited = State(title="Armenia", slug="armenia", cites="@article")
    assert refused(cited, article).row == cited
    factories.save(claim, article, cited)


def test_a_source_is_cited_by_the_name_that_it_had():
    article = factories.source("Article")
    article.slug = "other"
    factories.save(article)
    factories.state(cites="@article; @other")
    assert set(refused(State(title="A", slug="a", cites="@nothing")).message_dict) == {"cites"}


@pytest.mark.parametrize("model", [Source, Body])
def test_an_entry_of_another_kind_or_none_is_refused_where_one_of_a_kind_is_asked_for(model):
    other = factories.make(model, "Other")
    summit, document = factories.event(), factories.document()
    act = TreatyAction(party=other, document=document, action="signature", date="1992")
    if model is Source:
        assert set(refused(act).message_dict) == {"party"}
    act = TreatyAction(party=factories.state(), document_id=other.pk, action="signature", date="1992")
    assert set(refused(act).message_dict) == {"document"}
    gone = Event(title="E", slug="e", organisation_id=summit.pk)
    assert set(refused(gone).message_dict) == {"organisation"}


def test_an_iso_code_is_one_states_alone_and_none_is_many():
    first, second = factories.state("Belarus", iso_code="BY"), factories.state("Armenia")
    factories.state("Moldova")
    second.iso_code = "BY"
    assert refused(second).messages == ["Another state has this ISO 3166-1 code."]
    first.iso_code = ""
    factories.save(first, second)
    assert State.objects.get(iso_code="BY") == second


def test_one_list_is_confirmed_once_for_a_day_and_so_is_each_in_it(pair):
    armenia = factories.state("Armenia")
    of = {"entry": pair["body"], "listed": "members", "as_of": "2009"}
    one, other, whole = (Confirmation(**of, only=only) for only in (pair["member"], armenia, None))
    factories.save(one, other, whole)
    assert refused(Confirmation(**of)).messages == ["This list is confirmed for this day already."]
    assert refused(Confirmation(**of, only=armenia)).messages == ["This is confirmed for this day already."]
    one.only = None
    assert refused(one).messages == ["This list is confirmed for this day already."]
    twice = [Confirmation(**{**of, "as_of": "2010"}, only=only) for only in (armenia, None, None)]
    assert refused(*twice).row is twice[2]


def test_of_what_stands_that_which_may_be_in_the_way_alone_is_read(pair):
    for title in ("Armenia", "Georgia"):
        factories.member(factories.state(title), pair["body"], start="1992")
    with CaptureQueriesContext(connection) as queries:
        factories.save(Membership(**pair, start="1992"), State(title="Moldova", slug="moldova"))
    read = [each["sql"] for each in queries if each["sql"].startswith("SELECT")]
    holders = [sql for sql in read if 'FROM "entries_membership"' in sql or '"entries_entry"."slug" IN' in sql]
    assert holders
    assert [sql for sql in holders if " IN (" not in sql] == []


def test_what_stands_is_looked_up_for_all_rows_together(pair):
    summit = factories.event()
    told = []
    for size in (2, 20):
        states = [State(title=f"{size}.{n}", slug=f"s{size}-{n}") for n in range(size)]
        factories.save(*states)
        rows = [Participation(party=state, event=summit) for state in states]
        rows += [Membership(member_id=state.pk, body_id=pair["body"].pk, start="1992") for state in states]
        with CaptureQueriesContext(connection) as queries:
            factories.save(*rows)
        told.append(len(queries))
    assert told[1] <= told[0] + 4  # batches, on SQLite, of fewer rows than PostgreSQL's
