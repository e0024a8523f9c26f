"""A body in a list of parts that is confirmed existed on that day: its page, the structure and the lists say so."""

import pytest

from apps.entries.access import Viewer
from apps.entries.models import Body, Confirmation
from apps.entries.validity import bounds_of
from apps.entries.world import World
from apps.facts.certainty import confirmed_date
from apps.facts.entry_data import read_entry_data
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    """A union with a council that is confirmed, and an office of the council that is not."""
    union = factories.body("Union", established="2002-10-07", dissolved="..")
    council = factories.body("Council", parent=union, established="2003-01-01", dissolved="..")
    factories.body("Office", parent=council, established="2004-01-01", dissolved="..")
    confirm(union)
    return union


def confirm(entry, **facts):
    row = Confirmation(**{"entry": entry, "listed": "children", "as_of": "2009-06-14", **facts})
    factories.save(row)
    return row


def existing(title, day, at=None):
    world = World.asked(Viewer(), day, at)
    (body,) = world.instances(world.entries(Body).filter(title=title))
    return bounds_of(body).certainty(world.day), confirmed_date(body)


def test_a_body_exists_for_certain_up_to_the_day_of_which_its_list_is_confirmed(union):
    assert existing("Council", "2009-06-14") == ("certain", "2009-06-14")
    assert existing("Council", "2009-06-15") == ("assumed", "2009-06-14")
    assert existing("Office", "2009-06-14") == ("assumed", "2004-01-01")
    assert existing("Union", "2009-06-14") == ("assumed", "2002-10-07")


def test_the_past_of_the_wiki_knows_only_what_was_confirmed_by_then(union):
    assert existing("Council", "2009-06-14", "4") == ("certain", "2009-06-14")
    assert existing("Council", "2009-06-14", "3") == ("assumed", "2003-01-01")


@pytest.mark.parametrize(
    "facts", [{"rank": "deprecated"}, {"listed": "members"}, {"as_of": "2002"}], ids=["rank", "list", "before it began"]
)
def test_other_confirmations_say_nothing_of_it(facts):
    union = factories.body("Union")
    factories.body("Council", parent=union, established="2003-01-01", dissolved="..")
    confirm(union, **facts)
    assert existing("Council", "2009-06-14") == ("assumed", "2003-01-01")


def test_one_part_can_be_confirmed_alone():
    union = factories.body("Union")
    council, staff = (
        factories.body(title, parent=union, established="2003-01-01", dissolved="..") for title in ("Council", "Staff")
    )
    confirm(union, only=council)
    assert existing("Council", "2009-06-14")[0] == "certain"
    assert existing("Staff", "2009-06-14")[0] == "assumed"
    sheet = read_entry_data(World(Viewer()), union, every=True)
    assert [getattr(each, "as_of", "") for each in sheet.incoming["children"]] == ["2009-06-14", ""]
    assert staff.title == "Staff"


def test_the_list_of_parts_knows_it(union):
    sheet = read_entry_data(World(Viewer()), union, every=True)
    (council,) = sheet.incoming["children"]
    assert bounds_of(council).certainty(council.as_of_latest) == "certain"


@pytest.mark.parametrize(("day", "assumed"), [("2009-06-14", False), ("2009-06-15", True)])
def test_the_pages_say_so(client, union, day, assumed):
    page = text_of(client.get("/bodies/council/", {"on": day}))
    assert ("Council is assumed to have existed" in page) == assumed
    assert ("last confirmed on 14 June 2009" in page) == assumed
    structure = client.get("/structure/", {"on": day}).content.decode()
    assert ("Council: exists, as is assumed" in structure) == assumed
    assert "Office: exists, as is assumed" in structure
    paper = client.get("/bodies/union/print/", {"on": day}).content.decode()
    part = paper.split('href="/bodies/council/')[1].split("<ul")[0]
    assert ("assumed" in part) == assumed
