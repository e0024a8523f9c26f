"""The index is what it would be if it were made anew, whatever was done to the wiki."""

import contextlib

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.changes.models import Changeset
from apps.door.merging import EditConflict
from apps.door.publish import Refused, publish
from apps.door.reversal import undo
from apps.entries.models import Body, Document, Event, Membership, Participation, Source, State, TreatyAction
from apps.search.backends import NAMES, WORDS, is_postgres
from apps.search.index import rebuild
from apps.search.models import Indexed, Word
from tests import factories

pytestmark = pytest.mark.django_db

TITLES = ("Belarus", "Беларусь", "White Rus", "Treaty of 1992")
KEYS = st.integers(0, 5)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("call"), KEYS, st.sampled_from(TITLES)),
        st.tuples(
            st.just("write"), KEYS, st.sampled_from(["", "[[Belarus]] of *old*.", "x[^1]\n\n[^1]: y", "# A\n\nb"])
        ),
        st.tuples(st.just("date"), KEYS, st.sampled_from(["1992-05-15", "199X", "", "2002/2003"])),
        st.tuples(st.just("tie"), KEYS, st.sampled_from(["1992", "2002~", ".."])),
        st.tuples(st.just("found"), KEYS, st.sampled_from(TITLES)),
        st.tuples(st.just("delete"), KEYS),
        st.tuples(st.just("undo"), st.integers(0, 30)),
    ),
    max_size=8,
)


def kept():
    said = []
    with connection.cursor() as cursor:
        for table in (WORDS, NAMES):
            columns = f"rowid, {table}::text" if is_postgres() else "rowid, *"
            cursor.execute(f"SELECT {columns} FROM {table} ORDER BY rowid")  # noqa: S608
            said.append(cursor.fetchall())
    return *said, sorted(Indexed.objects.values_list("entry", "marks", "names", "facts", "claims", "prose"))


def take(verb, key, *what):
    entries = [entry for model in (State, Body, Event, Document) for entry in model.objects.all()]
    if verb == "undo":
        undo(Changeset.objects.get(number=1 + key % Changeset.objects.count()), user=None)
        return
    entry = entries[key % len(entries)]
    if verb == "delete":
        publish([], [entry], user=None, summary=verb)
        return
    if verb == "tie":
        start, state = what[0] if what[0] != ".." else "", State.objects.first()
        rows = [
            Membership(member=state, body=Body.objects.first(), start=start, note="A [[note]]."),
            TreatyAction(party=state, document=Document.objects.first(), action="signature", date=start),
            Participation(party=state, event=Event.objects.first()),
        ]
        publish([rows[key % 3]], user=None, summary=verb)
        return
    if verb == "found":  # a new entry with its first claims, which also write those at their other ends
        state = State(title=what[0], slug=f"new-{Changeset.objects.count()}")
        tied = [Membership(member=state, body=body, note="Of [[new-1]].") for body in Body.objects.all()]
        publish([*tied, entry, state], user=None, summary=verb)
        return
    if verb == "call":
        entry.title = what[0]
        factories.call(entry, *([] if key % 2 else ["Other", "Иное"]), summary=verb)
        return
    if verb == "write":
        entry.text, entry.cites = what[0], "@article"
    elif isinstance(entry, Event):
        entry.date = what[0]
    publish([entry], user=None, summary=verb)


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_the_index_is_what_it_would_be_if_it_were_made_anew(steps):
    with transaction.atomic():
        csto = Body(title="CSTO", slug="csto", established="2002-10-07")
        rows = [
            Source(title="Article", slug="article"),
            State(title="Armenia", slug="armenia", text="Of the [[CSTO]]."),
            csto,
            Event(title="Summit", slug="summit", date="2007", organisation=csto),
            Document(title="Charter", slug="charter", concluded="2002", organisation=csto),
        ]
        publish(rows, user=None, summary="Entries")
        for step in steps:
            with contextlib.suppress(Refused, EditConflict, LookupError, AttributeError, ZeroDivisionError):
                take(*step)
        before, words = kept(), set(Word.objects.values_list("word", flat=True))
        rebuild()
        assert kept() == before
        assert set(Word.objects.values_list("word", flat=True)) <= words  # words that were ever written stay known
        transaction.set_rollback(True)
