"""Who may do what: every verb, role and protection; and what a viewer is."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.db.models import Q

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
    Verb.INVITE: (REVIEWERS, REVIEWERS),
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
    assert [each.summary for each in editor.redact(Changeset.objects.order_by("number"))] == [
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


def test_the_summary_of_a_changeset_that_wrote_a_hidden_claim_is_hidden_too(monkeypatch):
    claim = factories.member(factories.state(), factories.body())
    hide(monkeypatch, claims=[claim])
    assert [each.number for each in Viewer().plain(Changeset.objects.order_by("number"))] == [1, 2]


def test_of_what_wrote_something_hidden_neither_the_summary_is_told_nor_what_was_done_nor_how_much(monkeypatch):
    belarus, armenia = factories.state(text="Secret."), factories.state("Armenia", text="Known.")
    armenia.text = "Well known."
    factories.save(armenia)
    hide(monkeypatch, revisions=[(belarus, 1), (armenia, 3)])

    def told(viewer, changesets):
        return [(each.summary, bool(each.did), each.added is None) for each in viewer.redact(changesets)]

    every = Changeset.objects.order_by("number")
    shown, secret = ("For a test", True, False), (REDACTED, False, True)
    assert told(Viewer(), every.all()) == [secret, shown, secret]
    assert told(SYSTEM, every.all()) == [shown] * 3
    assert told(Viewer(), []) == []
    assert [each.number for each in Viewer().plain(every)] == [2]
    assert {each.summary for each in Changeset.objects.all()} == {"For a test"}


def test_of_a_hidden_revision_no_claim_names_the_entry_and_what_it_wrote_is_not_seen(monkeypatch):
    belarus, armenia, csto = factories.state(), factories.state("Armenia"), factories.body()
    factories.member(belarus, csto), factories.member(armenia, csto)
    claim, belarus.text = Membership.objects.get(member=belarus), "Secret"
    claim.note = "Secret"
    factories.save(belarus, claim)
    belarus.text = claim.note = ""
    factories.save(belarus, claim)
    hide(monkeypatch, revisions=[(belarus, 6)])
    viewer = Viewer()
    assert [World(viewer, at=at).rows(Membership).count() for at in (5, 6, 7, None)] == [2, 1, 2, 2]
    assert [viewer.sees(row) for row in SYSTEM.past(Membership).filter(id=claim.pk).order_by("history_id")] == [
        True,
        False,
        True,
    ]


def test_at_a_revision_that_is_hidden_no_claim_that_stood_before_names_the_entry(monkeypatch):
    belarus, csto = factories.state(), factories.body()
    factories.member(belarus, csto)
    for text in ("Secret", "Clean"):
        belarus.text = text
        factories.save(belarus)
    hide(monkeypatch, revisions=[(belarus, 4), (belarus, 5)])
    assert [World(Viewer(), at=at).rows(Membership).count() for at in (3, 4, 5)] == [1, 0, 1]


def test_what_others_mention_is_read_where_something_else_is_hidden(monkeypatch):
    belarus, armenia, csto = factories.state(), factories.state("Armenia"), factories.body(text="[[Armenia]]")
    factories.member(belarus, csto, note="[[Armenia]]")
    factories.act(belarus, factories.document(), "signature", "1999", note="[[Armenia]]")
    hidden = factories.member(armenia, csto, note="[[Armenia]]")
    assert World(Viewer()).references().count() == 4
    hide(monkeypatch, claims=[hidden])
    kept = World(Viewer()).references().order_by("claim").values_list("claim", "entry")
    assert list(kept) == [("", csto.pk), ("memberships", belarus.pk), ("treaty-actions", belarus.pk)]


def test_whether_a_loaded_entry_is_protected_asks_nothing_and_a_stub_is_looked_up(viewers, django_assert_num_queries):
    closed, opened = factories.state(protection="reviewed"), factories.state("Armenia")
    viewer = viewers["editor"]
    assert viewer.may(Verb.EDIT, opened)
    with django_assert_num_queries(0):
        assert not viewer.may(Verb.EDIT, closed)
        assert viewer.may(Verb.EDIT, opened)
    stubs = World(viewer).stubs(Q(id__in=(closed.pk, opened.pk)))
    assert {stub.pk: viewer.may(Verb.EDIT, stub) for stub in stubs} == {closed.pk: False, opened.pk: True}


def test_an_account_may_be_given_one_kind_alone_and_is_told_what_it_may_not(django_user_model):
    user = django_user_model.objects.create_user("carl")
    user.user_permissions.set(Permission.objects.filter(codename="add_state"))
    viewer = Viewer.of(user)
    assert viewer.role == Role.EDITOR
    assert viewer.may(Verb.CREATE)
    assert viewer.may(Verb.CREATE, State)
    assert not viewer.may(Verb.EDIT)
    assert viewer.why_not(Verb.CREATE, Membership) == "Your account may not add memberships."
    assert viewer.why_not(Verb.ROLL_BACK) == "Your account may not roll back."
    assert viewer.why_not(Verb.EDIT, factories.state()) == "Your account may not edit states."
