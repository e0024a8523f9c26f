"""Passwords: forgotten, changed, asked for again; limits; and nothing that tells who has an account."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache.backends.db import BaseDatabaseCache
from django.test import Client

from apps.databases import PRIMARY, Router, reading_from
from tests.accounts.mailbox import letters, link_in
from tests.answers import text_of

OLD, NEW = "pass", "quite another phrase"


@pytest.fixture
def nora(django_user_model):
    user = django_user_model.objects.create_user("nora", "nora@example.org", password="pass")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign_in(client, name="nora", password=OLD, **told):
    return client.post("/sign-in/", {"username": name, "password": password}, **told)


def test_a_forgotten_password_is_replaced_through_a_letter(client, nora):
    assert client.post("/password/", {"email": "nora@example.org"}).url == "/password/sent/"
    place = link_in(letters()[0], "/password/")
    form = client.get(place, follow=True)
    assert "Choose a new password" in text_of(form)
    answer = client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert answer.url == "/password/done/"
    assert sign_in(client, password=NEW).url == "/"
    assert "This address does not work any more" in text_of(Client().get(place))


def test_asking_for_a_new_password_says_nothing_of_who_has_an_account(client, nora):
    known, unknown = (client.post("/password/", {"email": f"{name}@example.org"}) for name in ("nora", "nils"))
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [letter.to for letter in letters()] == ["nora@example.org"]
    assert text_of(client.get(known.url)) == text_of(client.get(unknown.url))


def test_a_wrong_password_and_an_unknown_name_read_alike(client, nora):
    wrong, unknown = sign_in(client, password="wrong"), sign_in(client, name="nils", password="wrong")
    assert wrong.status_code == unknown.status_code == 200
    assert text_of(wrong) == text_of(unknown)


def test_after_five_wrong_passwords_the_right_one_waits_too(client, nora):
    for _ in range(5):
        assert sign_in(client, password="wrong").status_code == 200
    assert "Too many failed login attempts" in text_of(sign_in(Client()))
    assert sign_in(Client(), name="nils", password="wrong").status_code == 200


def test_an_address_is_stopped_whatever_names_it_tries(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "30/m/ip"}
    answers = [sign_in(client, name=f"name{number}", password="wrong") for number in range(31)]
    assert [answer.status_code for answer in answers].count(429) >= 1
    assert "That was too often" in text_of(answers[-1])
    other = sign_in(client, name="nora", password="wrong", REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200


@pytest.mark.parametrize(("hops", "status"), [(0, 429), (1, 200)])
def test_behind_a_proxy_the_address_is_the_one_it_saw(client, db, settings, hops, status):
    settings.ACCOUNT_RATE_LIMITS = {"login": "30/m/ip"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = hops
    for number in range(31):
        sign_in(client, name=f"name{number}", password="wrong", HTTP_X_FORWARDED_FOR="198.51.100.1")
    told = {"HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.2"}  # the first is what the client says of itself
    assert sign_in(client, name="other", password="wrong", **told).status_code == status


def test_a_password_is_changed_and_other_sessions_end(client, nora):
    other = Client()
    sign_in(client)
    sign_in(other)
    wrong = client.post("/account/password/", {"oldpassword": "no", "password1": NEW, "password2": NEW})
    assert wrong.status_code == 200
    data = {"oldpassword": "pass", "password1": NEW, "password2": NEW}
    assert client.post("/account/password/", data).status_code == 302
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert letters("nora@example.org")[-1].subject.startswith("Password")


def test_what_keeps_an_account_safe_asks_for_the_password_again(client, nora):
    client.force_login(nora)
    asked = client.get("/account/factors/app/")
    assert asked.url.startswith("/account/again/")
    assert client.post(asked.url, {"password": "wrong"}).status_code == 200
    assert client.post(asked.url, {"password": "pass"}).url == "/account/factors/app/"
    assert client.get("/account/factors/app/").status_code == 200


def test_another_address_counts_once_it_is_confirmed(client, nora):
    sign_in(client)
    client.post("/account/again/", {"password": "pass"})
    client.post("/account/email/", {"email": "nora@elsewhere.example", "action_add": ""})
    assert EmailAddress.objects.get(verified=True).email == "nora@example.org"
    client.post(link_in(letters("nora@elsewhere.example")[0], "/sign-up/confirm/"))
    assert [(each.email, each.verified) for each in EmailAddress.objects.all()] == [("nora@elsewhere.example", True)]


def test_an_account_that_an_administrator_made_needs_no_letter(client, editor):
    assert sign_in(client, name="edith").url == "/"
    editor.refresh_from_db()
    editor.email = "edith@example.org"
    editor.save()
    Client().post("/password/", {"email": "edith@example.org"})
    assert EmailAddress.objects.filter(user=editor).exists()  # it is known from now on, and not confirmed
    assert sign_in(Client(), name="edith").url == "/"


def test_what_is_counted_is_asked_of_the_primary_alone():
    counted = BaseDatabaseCache("counted", {}).cache_model_class
    with reading_from("replica"):
        assert Router().db_for_read(counted) == PRIMARY
