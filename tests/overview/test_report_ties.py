"""Which entries are reported as orphans, as dead ends, and as sources that nobody cites."""

import pytest

from apps.changes.models import Changeset
from apps.door.publish import publish
from apps.entries import models
from apps.entries.ends import entry_keys
from apps.entries.kinds import CLAIMS, KINDS
from tests import factories

from .test_report_rules import told

pytestmark = pytest.mark.django_db

ORPHANS, DEAD_ENDS, UNUSED = "orphans", "dead-ends", "unused-sources"


def titles(slug: str, at: int | None = None) -> set[str]:
    """The entries that a report names; of the wiki as it stands, its last changeset says the same."""
    found = {row[0] for row in told(slug, at)}
    if at is None:
        assert {row[0] for row in told(slug, Changeset.objects.count())} == found
    return found


def test_an_entry_that_nothing_ties_is_an_orphan_and_a_dead_end() -> None:
    factories.state(summary="In Europe", identifiers="iso3166: BY", cites="")
    factories.source("Paper")
    assert told(ORPHANS) == told(DEAD_ENDS) == [("Belarus", "state", "In Europe")]
    assert told(ORPHANS, 0) == told(DEAD_ENDS, 0) == []


@pytest.mark.parametrize("text", ["[[Belarus]]", "[[state:belarus|it]]", "[[Byelorussia]]", '{{fact of="Belarus"}}'])
def test_prose_leads_from_one_entry_to_another(text) -> None:
    factories.state(names=["Byelorussia"])
    topic = factories.make(models.Topic, "Story", text=text)
    assert (titles(ORPHANS), titles(DEAD_ENDS)) == ({"Story"}, {"Belarus"})
    topic.text = "Nothing"
    factories.save(topic)
    assert titles(ORPHANS) == titles(DEAD_ENDS) == {"Story", "Belarus"}
    assert titles(ORPHANS, 2) == {"Story"}
    assert titles(DEAD_ENDS, 2) == {"Belarus"}


@pytest.mark.parametrize("text", ["[[Story]]", "[[topic:story|this]]", "[[#Story]]", "[[Atlantis]]", "[@paper]"])
def test_a_text_that_links_to_itself_to_what_is_wanted_or_cites_leads_nowhere(text) -> None:
    factories.source("Paper")
    factories.make(models.Topic, "Story", text=text)
    assert titles(ORPHANS) == titles(DEAD_ENDS) == {"Story"}


@pytest.mark.parametrize(("model", "key"), [(model, key.name) for model in KINDS for key in entry_keys(model)], ids=str)
def test_a_fact_ties_an_entry_to_the_one_that_it_names(model, key) -> None:
    named = factories.make(model._meta.get_field(key).related_model, "Named")
    factories.make(model, "Holder", **{key: named})
    assert titles(ORPHANS) == set()
    assert titles(DEAD_ENDS) == {"Named"}


@pytest.mark.parametrize("rank", ["normal", "deprecated"])
@pytest.mark.parametrize("model", [claim for claim in CLAIMS if claim.spec.ties], ids=lambda model: model.spec.name)
def test_a_claim_ties_its_ends_both_ways(model, rank) -> None:
    ends = {}
    for end in model.spec.ends:
        key = model._meta.get_field(end.field)
        kind = models.State if key.related_model is models.Entry else key.related_model
        kind = models.Body if end.field == "entry" else kind  # of which a list can be confirmed
        ends[end.field] = factories.make(kind, f"The {end.field}")
    more = {"action": "signature"} if model is models.TreatyAction else {}
    more |= {"office": "Chair"} if model is models.Tenure else {}
    more |= {"text": "It declares."} if model is models.Declaration else {}
    more |= {"type": "dissolution"} if model is models.Succession else {}
    more |= {"type": "merger"} if model is models.BodySuccession else {}
    more |= {"listed": "members", "as_of": "2009"} if model is models.Confirmation else {}
    claim = model(**ends, **more, rank=rank)
    factories.save(claim)
    assert titles(ORPHANS) == titles(DEAD_ENDS) == set()
    publish([], [claim], user=None, summary="Delete")
    assert titles(ORPHANS) == titles(DEAD_ENDS) == {each.title for each in ends.values()}


def test_a_note_leads_on_and_entries_are_told_by_kind_and_title() -> None:
    factories.make(models.Topic, "Aims")
    for title in ("Zembla", "Atlantis"):
        factories.state(title)
    factories.member(factories.state(), factories.body(), note="[[Atlantis]]")
    assert [row[:2] for row in told(ORPHANS)] == [("Zembla", "state"), ("Aims", "topic")]


def test_a_deletion_makes_orphans() -> None:
    factories.state()
    topic = factories.make(models.Topic, "Story", text="[[Belarus]]")
    publish([], [topic], user=None, summary="Delete")
    assert [titles(ORPHANS, at) for at in (1, 2, 3)] == [{"Belarus"}, {"Story"}, {"Belarus"}]


CITING = {
    "facts": lambda: factories.state(cites="@paper, p. 1"),
    "prose": lambda: factories.make(models.Topic, "Story", text="So [@paper]."),
    "claim": lambda: factories.member(factories.state(), factories.body(), cites="@paper"),
    "note": lambda: factories.member(factories.state(), factories.body(), note="So [@paper]."),
}


@pytest.mark.parametrize("cite", CITING.values(), ids=CITING)
def test_a_source_is_used_if_anything_cites_it(cite) -> None:
    factories.source("Paper", author="A. Author", publisher="Press", summary="On paper")
    assert told(UNUSED) == told(UNUSED, 1) == [("Paper", "A. Author, Press", "On paper")]
    cite()
    assert titles(UNUSED) == set()
    assert titles(UNUSED, 1) == {"Paper"}


def test_a_link_to_a_source_does_not_use_it_nor_does_it_cite_itself() -> None:
    paper = factories.source("Paper")
    paper.text = "This is [@paper]."
    factories.save(paper)
    factories.make(models.Topic, "Story", text="[[Paper]] `[@paper]`")
    assert titles(UNUSED) == {"Paper"}


def test_the_author_of_a_source_alone_is_told_and_nothing_where_nothing_is_known() -> None:
    factories.source("Paper")
    assert told(UNUSED) == [("Paper", "", "")]
