"""What a first start makes, and a second one leaves alone."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils import timezone

from apps.changes.models import Changeset
from apps.editing.management.commands import bootstrap

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def seeded(monkeypatch):
    """The commands that bootstrap calls, written down instead of run; the environment names no superuser."""
    for name in ("USERNAME", "PASSWORD", "EMAIL"):
        monkeypatch.delenv(f"DJANGO_SUPERUSER_{name}", raising=False)
    called = []
    monkeypatch.setattr(bootstrap, "call_command", lambda name, **options: called.append(name))
    return called


def administrators():
    return get_user_model().objects.filter(is_superuser=True)


def test_it_creates_an_administrator_whose_random_password_it_prints(capsys):
    call_command("bootstrap")
    printed = re.search(r"user: (\S+)  password: (\S+)", capsys.readouterr().out)
    user = administrators().get()
    assert printed[1] == user.username == "admin"
    assert len(printed[2]) >= 20
    assert user.check_password(printed[2])


def test_a_second_start_prints_and_changes_nothing(capsys):
    call_command("bootstrap")
    first = administrators().values().get()
    capsys.readouterr()
    call_command("bootstrap")
    assert capsys.readouterr().out == ""
    assert administrators().values().get() == first


def test_it_takes_the_administrator_of_the_environment_and_keeps_the_password_to_itself(capsys, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_USERNAME", "dana")
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "brought-from-outside")
    monkeypatch.setenv("DJANGO_SUPERUSER_EMAIL", "dana@wiki.example")
    call_command("bootstrap")
    user = administrators().get()
    assert (user.username, user.email) == ("dana", "dana@wiki.example")
    assert user.check_password("brought-from-outside")
    assert "brought-from-outside" not in capsys.readouterr().out


def test_an_empty_password_in_the_environment_is_none_at_all(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "")
    call_command("bootstrap")
    assert not administrators().get().check_password("")


def test_it_does_not_promote_a_user_who_happens_to_have_the_name():
    get_user_model().objects.create_user("admin")
    with pytest.raises(CommandError, match="'admin'"):
        call_command("bootstrap")
    assert not administrators().exists()


def test_it_seeds_a_wiki_in_which_nothing_was_ever_changed(seeded):
    call_command("bootstrap")
    assert seeded == ["seed"]


def test_it_does_not_seed_over_what_was_changed(seeded):
    Changeset.objects.create(number=1, created=timezone.now(), summary="An edit")
    call_command("bootstrap")
    assert seeded == []
