"""What is altered past the one door is named, in whole sentences: in every model, and in all that is sealed."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import QuerySet

from apps.changes.models import Changeset
from apps.changes.verify import problems, tracked_models
from apps.door.publish import publish
from apps.entries import models
from apps.entries.kinds import CLAIMS, KINDS
from tests import factories

pytestmark = pytest.mark.django_db


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def seal_of(number):
    return f"Changeset #{number} was altered, or its rows were: its seal does not match."


@pytest.fixture
def one_of_each():
    """A row of every model that leaves a history, by model; all in one changeset, in no order of its models."""
    state, body, event, document, person, topic, source = (kind(title=kind.__name__, slug="x") for kind in KINDS)
    before, league = models.State(title="Before", slug="before"), models.Body(title="League", slug="league")
    claims = [
        models.Tenure(person=person, institution=body, office="Head"),
        models.Participation(party=state, event=event),
        models.TreatyAction(party=state, document=document, action="signature"),
        models.Deployment(force=body, location=state),
        models.Name(entry=state, text="White Rus"),
        models.Membership(member=state, body=body),
        models.Declaration(party=state, document=document, text="With a reservation."),
        models.Confirmation(entry=body, listed="members", as_of="2009"),
        models.Succession(predecessor=before, successor=state, type="union"),
        models.BodySuccession(predecessor=league, successor=body, type="replacement"),
    ]
    rows = [topic, source, before, league, state, person, event, document, body, *claims]
    factories.save(*rows)
    return {type(row): row for row in rows}


def test_every_kind_and_every_claim_is_verified(one_of_each):
    assert set(tracked_models()) == set(one_of_each) == {*KINDS, *CLAIMS}
    assert list(problems()) == []
    found, expected = {}, {}
    for model, row in one_of_each.items():
        field, name = "note" if model in CLAIMS else "summary", f"{model._meta.verbose_name} {row.pk}"
        changed = f"{name} was written outside a changeset: {field} is not as #1 left it."
        for rows, said in (
            (QuerySet(model), [changed]),
            (model.history.all(), [f"{name} was altered in its history, at #1.", changed]),
        ):
            with transaction.atomic():
                rows.filter(id=row.pk).update(**{field: "x"})
                found[rows.model], expected[rows.model] = list(problems()), said
                transaction.set_rollback(True)
    assert found == expected


@pytest.fixture
def wiki():
    """Belarus (#1) and the CSTO (#2), a membership (#3) that is deleted (#5), and a new title (#4)."""
    belarus, csto = factories.state(), factories.body()
    claim = factories.member(belarus, csto, start="2002")
    belarus.title = "Republic of Belarus"
    factories.save(belarus)
    publish([], [models.Membership.objects.get()], user=None, summary="Not a member")
    return belarus, claim


def at(number, model=models.State):
    """The historical rows of a changeset."""
    return model.history.filter(changeset=number)


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (
            lambda: run("DELETE FROM entries_state"),
            ["{state} was deleted outside a changeset: #4 left it standing."],
        ),
        (
            lambda: run("UPDATE entries_state SET iso_code = 'BY'"),
            ["{state} was written outside a changeset: iso_code is not as #4 left it."],
        ),
        (lambda: at(1).update(until=3), ["{state} has a gap in its history between #1 and #4."]),
        (lambda: at(4).update(until=9), ["{state} lost its history after #4."]),
        (lambda: at(1).update(history_type="~"), ["{state} was altered in its history, at #1."]),
        (lambda: at(4).update(salt="x"), ["{state} was altered in its history, at #4."]),
        (lambda: at(4).update(digest="x"), ["{state} was altered in its history, at #4.", seal_of(4)]),
        (
            lambda: models.State.history.all().delete(),
            ["{state} was written outside a changeset: it has no history.", seal_of(1), seal_of(4)],
        ),
        (
            lambda: at(5, models.Membership).delete(),
            [
                "{claim} lost its history after #3.",
                "{claim} was deleted outside a changeset: #3 left it standing.",
                seal_of(5),
            ],
        ),
    ],
)
def test_what_was_done_to_a_row_is_told_once_and_in_full(wiki, tamper, said):
    state, claim = wiki
    tamper()
    names = {"state": f"state {state.pk}", "claim": f"membership {claim.pk}"}
    assert sorted(problems()) == sorted(each.format(**names) for each in said)


def test_a_row_that_came_back_after_its_deletion_is_named(wiki):
    _, claim = wiki
    QuerySet(models.Membership).bulk_create([claim])
    assert list(problems()) == [f"membership {claim.pk} was written outside a changeset: #5 deleted it."]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("created", datetime(2001, 1, 1, tzinfo=UTC)),
        ("user_id", None),
        ("tag", "seed"),
        ("reverts_id", 2),
        ("summary", "x"),
    ],
)
def test_all_that_a_changeset_says_of_itself_is_sealed(wiki, column, value):
    user = get_user_model().objects.create(username="edith")
    factories.save(models.Topic(title="T", slug="t"), user=user, reverts=Changeset.objects.get(number=1), tag="undo")
    factories.state("Armenia")
    assert list(problems()) == []
    Changeset.objects.filter(number=6).update(**{column: value})
    assert list(problems()) == [seal_of(6)]


def test_a_seal_that_was_exchanged_and_a_number_that_is_missing_are_named(wiki):
    with transaction.atomic():
        Changeset.objects.filter(number=2).update(digest="0" * 64)
        assert list(problems()) == [seal_of(2), seal_of(3)]
        transaction.set_rollback(True)
    Changeset.objects.filter(number=5).update(number=9)
    at(5, models.Membership).update(changeset=9)
    models.Membership.history.filter(until=5).update(until=9)
    models.Touch.objects.filter(changeset=5).update(changeset=9)
    factories.state("Armenia")  # the gap is told once, not again after it
    assert list(problems()) == ["Changeset #5 is missing.", seal_of(9)]


def test_the_command_counts_what_it_proved_or_found(wiki, capsys):
    call_command("verify_history")
    assert capsys.readouterr().out == "The history of 5 changesets is whole.\n"
    Changeset.objects.filter(number=3).update(summary="x")
    with pytest.raises(CommandError, match=r"^1 problem in the history.$"):
        call_command("verify_history")
    Changeset.objects.filter(number=2).update(summary="x")
    with pytest.raises(CommandError, match=r"^2 problems in the history.$"):
        call_command("verify_history")
    assert capsys.readouterr().err == f"{seal_of(3)}\n{seal_of(2)}\n{seal_of(3)}\n"


def test_one_changeset_is_counted_as_one(capsys):
    factories.state()
    call_command("verify_history")
    assert capsys.readouterr().out == "The history of 1 changeset is whole.\n"
