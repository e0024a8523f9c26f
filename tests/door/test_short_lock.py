"""The lock is held to write: what an edit needs is made before it, and anew where somebody published meanwhile."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.changes.models import Changeset, Tag
from apps.changes.verify import problems
from apps.door import publish as door
from apps.door.merging import EditConflict
from apps.door.publish import Refused, publish
from apps.entries.models import Body, Document, Membership, Source, State
from apps.search.models import Indexed
from apps.wikitext.render import parse
from tests import factories

pytestmark = pytest.mark.django_db

MOST, MOST_UNDER_LOCK = 37, 15  # the claims of an entry are read by their sorts; three statements tell caches
TRANSACTIONS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


@pytest.fixture
def csto():
    factories.source("Article")
    return factories.body(
        "CSTO", text="Of [[Belarus]] by act in Moscow [@article, 1].", cites="@article", established="1992"
    )


def meanwhile(monkeypatch, act):
    """Let somebody do this while an edit is prepared, after it was read and before it has the lock; once."""
    original, acts = door.prepare, [act]

    def prepare(*args, **kwargs):
        try:
            return original(*args, **kwargs)
        finally:
            if acts:
                acts.pop()()

    monkeypatch.setattr(door, "prepare", prepare)


def facts_of_the_entry(csto, claim):
    csto.seat, csto.summary = "Moscow", "An alliance."
    return [csto, claim]


def facts_of_the_entry_and_of_a_claim(csto, claim):
    csto.seat, claim.note = "Moscow", "By act."
    return [csto, claim]


def dates_of_a_claim(csto, claim):
    claim.start, claim.end = "1993", "1999"
    return [csto, claim]


def statements(rows, base):
    """How many statements an edit makes, and how many of them under the lock."""
    with CaptureQueriesContext(connection) as queries:
        assert publish(rows, user=None, summary="Two facts", base=base)
    said = [query["sql"] for query in queries]
    lock = next(place for place, sql in enumerate(said) if sql.startswith(("SAVEPOINT", "BEGIN")))
    held = [sql for sql in said[lock:] if not sql.startswith(TRANSACTIONS)]
    return len(said), len(held)


@pytest.mark.parametrize("edit", [facts_of_the_entry, facts_of_the_entry_and_of_a_claim, dates_of_a_claim])
def test_an_edit_of_two_facts_asks_little_and_less_under_the_lock_however_large_the_wiki(csto, edit):
    claim = factories.member(factories.state("Belarus"), csto, start="1992")
    told = []
    for size in (3, 30):
        entries = [State(title=f"State {size}-{number}", slug=f"state-{size}-{number}") for number in range(size)]
        factories.save(*entries, *(Membership(member=entry, body=csto, start="2001") for entry in entries))
        rows = edit(Body.objects.get(), Membership.objects.get(pk=claim.pk))
        told.append(statements(rows, Changeset.objects.latest().number))
        factories.save(csto, claim)
    assert told[1][0] <= told[0][0] <= MOST
    assert told[1][1] <= told[0][1] <= MOST_UNDER_LOCK


def test_what_was_published_meanwhile_is_merged(csto, monkeypatch):
    def other():
        theirs = Body.objects.get()
        theirs.summary = "Theirs"
        factories.save(theirs)

    meanwhile(monkeypatch, other)
    csto.seat = "Moscow"
    changeset = publish([csto], user=None, summary="Mine", base=2)
    kept = Body.objects.get()
    assert (kept.seat, kept.summary, changeset.number, changeset.tag) == ("Moscow", "Theirs", 4, Tag.MERGE)
    assert Indexed.objects.get(pk=csto.pk).facts.split() == ["Theirs", "1992", "Moscow"]
    assert list(problems()) == []


def test_a_merge_is_made_anew_from_what_the_editor_gave_and_not_from_a_merge(csto, monkeypatch):
    for summary in ("First", "Second"):
        theirs = Body.objects.get()
        theirs.summary = summary
        if summary == "First":
            factories.save(theirs)
    meanwhile(monkeypatch, lambda: factories.save(theirs))
    csto.seat = "Moscow"
    publish([csto], user=None, summary="Mine", base=2)
    assert (Body.objects.get().seat, Body.objects.get().summary) == ("Moscow", "Second")


def test_what_clashes_with_what_came_meanwhile_publishes_nothing(csto, monkeypatch):
    def other():
        theirs = Body.objects.get()
        theirs.seat = "Minsk"
        factories.save(theirs)

    meanwhile(monkeypatch, other)
    csto.seat = "Moscow"
    with pytest.raises(EditConflict) as conflict:
        publish([csto], user=None, summary="Mine", base=2)
    assert [(clash.mine, clash.theirs) for clash in conflict.value.clashes] == [("Moscow", "Minsk")]
    assert conflict.value.latest.number == 3
    assert Body.objects.get().seat == "Minsk"


def test_a_slug_that_was_taken_meanwhile_is_refused(csto, monkeypatch):
    meanwhile(monkeypatch, lambda: factories.state("Belarus"))
    with pytest.raises(Refused) as refused:
        factories.state("Belarus")
    assert "slug" in refused.value.message_dict
    assert State.objects.count() == 1


def test_a_refusal_that_does_not_hold_any_more_is_none(csto, monkeypatch):
    meanwhile(monkeypatch, lambda: factories.source("Another"))
    csto.cites = "@another"
    assert publish([csto], user=None, summary="It came meanwhile", base=2).number == 4
    assert Source.objects.count() == 2


def test_what_is_refused_is_refused_without_the_lock(csto, monkeypatch):
    monkeypatch.setattr(door, "recording", None)
    csto.cites = "@nobody"
    with pytest.raises(Refused):
        publish([csto], user=None, summary="Refused")


def test_an_entry_that_is_not_saved_and_not_part_of_the_edit_is_no_entry(csto):
    charter = Document(title="Charter", slug="charter", organisation=Body(title="Other", slug="other"))
    with pytest.raises(ValueError, match="organisation of “Charter” has not been saved"):
        factories.save(charter)
    assert Changeset.objects.count() == 2


def test_prose_is_read_once_however_many_tables_and_histories_keep_it(csto, monkeypatch):
    """It is the dearest thing that is derived, and nothing is derived while the lock is held."""
    read = []
    monkeypatch.setattr("apps.entries.rendered.parse", lambda text: read.append(text) or parse(text))
    factories.state(text="Of one.")
    csto.text = "Of another."
    factories.save(csto)
    factories.member(factories.state("Armenia"), csto, note="Of a third.")
    assert read == ["Of one.", "Of another.", "Of a third."]
