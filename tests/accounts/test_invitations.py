"""Inviting: reviewers do, see what became of it, and can withdraw it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.accounts.invitations import invite
from apps.accounts.models import Invitation
from tests.answers import text_of


@pytest.fixture
def signed_in(client, reviewer):
    client.force_login(reviewer)
    return client


def test_the_address_is_shown_once_and_its_secret_is_kept_by_nobody(signed_in):
    page = signed_in.post("/account/invitations/", {"note": "Nora of the library"})
    address = page.context["address"]
    secret = address.partition("?invitation=")[2]
    assert address.startswith("http://testserver/sign-up/?invitation=")
    assert len(secret) >= 32
    made = Invitation.objects.get()
    assert secret not in str(vars(made))
    again = signed_in.get("/account/invitations/")
    assert "Nora of the library" in text_of(again)
    assert secret not in again.content.decode()


def test_nobody_is_named_without_a_word_for_whom(signed_in):
    assert signed_in.post("/account/invitations/", {"note": " "}).status_code == 200
    assert not Invitation.objects.exists()


def test_a_withdrawn_one_lets_nobody_in(signed_in, reviewer):
    made, _ = invite(reviewer, "Nora")
    assert signed_in.get(f"/account/invitations/{made.pk}/withdraw/").status_code == 405
    assert signed_in.post(f"/account/invitations/{made.pk}/withdraw/").status_code == 302
    made.refresh_from_db()
    assert not made.is_open
    assert "withdrawn" in text_of(signed_in.get("/account/invitations/"))
    assert signed_in.post("/account/invitations/999/withdraw/").status_code == 404


def test_one_ends_with_its_time(reviewer):
    made, _ = invite(reviewer, "Nora")
    assert Invitation.objects.open().get() == made
    Invitation.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert not Invitation.objects.open().exists()


@pytest.mark.parametrize("place", ["/account/invitations/", "/account/invitations/1/withdraw/"])
def test_editors_and_strangers_invite_nobody(client, editor, place):
    assert client.post(place).status_code == 302
    client.force_login(editor)
    assert client.post(place, {"note": "Nora"}).status_code == 403
    assert not Invitation.objects.exists()
