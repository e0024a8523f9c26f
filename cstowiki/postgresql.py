"""Turns the environment's words into Django's settings of PostgreSQL: pools, PgBouncer, replicas, time-outs.

It must not know what the databases hold.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import dj_database_url
import psycopg
from django.core.exceptions import ImproperlyConfigured

from cstowiki.environment import flag, words

ENGINE = "django.db.backends.postgresql"
CONNECTED_WITHIN = {"default": 10, "replica": 2}
"""Seconds in which a pool must have a connection to give, or the request is answered otherwise."""
ALIVE_WITHIN = 2.0
"""Seconds in which a connection that was kept must answer, or another one is opened."""
TIMEOUTS = {
    "DATABASE_STATEMENT_TIMEOUT": ("statement_timeout", 30),
    "DATABASE_LOCK_TIMEOUT": ("lock_timeout", 20),
    "DATABASE_IDLE_TIMEOUT": ("idle_in_transaction_session_timeout", 60),
}
"""By variable: PostgreSQL's setting, and its default for the site, in seconds; 0 is without end."""
REPLICA_TIMEOUT = 3
REPLICA_LAG = 10


class Impatient(psycopg.Connection[Any]):
    """A connection that gives up a server which says nothing for `patience` seconds, and is closed then.

    A server's own time-outs end what takes it too long; a server that is stopped, or a network that swallows what is
    sent, ends nothing.
    """

    patience: float = 60

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """What psycopg does, with an end."""
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except psycopg.OperationalError as error:
            if type(error).__name__ == "_WaitTimeout":  # what it is called inside psycopg, where it means to be caught
                self.close()
                raise psycopg.OperationalError(f"The server said nothing for {self.patience:g} s.") from error
            raise

    def execute(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """What psycopg does; where nothing is asked, a pool tries a connection that it kept, and soon opens another."""
        with self.hurried(ALIVE_WITHIN if query == "" else self.patience):
            return super().execute(query, *args, **kwargs)

    @contextmanager
    def hurried(self, patience: float) -> Iterator[None]:
        """Wait no longer than this, in here."""
        usual, self.patience = self.patience, min(patience, self.patience)
        try:
            yield
        finally:
            self.patience = usual


def waiting(patience: float) -> type[Impatient]:
    """Connections that wait so many seconds."""
    return type("Impatient", (Impatient,), {"patience": patience})


def serving(config: dict[str, Any], environ: Mapping[str, str], *, replica: bool = False) -> dict[str, Any]:
    """A database's settings for the site: pooled or kept connections, with time-outs.

    Cursors on the server's side are off: behind PgBouncer in transaction mode the next fetch meets another server.
    psycopg prepares nothing by itself there either (Django's default), and nothing is set by session but the time-outs,
    as the connection opens: PgBouncer refuses those, so that DATABASE_PGBOUNCER leaves them to its own settings.
    """
    limits = {setting: _seconds(environ, name, default) for name, (setting, default) in TIMEOUTS.items()}
    if replica:
        limits["statement_timeout"] = _seconds(environ, "DATABASE_REPLICA_TIMEOUT", REPLICA_TIMEOUT)
    longest = limits["statement_timeout"]
    config["DISABLE_SERVER_SIDE_CURSORS"] = True
    options: dict[str, Any] = {"connect_timeout": 2 if replica else 5}
    if not flag(environ, "DATABASE_PGBOUNCER"):
        options["options"] = " ".join(f"-c {name}={int(limit * 1000)}" for name, limit in limits.items())
    least, most = pool_size(environ)
    if most:
        # What the server's own time-out ends is ended by it: this is for a server that ends nothing.
        patience = longest + 0.5 if replica else 4 * longest or 24 * 60 * 60
        options["pool"] = {
            "min_size": least,
            "max_size": most,
            "timeout": CONNECTED_WITHIN["replica" if replica else "default"],
            "connection_class": waiting(patience),
        }
    config["CONN_MAX_AGE"] = 0 if most else None  # Django refuses a pool with connections that it keeps itself
    config["CONN_HEALTH_CHECKS"] = True  # else connections are used that the server has closed
    config["OPTIONS"] = options | config.get("OPTIONS", {})
    return config


def for_commands(config: dict[str, Any], environ: Mapping[str, str]) -> dict[str, Any]:
    """A database's settings for `manage.py`: one connection, past PgBouncer where one is named, and all the time."""
    direct = environ.get("DATABASE_DIRECT_URL")
    if direct:
        config = dict(dj_database_url.parse(direct))
    pooled = not direct and flag(environ, "DATABASE_PGBOUNCER")
    config["DISABLE_SERVER_SIDE_CURSORS"] = pooled
    endless = {"options": " ".join(f"-c {setting}=0" for setting, _ in TIMEOUTS.values())}
    config["OPTIONS"] = ({} if pooled else endless) | config.get("OPTIONS", {})
    return config


def databases(environ: Mapping[str, str], default: dict[str, Any], *, commands: bool) -> dict[str, dict[str, Any]]:
    """Django's DATABASES around the settings of `default`, for the site or for the commands of `manage.py`."""
    if default["ENGINE"] != ENGINE:
        if environ.get("DATABASE_REPLICA_URL"):
            raise ImproperlyConfigured("DATABASE_REPLICA_URL goes with a DATABASE_URL of PostgreSQL.")
        return {"default": default}
    if commands:
        return {"default": for_commands(default, environ)}
    return {"default": serving(default, environ)} | replicas(environ)


def replicas(environ: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The settings of the databases that DATABASE_REPLICA_URL names, by alias."""
    urls = words(environ, "DATABASE_REPLICA_URL")
    configs = {f"replica{number}": dict(dj_database_url.parse(url)) for number, url in enumerate(urls, 1)}
    if any(config["ENGINE"] != ENGINE for config in configs.values()):
        raise ImproperlyConfigured("DATABASE_REPLICA_URL can be postgres://user:password@host/name, or several.")
    if configs and not pool_size(environ)[1]:
        raise ImproperlyConfigured("DATABASE_REPLICA_URL needs a pool: DATABASE_POOL cannot be 0 with it.")
    return {
        alias: serving(config | {"TEST": {"MIRROR": "default"}}, environ, replica=True)
        for alias, config in configs.items()
    }


def replica_lag(environ: Mapping[str, str]) -> float:
    """Seconds by which a replica that is read from may lag, from DATABASE_REPLICA_LAG."""
    return _seconds(environ, "DATABASE_REPLICA_LAG", REPLICA_LAG)


def pool_size(environ: Mapping[str, str]) -> tuple[int, int]:
    """How many connections a worker process keeps at least and at most, from DATABASE_POOL (`2-6`); 0, 0 for none."""
    text = environ.get("DATABASE_POOL") or "2-6"
    least, _, most = text.partition("-") if "-" in text else (text, "", text)
    if not all(part.isascii() and part.isdigit() for part in (least, most)):
        raise ImproperlyConfigured(f"DATABASE_POOL is {text!r}; it can be 2-6 (least and most), 6, or 0 for none.")
    sizes = int(least), int(most)
    if sizes[0] > sizes[1]:
        raise ImproperlyConfigured(f"DATABASE_POOL is {text!r}: the least is more than the most.")
    return sizes


def _seconds(environ: Mapping[str, str], name: str, default: float) -> float:
    text = environ.get(name) or str(default)
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= 24 * 60 * 60:  # NaN is neither
        raise ImproperlyConfigured(f"{name} is {text!r}; it can be a number of seconds, or 0 for no end.")
    return seconds
