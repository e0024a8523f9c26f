"""What the index keeps of an entry, and when it is told anew."""

from functools import partial

import pytest
from django.db import connection

from apps.entries.access import SYSTEM
from apps.entries.batches import batches
from apps.entries.models import Body, Membership, Participation, State
from apps.search import backends
from apps.search.document import read_said
from apps.search.index import keep_ready, ready, rebuild, words_of
from apps.search.models import Indexed, Word
from tests import factories

pytestmark = pytest.mark.django_db


def kept(monkeypatch) -> list[int]:
    """The keys of the entries whose words are written from here on."""
    written: list[int] = []
    write = backends.write
    monkeypatch.setattr(backends, "write", lambda rows: written.extend(row.key for row in rows) or write(rows))
    return written


def test_the_words_of_an_entry_by_field_and_cyrillic_names_in_latin_letters_too():
    csto = factories.body(
        "ОДКБ", slug="csto", names=["Договор"], summary="Heads.", text="Of *prose*.", established="2002"
    )
    factories.member(factories.state("Belarus"), csto, start="1999", note="A note.")
    (said,) = read_said(SYSTEM, [csto.pk])
    assert words_of(said) == {
        "title": ["одкб"],
        "names": ["договор", "csto", "odkb", "dogovor"],
        "facts": ["heads", "2002"],
        "claims": ["membership", "belarus", "member", "1999"],
        "prose": ["of", "prose", "a", "note"],
    }
    row = Indexed.objects.get(pk=csto.pk)
    assert row.marks.split() == ["kbody", f"b{csto.pk}", "y1999", "y2002", "d199", "d200"]
    assert (row.names, row.facts, row.claims, row.prose) == (
        *("Договор\ncsto", "Heads.\n2002", "membership Belarus member 1999", "Of prose.\nA note."),
    )


def test_words_are_learned_once_with_whether_they_are_in_a_name():
    factories.state("Belarus", names=["Zebra"], text="prose of ab")
    factories.state("Armenia", text="belarus")
    learned = [("armenia", True), ("belarus", True), ("prose", False), ("zebra", True)]
    assert sorted(Word.objects.values_list("word", "named")) == learned


def test_a_word_of_a_text_that_becomes_one_of_a_name_is_known_as_such():
    factories.state("Belarus", text="zebra and lion")
    factories.state("Zebra land")
    assert set(Word.objects.filter(named=True).values_list("word", flat=True)) == {"belarus", "zebra", "land"}
    rebuild()
    assert set(Word.objects.filter(named=True).values_list("word", flat=True)) == {"belarus", "zebra", "land"}


@pytest.mark.parametrize(("field", "value", "told"), [("title", "Hayastan", True), ("summary", "Other", False)])
def test_others_are_told_anew_where_what_they_say_of_an_entry_changed(field, value, told, monkeypatch):
    armenia, csto = factories.state("Armenia"), factories.body("CSTO")
    factories.member(armenia, csto)
    written = kept(monkeypatch)
    monkeypatch.setattr("apps.search.index.batches", partial(batches, size=1))
    setattr(armenia, field, value)
    factories.save(armenia)
    assert sorted(written) == ([armenia.pk, csto.pk] if told else [armenia.pk])


def test_what_is_said_as_before_is_not_written_again(monkeypatch):
    belarus = factories.state("Belarus", summary="A state.", names=["BY"], text="Of *prose*.")
    written = kept(monkeypatch)
    belarus.text = "Of prose."
    factories.save(belarus)
    assert written == []
    belarus.text = "Of more."
    factories.save(belarus)
    belarus.slug = "by"
    factories.save(belarus)
    assert written == [belarus.pk] * 2


def test_an_entry_that_goes_takes_all_its_words_with_it_and_no_others():
    keys = [factories.state(title).pk for title in ("Armenia", "Belarus")]
    backends.forget([keys[0]])
    with connection.cursor() as cursor:
        for table in (backends.WORDS, backends.NAMES):
            cursor.execute(f"SELECT rowid FROM {table}")  # noqa: S608 - a name of ours
            assert cursor.fetchall() == [(keys[1],)]


def test_a_rebuilt_index_has_every_entry_once_however_many_are_done_at_once(monkeypatch):
    for number in range(5):
        factories.state(f"State {number}")
    before = sorted(Indexed.objects.values_list("pk", "names", "marks"))
    monkeypatch.setattr("apps.search.index.batches", partial(batches, size=2))
    written = kept(monkeypatch)
    assert rebuild() == len(written) == len(set(written)) == 5
    assert sorted(Indexed.objects.values_list("pk", "names", "marks")) == before
    assert set(Word.objects.values_list("word", flat=True)) == {"state"}


def test_a_rebuilt_index_is_written_in_the_order_of_the_keys(monkeypatch):
    for title in ("Charlie", "Alpha", "Bravo"):
        factories.state(title)
    monkeypatch.setattr("apps.search.index.batches", partial(batches, size=1))
    written = kept(monkeypatch)
    rebuild()
    assert written == sorted(written)


def counts() -> dict[str, int]:
    """How many rows there are in the tables that the migration alone knows."""
    with connection.cursor() as cursor:
        found = {}
        for table in {"search_words", "search_names", "search_spellings"} & {*connection.introspection.table_names()}:
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
            found[table] = cursor.fetchone()[0]
        return found


def test_nothing_at_all_is_kept_in_any_table_that_is_cleared():
    factories.state("Belarus")
    assert set(counts().values()) == {1}
    backends.clear()
    assert set(counts().values()) == {0}


def test_a_rebuilt_index_has_nothing_of_what_is_gone():
    belarus = factories.state("Belarus", text="zebra")
    belarus.text = ""
    factories.save(belarus)
    backends.write([backends.IndexRow(belarus.pk + 1, {name: ["lion"] for name in backends.FIELDS})])
    rebuild()
    assert set(counts().values()) == {1}
    assert list(Word.objects.values_list("word", flat=True)) == ["belarus"]


def claims(*entries) -> list[str]:
    return [Indexed.objects.get(pk=entry.pk).claims for entry in entries]


def test_an_entry_that_is_written_anew_keeps_its_claims():
    armenia, csto = factories.state("Armenia"), factories.body("CSTO")
    factories.member(armenia, csto, start="2002")
    before = claims(armenia, csto)
    armenia.summary = "Other."
    factories.save(armenia)
    assert claims(armenia, csto) == before == ["membership CSTO member 2002", "membership Armenia member 2002"]


def test_entries_that_are_written_with_their_first_claims_have_them():
    armenia, csto = State(title="Armenia", slug="armenia"), Body(title="CSTO", slug="csto")
    factories.save(armenia, csto, Membership(member=armenia, body=csto, start="2002"))
    assert claims(armenia, csto) == ["membership CSTO member 2002", "membership Armenia member 2002"]


def test_the_key_of_a_claim_that_is_written_is_not_taken_for_that_of_an_entry_it_touches():
    csto = factories.body("CSTO")
    states = [State(title=title, slug=title.lower()) for title in ("Armenia", "Belarus")]
    factories.save(*states, *(Membership(pk=csto.pk + n, member=state, body=csto) for n, state in enumerate(states)))
    assert claims(csto, *states) == [
        *("membership Armenia member\nmembership Belarus member", "membership CSTO member", "membership CSTO member")
    ]
    rebuilt = list(Indexed.objects.order_by("pk").values_list("pk", "claims"))
    rebuild()
    assert list(Indexed.objects.order_by("pk").values_list("pk", "claims")) == rebuilt


def test_the_key_of_a_new_claim_is_not_taken_for_that_of_a_new_entry():
    armenia, csto = factories.state("Armenia"), factories.body("CSTO")
    factories.member(factories.state("Belarus"), csto)  # so that the claim below has another key than Armenia
    factories.member(armenia, csto, start="2002")
    written = Membership(pk=armenia.pk, member=factories.state("Tajikistan"), body=csto)
    keep_ready(ready([(written, None)], [], [armenia.pk]))
    assert claims(armenia) == ["membership CSTO member 2002"]


def test_an_entry_is_told_anew_where_one_of_several_things_that_others_say_of_it_changed(monkeypatch):
    armenia, summit = factories.state("Armenia"), factories.event("Summit", date="2002")
    factories.save(Participation(party=armenia, event=summit))
    written = kept(monkeypatch)
    summit.date = "2003"
    factories.save(summit)
    assert sorted(written) == sorted([armenia.pk, summit.pk])
