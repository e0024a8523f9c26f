"""What rests on a source: the entries and claims that cite it, where, and what they say; now and then."""

import pytest

from apps.entries.access import Viewer
from apps.entries.models import Deployment, Source, Tenure
from apps.entries.world import World
from apps.facts.cited_by import read_resting
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    """A source that facts and prose of entries, and claims of several sorts, cite; and another beside it."""
    paper = factories.source("Paper")
    factories.source("Other", cites="@paper")
    csto = factories.body("CSTO", cites="@other, p. 9; @paper, p. 2", text="Of it[@paper, p. 1; @paper, p. 2].")
    belarus, armenia = factories.state("Belarus", text="None[@other]."), factories.state("Armenia", text="Yes[@paper].")
    factories.member(
        belarus, csto, start="2002", end="..", cites="@paper, p. 3", note="Note[@paper, p. 4; @paper, p. 3]."
    )
    factories.member(armenia, csto, start="2002", end="2012", status="observer", cites="@paper", rank="deprecated")
    factories.act(armenia, factories.document(), "signature", "1992", cites="@other")
    chair = factories.person("First")
    factories.save(Tenure(person=chair, institution=csto, office="Chair", start="2002", note="So it says[@paper]."))
    factories.save(Deployment(force=csto, location=belarus, personnel=1500, cites="@paper, p. 7"))
    return paper


def told(found):
    return {
        heading: [
            ([entry.title for entry in rests.entries], rests.says, rests.locators, rests.rank, len(rests.passages))
            for rests in rows
        ]
        for heading, rows in found.groups.items()
    }


EXPECTED = {
    "Facts and texts of entries": [
        (["Armenia"], ["its text"], [], "", 1),
        (["CSTO"], ["its facts", "its text"], ["p. 2", "p. 1"], "", 2),
        (["Other"], ["its facts"], [], "", 0),
    ],
    "Memberships": [
        (["Armenia", "CSTO"], ["observer", "2002", "2012"], [], "deprecated", 0),
        (["Belarus", "CSTO"], ["member", "2002", "still going on"], ["p. 3", "p. 4"], "normal", 2),
    ],
    "Tenures": [(["First", "CSTO"], ["Chair", "2002"], [], "normal", 1)],
    "Deployments": [(["CSTO", "Belarus"], ["1,500"], ["p. 7"], "normal", 0)],
}


def test_what_rests_on_a_source_is_the_same_now_and_at_the_latest_changeset_and_later(paper):
    number = factories.save(Source(title="Newest", slug="newest")).number
    assert (
        told(read_resting(World(Viewer()), paper)) == told(read_resting(World(Viewer(), at=number), paper)) == EXPECTED
    )
    csto = factories.models.Body.objects.get()
    csto.cites = csto.text = ""
    factories.save(csto)
    assert told(read_resting(World(Viewer(), at=number), paper)) == EXPECTED
    less = EXPECTED | {"Facts and texts of entries": [EXPECTED["Facts and texts of entries"][n] for n in (0, 2)]}
    assert (
        told(read_resting(World(Viewer()), paper)) == told(read_resting(World(Viewer(), at=number + 1), paper)) == less
    )
    assert read_resting(World(Viewer()), Source.objects.get(slug="newest")).groups == {}
    assert read_resting(World(Viewer(), at=1), paper).groups == {}
