"""A second factor: set up, asked for, lost; and its secret, which the database alone does not tell."""

import time
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from cryptography.fernet import InvalidToken
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from apps.accounts.secrets import SecretsAdapter
from tests.answers import text_of


@pytest.fixture
def protected(client, editor):
    """An editor's client, with an app set up; and the secret of that."""
    client.force_login(editor)
    client.post("/account/again/?next=/account/factors/app/", {"password": "pass"})
    secret = client.get("/account/factors/app/").context["form"].secret
    answer = client.post("/account/factors/app/", {"code": code(secret)})
    assert answer.url == "/account/factors/codes/"
    return client, secret


def code(secret):
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))


def to_the_second_step():
    client = Client()
    answer = client.post("/sign-in/", {"username": "edith", "password": "pass", "next": "/states/"})
    assert answer.url == "/sign-in/code/"
    return client


def test_after_the_password_a_code_is_asked_for_and_then_one_goes_on(protected):
    _, secret = protected
    client = to_the_second_step()
    assert client.get("/account/").status_code == 302
    wrong = client.post("/sign-in/code/", {"code": "000000"})
    assert "Incorrect code." in text_of(wrong)
    cache.clear()  # the code that set it up counts once, and this is the same half minute
    assert client.post("/sign-in/code/", {"code": code(secret)}).url == "/states/"
    assert client.get("/account/").status_code == 200


def test_a_recovery_code_works_once(protected):
    client, _ = protected
    page = client.get("/account/factors/codes/")
    one = page.context["unused_codes"][0]
    assert to_the_second_step().post("/sign-in/code/", {"code": one}).url == "/states/"
    assert to_the_second_step().post("/sign-in/code/", {"code": one}).status_code == 200
    assert one not in text_of(client.get("/account/factors/codes/"))
    assert client.get("/account/factors/codes/file/")["Content-Type"].startswith("text/plain")


def test_giving_up_leaves_nobody_signed_in(protected):
    client = to_the_second_step()
    assert client.post("/sign-out/", {"next": "/"}).url == "/"
    assert client.get("/sign-in/code/").url == "/sign-in/"


def test_an_app_is_removed_after_the_password(protected):
    client, _ = protected
    assert client.post("/account/factors/app/remove/").status_code == 302
    assert not Authenticator.objects.exists()


def test_the_database_alone_tells_no_secret(protected):
    _, secret = protected
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_secrets_are_read_with_an_earlier_key_and_with_no_other(settings):
    adapter = SecretsAdapter()
    kept = adapter.encrypt("secret")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"
    assert adapter.decrypt(kept) == "secret"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        adapter.decrypt(kept)


def test_an_operator_forgets_them_for_who_has_lost_all(protected):
    call_command("forget_factors", "edith", stdout=StringIO())
    client = Client()
    assert client.post("/sign-in/", {"username": "edith", "password": "pass"}).url == "/"
    with pytest.raises(CommandError):
        call_command("forget_factors", "nobody")
