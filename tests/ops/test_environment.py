"""What settings make of the environment."""

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from cstowiki import environment

LONG = "a-secret-of-this-test-that-is-long-enough-for-production-use"
PRODUCTION = {"DJANGO_ENV": "production"}


@pytest.mark.parametrize("secret", [{}, {"DJANGO_SECRET_KEY": ""}, {"DJANGO_SECRET_KEY": "short"}])
def test_production_refuses_a_missing_or_short_secret(secret, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="DJANGO_SECRET_KEY"):
        environment.secret_key(PRODUCTION | secret, tmp_path / "secret_key")
    assert not (tmp_path / "secret_key").exists()


def test_production_takes_the_secret_of_the_environment(tmp_path):
    assert environment.secret_key(PRODUCTION | {"DJANGO_SECRET_KEY": LONG}, tmp_path / "secret_key") == LONG


def test_development_makes_a_secret_once_and_keeps_it_from_others(tmp_path):
    kept = tmp_path / "var" / "secret_key"
    first = environment.secret_key({}, kept)
    assert len(first) >= environment.SHORTEST_SECRET
    assert environment.secret_key({}, kept) == first
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret_key"]


def test_two_machines_make_two_secrets(tmp_path):
    assert environment.secret_key({}, tmp_path / "one") != environment.secret_key({}, tmp_path / "two")


@pytest.mark.parametrize("hosts", ["", " , ", "*", "wiki.example,*"])
def test_production_refuses_missing_or_boundless_host_names(hosts):
    with pytest.raises(ImproperlyConfigured, match="DJANGO_ALLOWED_HOSTS"):
        environment.allowed_hosts(PRODUCTION | {"DJANGO_ALLOWED_HOSTS": hosts})


def test_host_names_are_separated_by_commas():
    given = PRODUCTION | {"DJANGO_ALLOWED_HOSTS": "wiki.example, www.wiki.example"}
    assert environment.allowed_hosts(given) == ["wiki.example", "www.wiki.example"]
    assert environment.allowed_hosts({}) == ["localhost", "127.0.0.1", "[::1]"]


def test_an_unknown_environment_is_refused_rather_than_taken_for_development():
    with pytest.raises(ImproperlyConfigured, match="DJANGO_ENV"):
        environment.is_production({"DJANGO_ENV": "prod"})


@pytest.mark.parametrize("word", ["1", "true", "Yes", "ON"])
def test_a_flag_can_say_yes(word):
    assert environment.flag({"DJANGO_DEBUG": word}, "DJANGO_DEBUG") is True


@pytest.mark.parametrize("word", ["", "0", "False", "no"])
def test_a_flag_that_does_not_say_yes_says_no(word):
    assert environment.flag({"DJANGO_DEBUG": word}, "DJANGO_DEBUG") is False


def test_a_flag_that_says_neither_is_refused():
    with pytest.raises(ImproperlyConfigured, match="DJANGO_DEBUG"):
        environment.flag({"DJANGO_DEBUG": "maybe"}, "DJANGO_DEBUG")


@pytest.mark.parametrize("url", ["", "sqlite:///another.sqlite3", "sqlite://:memory:"])
def test_sqlite_waits_for_its_turn_and_keeps_its_foreign_keys_however_it_is_named(url, tmp_path):
    config = environment.database({"DATABASE_URL": url}, tmp_path / "var" / "db.sqlite3")
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in config["OPTIONS"]["init_command"]
    assert "foreign_keys=ON" in config["OPTIONS"]["init_command"]
    assert config["CONN_MAX_AGE"] == environment.SQLITE_KEPT > 0
    assert (config["NAME"] == tmp_path / "var" / "db.sqlite3") == (url == "")


def test_another_database_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        environment.database({"DATABASE_URL": "mysql://wiki@db.example/wiki"}, tmp_path / "db.sqlite3")


def test_it_listens_on_this_machine_only_by_default():
    assert environment.bind_address({}) == "127.0.0.1:8000"
    assert environment.bind_address({"PORT": "8001", "HOST": "localhost"}) == "localhost:8001"


def test_only_production_listens_beyond_this_machine():
    with pytest.raises(ImproperlyConfigured, match="HOST"):
        environment.bind_address({"HOST": "0.0.0.0"})  # noqa: S104 - the very thing that is refused
    assert environment.bind_address(PRODUCTION | {"HOST": "192.0.2.1"}) == "192.0.2.1:8000"


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "80.5"])
def test_a_port_is_a_number_that_can_be_listened_on(port):
    with pytest.raises(ImproperlyConfigured, match="PORT"):
        environment.bind_address({"PORT": port})
