"""The tabs under the title: the same on every page of an entry, the current one marked, and only what one may do."""

import re

import pytest
from django.urls import reverse

from apps.entries import models
from tests import factories
from tests.answers import words_of

pytestmark = pytest.mark.django_db
BODY = "/bodies/csto/"
TABS = re.compile(r'<nav class="tabs.*?</nav>', re.DOTALL)
TAB = re.compile(r'<a href="([^"]*)"([^>]*)>(?:<span class="full">)?([^<]*)<')
PAGES = {
    "": "Read",
    "?on=1999-07-01": "Read",
    "history/": "History",
    "history/2/": "Read",
    "history/facts/title/": "History",
    "history/claims/memberships/1/": "History",
    "compare/0/2/": "History",
    "links/": "What links here",
    "cite/": "Cite",
    "?section=members-body": None,
    "edit/": "Edit",
    "rename/": "Rename",
    "confirm/?list=members": None,
}


@pytest.fixture
def csto():
    body = factories.body("CSTO")
    factories.member(factories.state("Belarus"), body)
    return body


def tabs_of(client, address):
    """The tabs of a page, by their words: the address, and whether it is the current one."""
    (found,) = TABS.findall(client.get(address).content.decode())
    return {words: (to.replace("&amp;", "&"), "aria-current" in how) for to, how, words in TAB.findall(found)}


@pytest.mark.parametrize(("tail", "current"), PAGES.items())
def test_every_page_of_an_entry_has_them_and_marks_the_current_one(client, editor, csto, tail, current):
    client.force_login(editor)
    tabs = tabs_of(client, BODY + tail)
    assert {"Read", "History", "Cite", "What links here", "Print version", "JSON"} <= tabs.keys()
    assert [words for words, (_, is_current) in tabs.items() if is_current] == ([current] if current else [])
    if "history/2" not in tail:
        assert tabs["Edit"][0] == "/bodies/csto/edit/"
        assert tabs["Rename"][0] == "/bodies/csto/rename/"


def test_they_stay_in_the_world_that_the_page_shows(client, csto):
    tabs = tabs_of(client, f"{BODY}?on=1999-07-01&at=2")
    assert {words: to for words, (to, _) in tabs.items() if words not in ("Permanent address", "JSON")} == {
        "Read": f"{BODY}?on=1999-07-01&at=2",
        "History": f"{BODY}history/?on=1999-07-01&at=2",
        "Cite": f"{BODY}cite/?on=1999-07-01&at=2",
        "What links here": f"{BODY}links/?on=1999-07-01&at=2",
        "Print version": f"{BODY}print/?on=1999-07-01&at=2",
    }
    assert tabs["Permanent address"][0] == f"http://testserver{BODY}?on=1999-07-01&at=2"


def test_readers_are_led_through_signing_in_to_the_form_of_the_page(client, csto):
    for tail in ("", "history/", "cite/"):
        tabs = tabs_of(client, BODY + tail)
        assert tabs["Sign in to edit"][0] == "/sign-in/?next=/bodies/csto/edit/"
        assert not {"Edit", "Rename", "Delete", "Edit in the administration"} & tabs.keys()


def test_who_may_not_edit_is_offered_nothing_of_it(client, django_user_model, csto):
    client.force_login(django_user_model.objects.create_user("carl"))
    assert not {"Edit", "Rename", "Sign in to edit"} & tabs_of(client, BODY).keys()


def test_the_administration_is_offered_to_those_who_use_it_and_deleting_to_those_who_may(
    client, editor, reviewer, csto
):
    for user, may_delete in ((editor, False), (reviewer, True)):
        client.force_login(user)
        tabs = tabs_of(client, BODY)
        assert tabs["Edit in the administration"][0] == reverse("admin:entries_body_change", args=[csto.pk])
        assert ("Delete" in tabs) == may_delete
    assert client.get(tabs["Delete"][0]).status_code == 200


def test_an_old_revision_is_restored_from_the_menu(client, editor, csto):
    client.force_login(editor)
    assert tabs_of(client, f"{BODY}history/1/")["Restore this revision"][0] == "/bodies/csto/restore/1/"


def test_a_deleted_entry_offers_its_restoring_to_those_who_may(client, reviewer, editor, csto):
    factories.save(deletes=[models.Membership.objects.get(), csto])
    for user, may_restore in ((None, False), (editor, False), (reviewer, True)):
        if user:
            client.force_login(user)
        for tail in ("", "history/", "history/facts/title/", "compare/1/2/"):
            tabs = tabs_of(client, BODY + tail)
            assert tabs["Read"][0].startswith(f"{BODY}?at=")
            assert ("Restore" in tabs) == may_restore, tail
            assert not {"Edit", "Sign in to edit", "Rename"} & tabs.keys()
    assert client.get(tabs["Restore"][0]).status_code == 200


def test_the_foot_says_which_changeset_was_the_last_and_offers_nothing_any_more(client, editor, csto):
    client.force_login(editor)
    foot = re.search(r'<p class="stands">.*?</p>', client.get(BODY).content.decode(), re.DOTALL)[0]
    assert words_of(foot).startswith("Last changed in changeset #")
    assert len(re.findall("<a ", foot)) == 1


def test_where_there_is_little_room_a_tab_is_called_briefly_and_one_stands_in_the_menu(client, csto):
    (found,) = TABS.findall(client.get(BODY).content.decode())
    assert (
        'aria-label="Sign in to edit"><span class="full">Sign in to edit</span><span class="brief">Edit</span>' in found
    )
    row, menu = found.split("<details")
    for part in (row, menu):
        assert re.findall(r'<li class="spare"><a href="([^"]*)">Cite</a>', part) == ["/bodies/csto/cite/"]
