"""How much a changeset wrote, and of what: counted as it is written, and anew from the history."""

import pytest
from django.core.management import call_command

from apps.changes.measuring import MOST, Done, Measure, extent_of, read
from apps.changes.models import Changeset
from apps.changes.remeasuring import measure_all
from apps.door.publish import publish
from apps.entries import models
from apps.entries.access import Hidden, Viewer
from apps.entries.kinds import CLAIMS, KINDS
from tests import factories

COUNTED = ("added", "removed", "extent", "did", "act")


def counted(*pairs):
    measure = Measure()
    for before, after in pairs:
        measure.count("topic", before, after)
    return measure


def test_what_is_new_and_what_went_counts_whole_and_what_changed_by_word():
    assert (counted((None, {"text": "Four"})).added, counted(({"text": "Four"}, None)).removed) == (4, 4)
    measure = counted(({"text": "a long line\nthe same words\n"}, {"text": "a long line\nthe new same words\n"}))
    assert (measure.added, measure.removed) == (4, 0)


def test_lines_that_stay_at_both_ends_cost_nothing():
    lines = [f"Line {n} of a text.\n" for n in range(50_000)]
    changed = [*lines[:25_000], "A line that came.\n", *lines[25_000:]]
    measure = counted(({"text": "".join(lines)}, {"text": "".join(changed)}))
    assert (measure.added, measure.removed) == (len("A line that came.\n"), 0)


@pytest.mark.parametrize(("characters", "extent"), [(0, 1), (20, 1), (21, 2), (499, 2), (500, 3)])
def test_sizes_have_classes(characters, extent):
    assert extent_of(characters) == extent


def test_what_was_done_is_read_back():
    measure = counted((None, {"text": "x"}), (None, {}), ({"text": "x"}, {"text": "y", "title": "z"}), ({}, {}))
    assert measure.did == "topic+*2 topic~text,title"
    assert list(read(measure.did)) == [Done("topic", "added", (), 2), Done("topic", "changed", ("text", "title"))]
    assert list(read("nonsense +x topic~*many")) == [Done("topic", "changed")]


def test_of_many_sorts_of_changes_the_rest_are_told_without_their_fields():
    measure = counted(*(({f"f{n}": "x"}, {f"f{n}": "y"}) for n in range(40)))
    assert len(list(read(measure.did))) == MOST + 1
    assert list(read(measure.did))[-1] == Done("topic", "changed", (), 40 - MOST)


@pytest.mark.django_db
def test_the_door_counts_what_it_writes_and_says_what_became_of_entries():
    belarus = factories.state("Belarus")
    csto = factories.body("CSTO")
    membership = factories.member(belarus, csto, start="2002")
    belarus.text = "Some words.\n"
    membership.end = "2012"
    factories.save(belarus, membership)
    csto.slug, csto.title = "treaty", "Treaty"
    factories.save(csto)
    publish([], [belarus], user=None, summary="Delete it")
    assert list(Changeset.objects.order_by("number").values_list("did", "act", "added", "removed")) == [
        ("state+", "new", len("Belarusbelarus"), 0),
        ("body+", "new", len("CSTOcsto"), 0),
        ("membership+", "", 4, 0),
        ("state~text membership~end", "", len("Some words.\n2012"), 0),
        ("body~title,slug", "rename", len("Treatytreaty"), len("CSTOcsto")),
        ("state- membership-", "delete", 0, len("BelarusbelarusSome words.\n20022012")),
    ]


@pytest.mark.django_db
def test_older_changesets_are_counted_from_the_history_as_the_door_counts():
    belarus, csto = factories.state("Belarus", text="One.\nTwo.\n"), factories.body("CSTO")
    claim = factories.member(belarus, csto, start="2002", note="As it is said. " * 20)
    belarus.text, belarus.protection = "One.\nTwo and a half.\n", "reviewed"
    claim.note += "And more."
    factories.save(belarus, claim)
    publish([], [claim], user=None, summary="Not so")
    publish([], [csto], user=None, summary="Delete it")
    by_door = list(Changeset.objects.values_list(*COUNTED))
    seals = list(Changeset.objects.values_list("digest", flat=True))
    Changeset.objects.update(added=None, removed=None, extent=None, did="", act="")
    histories = {model._meta.model_name: model.history.model for model in (*KINDS, *CLAIMS)}
    measure_all(Changeset.objects, histories, [model._meta.model_name for model in KINDS])
    assert list(Changeset.objects.values_list(*COUNTED)) == by_door
    assert list(Changeset.objects.values_list("digest", flat=True)) == seals


@pytest.mark.django_db
def test_what_is_hidden_is_not_counted_to_those_who_may_not_read_it():
    secret = factories.make(models.Topic, "Secret")
    viewer = Viewer()
    vars(viewer)["hidden"] = Hidden(entries=frozenset([secret.pk]))
    (redacted,) = viewer.redact(Changeset.objects.all())
    assert (redacted.did, redacted.added, redacted.removed) == ("", None, None)


@pytest.mark.django_db
def test_what_a_version_that_does_not_count_wrote_is_counted_by_a_command(capsys):
    factories.state("Belarus")
    factories.body("CSTO")
    Changeset.objects.filter(number=2).update(added=None, removed=None, extent=None, did="", act="")
    call_command("measure_changes")
    assert capsys.readouterr().out == "1 changesets were counted.\n"
    assert list(Changeset.objects.values_list("did", flat=True)) == ["body+", "state+"]
