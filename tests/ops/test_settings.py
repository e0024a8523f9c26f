"""The settings as development and production have them: HTTPS, cookies, passwords."""

import runpy

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from cstowiki import settings as project
from deploy.dependencies import ROOT


def settings_of(monkeypatch, **variables):
    """The settings that an environment gives."""
    for name in ("DJANGO_ENV", "DJANGO_SECRET_KEY", "DJANGO_ALLOWED_HOSTS", "DJANGO_DEBUG", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "cstowiki" / "settings.py"))


PRODUCTION = {"DJANGO_ENV": "production", "DJANGO_SECRET_KEY": "s" * 50, "DJANGO_ALLOWED_HOSTS": "wiki.example"}


def test_production_asks_for_https_and_development_does_not(monkeypatch):
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    made = settings_of(monkeypatch, **PRODUCTION, DATABASE_URL="sqlite://:memory:")
    assert [made[name] for name in names] == [True, True, True, 2_592_000]
    assert made["SECRET_KEY"] == "s" * 50
    made = settings_of(monkeypatch, DJANGO_SECRET_KEY="s" * 50, DATABASE_URL="sqlite://:memory:")
    assert [made[name] for name in names] == [False, False, False, 0]
    assert made["DEBUG"] is False


@pytest.mark.django_db
def test_production_answers_over_https_alone_and_its_cookies_too(client, editor, settings, monkeypatch):
    made = settings_of(monkeypatch, **PRODUCTION, DATABASE_URL="sqlite://:memory:")
    for name, value in made.items():
        if name.startswith(("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_")):
            setattr(settings, name, value)
    assert client.get("/states/").url == "https://testserver/states/"
    assert client.get("/healthz").status_code == 200  # a load balancer asks over plain HTTP
    assert client.get("/healthz/x").status_code == 301
    answer = client.post("/sign-in/", {"username": "edith", "password": "pass"}, secure=True)
    assert answer["Strict-Transport-Security"] == "max-age=2592000"
    session = answer.cookies["sessionid"]
    assert (session["secure"], session["httponly"], session["samesite"]) == (True, True, "Lax")
    assert answer.cookies["csrftoken"]["secure"] is True


def test_passwords_are_kept_dear_and_short_common_or_telling_ones_refused(django_user_model):
    assert project.PASSWORD_HASHERS[0].endswith(".Argon2PasswordHasher")
    edith = django_user_model(username="edith-the-editor")
    validate_password("a long one of its own", edith)
    for weak in ("eleven-char", "edith-the-editor", "qwerty123456"):
        with pytest.raises(ValidationError):
            validate_password(weak, edith)
