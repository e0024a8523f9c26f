"""What settings make of the variables of PostgreSQL: pool, PgBouncer, replicas, time-outs, a way past PgBouncer."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cstowiki import environment, postgresql

URL = "postgres://wiki:pass@db.example/wiki?sslmode=require"
DIRECT = "postgres://wiki:pass@direct.example/wiki"
REPLICAS = "postgres://wiki@one.example/wiki, postgres://wiki@two.example/wiki"


def databases(tmp_path, *, commands=False, **variables):
    given = {"DATABASE_URL": URL} | variables
    return postgresql.databases(given, environment.database(given, tmp_path / "db.sqlite3"), commands=commands)


def test_the_site_has_a_pool_whose_size_can_be_chosen(tmp_path):
    config = databases(tmp_path)["default"]
    assert (config["OPTIONS"]["pool"]["min_size"], config["OPTIONS"]["pool"]["max_size"]) == (2, 6)
    assert config["CONN_MAX_AGE"] == 0  # Django refuses a pool with persistent connections
    pool = databases(tmp_path, DATABASE_POOL="3-12")["default"]["OPTIONS"]["pool"]
    assert (pool["min_size"], pool["max_size"]) == (3, 12)
    pool = databases(tmp_path, DATABASE_POOL="8")["default"]["OPTIONS"]["pool"]
    assert (pool["min_size"], pool["max_size"]) == (8, 8)


def test_without_a_pool_connections_are_kept_and_tried_before_use(tmp_path):
    config = databases(tmp_path, DATABASE_POOL="0")["default"]
    assert "pool" not in config["OPTIONS"]
    assert (config["CONN_MAX_AGE"], config["CONN_HEALTH_CHECKS"]) == (None, True)


@pytest.mark.parametrize("size", ["many", "6-2", "-3", "1-", "2-x"])
def test_a_pool_without_a_size_is_refused(size, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_POOL"):
        databases(tmp_path, DATABASE_POOL=size)


def test_the_options_of_the_address_are_kept(tmp_path):
    assert databases(tmp_path)["default"]["OPTIONS"]["sslmode"] == "require"
    assert databases(tmp_path, commands=True)["default"]["OPTIONS"]["sslmode"] == "require"


def test_the_site_has_time_outs_that_can_be_chosen(tmp_path):
    options = databases(tmp_path)["default"]["OPTIONS"]["options"]
    assert options == ("-c statement_timeout=30000 -c lock_timeout=20000 -c idle_in_transaction_session_timeout=60000")
    chosen = databases(tmp_path, DATABASE_STATEMENT_TIMEOUT="0.5", DATABASE_LOCK_TIMEOUT="0")["default"]["OPTIONS"]
    assert chosen["options"].startswith("-c statement_timeout=500 -c lock_timeout=0 ")


@pytest.mark.parametrize("name", [*postgresql.TIMEOUTS, "DATABASE_REPLICA_TIMEOUT"])
@pytest.mark.parametrize("text", ["soon", "-1", "nan", "1e9"])
def test_a_time_out_is_a_number_of_seconds(name, text, tmp_path):
    with pytest.raises(ImproperlyConfigured, match=name):
        databases(tmp_path, DATABASE_REPLICA_URL=REPLICAS, **{name: text})


def test_commands_have_no_time_outs_no_pool_and_no_replicas(tmp_path):
    made = databases(tmp_path, commands=True, DATABASE_REPLICA_URL=REPLICAS)
    assert made.keys() == {"default"}
    assert "pool" not in made["default"]["OPTIONS"]
    assert "-c statement_timeout=0" in made["default"]["OPTIONS"]["options"]
    assert made["default"]["DISABLE_SERVER_SIDE_CURSORS"] is False


def test_behind_pgbouncer_nothing_is_asked_that_lives_by_session(tmp_path):
    config = databases(tmp_path, DATABASE_PGBOUNCER="1")["default"]
    assert "options" not in config["OPTIONS"]  # PgBouncer refuses them, and a server's would be everybody's
    assert config["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert "prepare_threshold" not in config["OPTIONS"]  # Django's default prepares nothing
    commands = databases(tmp_path, commands=True, DATABASE_PGBOUNCER="1")["default"]
    assert "options" not in commands["OPTIONS"]
    assert commands["DISABLE_SERVER_SIDE_CURSORS"] is True


def test_commands_go_past_pgbouncer_where_an_address_is_given(tmp_path):
    given = {"DATABASE_PGBOUNCER": "1", "DATABASE_DIRECT_URL": DIRECT}
    commands = databases(tmp_path, commands=True, **given)["default"]
    assert commands["HOST"] == "direct.example"
    assert commands["DISABLE_SERVER_SIDE_CURSORS"] is False
    assert databases(tmp_path, **given)["default"]["HOST"] == "db.example"


def test_each_replica_has_an_alias_and_a_short_time_out(tmp_path):
    made = databases(tmp_path, DATABASE_REPLICA_URL=REPLICAS)
    assert list(made) == ["default", "replica1", "replica2"]
    assert [made[alias]["HOST"] for alias in ("replica1", "replica2")] == ["one.example", "two.example"]
    options = made["replica1"]["OPTIONS"]
    assert "-c statement_timeout=3000 " in options["options"]
    assert options["pool"]["timeout"] == 2
    assert 3 < options["pool"]["connection_class"].patience < 5


@pytest.mark.parametrize(
    "variables",
    [
        {"DATABASE_REPLICA_URL": "sqlite:///replica.sqlite3"},
        {"DATABASE_REPLICA_URL": REPLICAS, "DATABASE_POOL": "0"},
        {"DATABASE_REPLICA_URL": REPLICAS, "DATABASE_URL": "sqlite:///db.sqlite3"},
    ],
)
def test_replicas_that_cannot_be_read_from_are_refused(variables, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_REPLICA_URL"):
        databases(tmp_path, **variables)
