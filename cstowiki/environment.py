"""Turns the environment's words into checked values for settings; it must not know what they configure."""

import os
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

CACHE_TABLE = "accounts_cache"
LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SHORTEST_SECRET = 50

# IMMEDIATE takes the write lock as a transaction opens: two read-then-write transactions then wait for each
# other instead of failing with "database is locked". WAL lets readers go on meanwhile.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 60,  # seconds to stand in line, and then to wait for writers that do not (a shell, a backup)
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364; PRAGMA cache_size=2000;"
    ),
}
# Opening the file, and closing it, costs more than the queries of a page. A thread that keeps it open keeps, besides,
# what SQLite compiled; one that opened a file which was exchanged meanwhile reads the new one after this.
SQLITE_KEPT = 60  # seconds


def is_production(environ: Mapping[str, str]) -> bool:
    """Whether `DJANGO_ENV` asks for production; anything but `development` and `production` is refused."""
    name = environ.get("DJANGO_ENV") or "development"
    if name not in ("development", "production"):
        raise ImproperlyConfigured(f"DJANGO_ENV is {name!r}; it can be development (default) or production.")
    return name == "production"


def flag(environ: Mapping[str, str], name: str) -> bool:
    """Whether a variable says yes: `1`, `true`, `yes` or `on`; unset is no, any other word is refused."""
    value = environ.get(name, "").strip().lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("", "0", "false", "no", "off"):
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; it can be 1 or 0.")


def number(environ: Mapping[str, str], name: str, default: int) -> int:
    """The whole number, 0 or more, that a variable says; `default` if it is unset."""
    value = environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} is {value!r}; it can be a whole number, 0 or more.")
    return int(value)


def choice(environ: Mapping[str, str], name: str, choices: Sequence[str]) -> str:
    """Which of the choices a variable says, the first if it is unset; any other word is refused."""
    value = environ.get(name, "").strip().lower() or choices[0]
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; it can be {', '.join(choices[:-1])} or {choices[-1]}.")
    return value


@dataclass(frozen=True)
class Mail:
    """How letters are sent, in Django's words."""

    backend: str = "django.core.mail.backends.console.EmailBackend"
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    ssl: bool = False
    tls: bool = False


def email(environ: Mapping[str, str]) -> Mail:
    """The server that `EMAIL_URL` names, `smtp://user:password@host:25`, `smtps://…` (TLS from the beginning, 465) or
    `smtp+tls://…` (STARTTLS, 587); without one, letters are printed.
    """
    url = environ.get("EMAIL_URL", "")
    if not url:
        return Mail()
    ports = {"smtp": 25, "smtps": 465, "smtp+tls": 587}
    try:
        parts = urlsplit(url)
        port = parts.port or ports[parts.scheme]
    except (ValueError, KeyError) as error:
        said = "EMAIL_URL can be smtp://user:password@host:25, smtps://… or smtp+tls://…"
        raise ImproperlyConfigured(said) from error
    return Mail(
        "django.core.mail.backends.smtp.EmailBackend",
        parts.hostname or "localhost",
        port,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        ssl=parts.scheme == "smtps",
        tls=parts.scheme == "smtp+tls",
    )


def caches(url: str) -> dict[str, Any]:
    """Django's settings of caches: Redis, or Valkey, at the address; without one, a table that all workers share."""
    if not url:
        return {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": CACHE_TABLE}}
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured("CACHE_URL can be redis://host:port/number, rediss://… or unix://path.")
    return {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}}


def words(environ: Mapping[str, str], name: str) -> list[str]:
    """The comma-separated words of a variable, without blanks; `[]` if it is unset."""
    return [word.strip() for word in environ.get(name, "").split(",") if word.strip()]


def secret_key(environ: Mapping[str, str], keep_in: Path) -> str:
    """The key from `DJANGO_SECRET_KEY`; in development, one made on this machine and kept in a private file.

    Production is never given a key that it did not bring: missing or short is `ImproperlyConfigured`.
    """
    given = environ.get("DJANGO_SECRET_KEY", "")
    if is_production(environ) and len(given) < SHORTEST_SECRET:
        raise ImproperlyConfigured(
            f"Production needs DJANGO_SECRET_KEY, a random text of at least {SHORTEST_SECRET} characters, "
            "for example from: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return given or _kept_secret(keep_in)


def allowed_hosts(environ: Mapping[str, str]) -> list[str]:
    """The names the site answers to, from `DJANGO_ALLOWED_HOSTS`.

    Development falls back to this machine's own; production without any is `ImproperlyConfigured`.
    """
    given = words(environ, "DJANGO_ALLOWED_HOSTS")
    if not is_production(environ):
        return given or LOOPBACK_HOSTS
    if not given or "*" in given:
        raise ImproperlyConfigured(
            "Production needs DJANGO_ALLOWED_HOSTS: the site's own names, separated by commas, never '*'."
        )
    return given


def bind_address(environ: Mapping[str, str]) -> str:
    """`host:port` to listen on, from `HOST` and `PORT`, by default 127.0.0.1:8000.

    Development, whose secret is not meant for others, is refused beyond loopback.
    """
    host, port = environ.get("HOST") or "127.0.0.1", environ.get("PORT") or "8000"
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise ImproperlyConfigured(f"PORT is {port!r}; it can be a number from 1 to 65535.")
    if host not in LOOPBACK_HOSTS and not is_production(environ):
        raise ImproperlyConfigured(f"HOST is {host!r}; beyond this machine, serve in DJANGO_ENV=production.")
    return f"{host}:{port}"


def database(environ: Mapping[str, str], default: Path) -> dict[str, Any]:
    """Django's settings of the database named by `DATABASE_URL`; without one, the SQLite file `default`.

    What PostgreSQL wants besides is added by cstowiki.postgresql.
    """
    url = environ.get("DATABASE_URL", "")
    if url:
        config: dict[str, Any] = dict(dj_database_url.parse(url))
    else:
        default.parent.mkdir(parents=True, exist_ok=True)
        config = {"ENGINE": "django.db.backends.sqlite3", "NAME": default}
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["ENGINE"] = "cstowiki.queued_sqlite"
        config["OPTIONS"] = SQLITE_OPTIONS | config.get("OPTIONS", {})
        config["CONN_MAX_AGE"] = SQLITE_KEPT
    elif config["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL can be sqlite:///path or postgres://user:password@host/name.")
    return config


def _kept_secret(path: Path) -> str:
    """Read the key that this machine keeps in `path`, or make it, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(SHORTEST_SECRET), encoding="ascii")
        with suppress(FileExistsError):
            os.link(fresh, path)  # of two processes that start together, both then read the first one's key
        fresh.unlink()
    return path.read_text(encoding="ascii").strip()
