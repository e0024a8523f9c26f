"""That nobody has confirmed what goes on is no change between two days."""

from datetime import date

import pytest

from apps.entries.access import Viewer
from apps.entries.world import World
from apps.overview.between import compare_worlds
from tests import factories

pytestmark = pytest.mark.django_db


def test_that_what_goes_on_is_no_longer_confirmed_is_no_change() -> None:
    csto = factories.body("CSTO")
    factories.member(factories.state("Armenia"), csto, start="2002-10-07", end="..", attested="2009")
    factories.member(factories.state("Belarus"), csto, start="2002-10-07", end="2015")
    found = compare_worlds(World(Viewer(), on=date(2009, 6, 14)), World(Viewer(), on=date(2015, 6, 14)))
    assert [(each.who.title, each.before, each.after) for each in found["bodies"]] == [
        ("Belarus", {"member": "certain"}, {"member": "possible"})
    ]
