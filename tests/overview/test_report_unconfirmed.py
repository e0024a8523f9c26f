"""Which lists are reported as unconfirmed for long, how they are told, and where they lead."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.entries.models import Confirmation, Deployment, Tenure
from tests import factories
from tests.answers import text_of

from .test_report_rules import told

pytestmark = pytest.mark.django_db

SLUG = "unconfirmed"


@pytest.fixture
def csto():
    csto = factories.body("CSTO")
    factories.member(factories.state("Armenia"), csto, start="2002-10-07", end="..", attested="2009")
    factories.member(factories.state("Belarus"), csto, start="2002-10-07", end="..")
    factories.member(factories.state("Georgia"), csto, start="2002-10-07", end="2005")
    factories.member(factories.state("Moldova"), csto, start="2002-10-07")
    return csto


def confirm(entry, listed, as_of, **facts):
    factories.save(Confirmation(entry=entry, listed=listed, as_of=as_of, **facts))


def test_what_goes_on_is_counted_by_its_list(csto):
    expected = ("Members: CSTO", "2 statements", "some up to 7 October 2002, others up to 31 December 2009")
    assert told(SLUG) == [expected]
    confirm(csto, "members", "2012-05-01")
    assert told(SLUG) == [("Members: CSTO", "2 statements", "up to 1 May 2012")]
    assert told(SLUG, 9) == [expected]


def test_a_list_is_reported_once_a_year_has_passed(csto):
    today = timezone.now().date()
    confirm(csto, "members", str(today - timedelta(days=366)))
    assert told(SLUG) == []
    row = Confirmation.objects.get()
    row.as_of = str(today - timedelta(days=367))
    factories.save(row)
    assert len(told(SLUG)) == 1


def test_one_that_is_confirmed_alone_leaves_the_others(csto):
    confirm(csto, "members", str(timezone.now().date()), only=factories.models.State.objects.get(title="Armenia"))
    ((_, _, confirmed),) = told(SLUG)
    assert confirmed.startswith("some up to 7 October 2002")


def test_those_confirmed_least_lately_come_first_and_those_never_confirmed_before_all():
    union, who, where = factories.body("Union"), factories.person("Who"), factories.state("Where")
    treaty = factories.document()
    factories.save(
        Tenure(person=who, institution=union, office="Chair", start="2003-04-28", end=".."),
        Deployment(force=union, location=where, end=".."),
    )
    factories.body("Council", parent=union, established="2001-01-01", dissolved="..")
    factories.act(where, treaty, "signature", "1992-05-15")
    factories.act(where, treaty, "ratification", "1999-04-02")
    factories.body("Staff", parent=union, established="2000", dissolved="2005")
    assert told(SLUG) == [
        ("Forces deployed here: Where", "1 statement", "never"),
        ("Treaty actions: Treaty", "2 statements", "up to 2 April 1999"),
        ("Bodies that answer to it: Union", "1 statement", "up to 1 January 2001"),
        ("Office holders: Union", "1 statement", "up to 28 April 2003"),
    ]


def test_deprecated_statements_do_not_go_on():
    factories.member(factories.state(), factories.body(), start="2002", end="..", rank="deprecated")
    assert told(SLUG) == []


def test_each_leads_who_may_edit_to_the_act(client, editor, csto):
    page = client.get(f"/reports/{SLUG}/")
    assert "Members: CSTO" in text_of(page)
    assert "/confirm/" not in page.content.decode()
    client.force_login(editor)
    page = client.get(f"/reports/{SLUG}/").content.decode()
    assert '<a href="/bodies/csto/confirm/?list=members">Confirm</a>' in page


def test_it_asks_as_often_for_many_as_for_one(client, csto, django_assert_max_num_queries):
    for n in range(5):
        factories.member(factories.state(f"State {n}"), factories.body(f"Body {n}"), start="2002", end="..")
    with django_assert_max_num_queries(9):
        client.get(f"/reports/{SLUG}/")
