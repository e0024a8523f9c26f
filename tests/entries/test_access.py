"""Who may do what: every verb, role and protection; and what a viewer is."""

import pytest
from django.contrib.auth.models import AnonymousUser

from apps.changes.models import Changeset
from apps.entries.access import NOTHING, REDACTED, SYSTEM, Role, Verb, Viewer
from apps.entries.models import Membership, State
from apps.entries.world import World
from tests import factories
from tests.conftest import persona
from tests.hiding import hide

pytestmark = pytest.mark.django_db

EVERYONE = ("anonymous", "contributor", "editor", "reviewer", "administrator")
EDITORS, REVIEWERS, ADMINISTRATORS = EVERYONE[2:], EVERYONE[3:], EVERYONE[4:]
TABLE = {
    Verb.READ: (EVERYONE, EVERYONE),
    Verb.SUGGEST: (EVERYONE, EVERYONE),
    Verb.EDIT: (EDITORS, REVIEWERS),
    Verb.CREATE: (EDITORS, EDITORS),
    Verb.DELETE: (REVIEWERS, REVIEWERS),
    Verb.REVIEW: (REVIEWERS, REVIEWERS),
    Verb.UNDO: (EDITORS, EDITORS),
    Verb.RESTORE: (EDITORS, REVIEWERS),
    Verb.ROLL_BACK: (REVIEWERS, REVIEWERS),
    Verb.PROTECT: (REVIEWERS, REVIEWERS),
    Verb.HIDE: (REVIEWERS, REVIEWERS),
    Verb.BLOCK: (ADMINISTRATORS, ADMINISTRATORS),
    Verb.ADMINISTER: (ADMINISTRATORS, ADMINISTRATORS),
}
"""Who may do this to an open entry, and who to a protected one."""


@pytest.fixture
def viewers(django_user_model, editor, reviewer, administrator):
    """One of each role, by its name."""
    users = [None, django_user_model.objects.create_user("carl"), editor, reviewer, administrator]
    return dict(zip(EVERYONE, map(Viewer.of, users), strict=True))


def test_every_account_has_the_role_of_its_groups(viewers):
    assert {name: viewer.role for name, viewer in viewers.items()} == {name: Role(name) for name in EVERYONE}
    assert SYSTEM.role == Role.SYSTEM


@pytest.mark.parametrize("verb", Verb)
def test_who_may_do_what(viewers, verb):
    entries = factories.state(), factories.state("Armenia", protection="reviewed")
    for entry, expected in zip(entries, TABLE[verb], strict=True):
        assert tuple(name for name, viewer in viewers.items() if viewer.may(verb, entry)) == expected, entry
        assert SYSTEM.may(verb, entry)
    assert tuple(name for name, viewer in viewers.items() if viewer.may(verb)) == TABLE[verb][0]
    assert tuple(name for name, viewer in viewers.items() if viewer.may(verb, State)) == TABLE[verb][0]


def test_a_claim_is_edited_by_those_who_may_edit_all_its_ends(viewers):
    armenia, csto = factories.state("Armenia", protection="reviewed"), factories.body()
    claim, other = factories.member(armenia, csto), factories.member(factories.state(), csto)
    assert [name for name, viewer in viewers.items() if viewer.may(Verb.EDIT, claim)] == [*REVIEWERS]
    assert [name for name, viewer in viewers.items() if viewer.may(Verb.EDIT, other)] == [*EDITORS]
    assert [name for name, viewer in viewers.items() if viewer.may_edit_claims(Membership)] == [*EDITORS]


def test_whoever_has_not_signed_in_or_may_not_any_more_is_anonymous(editor):
    editor.is_active = False
    for user in (None, AnonymousUser(), editor):
        assert Viewer.of(user) == Viewer()
        assert Viewer.of(user).role == Role.ANONYMOUS
        assert not Viewer.of(user).uses_admin
    assert Viewer.of(persona("edna", "Editors")).uses_admin


def test_what_is_hidden_is_not_there_to_be_acted_on_and_the_system_sees_it(viewers, monkeypatch):
    belarus, csto = factories.state(), factories.body()
    claim = factories.member(belarus, csto)
    hide(monkeypatch, entries=[belarus], roles=[Role.EDITOR])
    editor, reviewer = viewers["editor"], viewers["reviewer"]
    assert not (editor.sees(belarus))
    assert not (editor.sees(claim))
    assert not (editor.may(Verb.READ, belarus))
    assert editor.why_not(Verb.EDIT, claim) == "There is nothing here that you may read."
    assert list(editor.rows(Membership)) == list(editor.past(Membership)) == []
    assert (reviewer.hidden, SYSTEM.hidden) == (NOTHING, NOTHING)
    assert list(reviewer.rows(Membership)) == list(SYSTEM.rows(Membership)) == [claim]
    assert [each.summary for each in editor.told(Changeset.objects.order_by("number"))] == [
        REDACTED,
        "For a test",
        REDACTED,
    ]
    assert [each.number for each in editor.plain(Changeset.objects.all())] == [2]


def test_a_hidden_claim_and_a_hidden_revision_are_gone_now_and_then(monkeypatch):
    belarus, csto = factories.state(), factories.body()
    claim = factories.member(belarus, csto)
    for text in ("Secret", "Clean"):
        belarus.text = text
        factories.save(belarus)
    hide(monkeypatch, claims=[claim], revisions=[(belarus, 4), (belarus, 5)])
    viewer = Viewer()
    assert not viewer.rows(Membership)
    assert not viewer.past(Membership)
    assert [row.text for row in viewer.past(State).order_by("history_id")] == ["", "Clean"]
    assert [World(viewer, at=at).rows(State).count() for at in (3, 4, 5, None)] == [1, 0, 1, 1]
    assert [World(SYSTEM, at=at).rows(Membership).count() for at in (2, 3, 4, None)] == [0, 1, 1, 1]
    assert all(map(viewer.sees, (belarus, csto, *SYSTEM.past(State).filter(changeset__in=(1, 5)))))
    assert not any(map(viewer.sees, (claim, *SYSTEM.past(State).filter(changeset=4))))
