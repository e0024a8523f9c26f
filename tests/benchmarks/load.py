"""Fills a database with a large wiki from a fixed seed: for measuring, and for tests of what grows.

Rows go through the door, but for two things that only take time: nothing is validated, for what is made is valid (a
test publishes the same with `checked`), and the index of words is made once, at the end.

python -m tests.benchmarks.load --entries 100000 --revisions 1000000 --database large.sqlite3
"""

import argparse
import gc
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch

EPOCH = datetime(2018, 1, 1, tzinfo=UTC)
"""When the first changeset was made."""
LONG = timedelta(days=365 * 8)
"""The time over which the changesets are spread."""
EDITORS = 8
PASSWORD = "as long as a password of an editor must be"


@dataclass(frozen=True)
class Sizes:
    """How large a wiki, and from which seed; `claims` for each entry on average."""

    entries: int = 2000
    revisions: int = 11_010
    claims: float = 2.8
    seed: int = 7


class Bar:
    """A progress bar on standard error, and how long each part took."""

    def __init__(self, told: str, whole: int, *, shown: bool = True) -> None:
        self.told, self.whole, self.shown = told, max(1, whole), shown
        self.began, self.done = perf_counter(), 0
        self.moves = sys.stderr.isatty()

    def add(self, number: int) -> None:
        """Say that so many more are done."""
        self.done += number
        spent = perf_counter() - self.began
        part = min(1.0, self.done / self.whole)
        if self.shown and (self.moves or self.done >= self.whole):
            left = spent / part * (1 - part) if part else 0
            bar = "█" * round(30 * part) + "·" * (30 - round(30 * part))
            sys.stderr.write(f"\r{self.told:12} {bar} {self.done:>9,} in {spent:5.0f} s, {left:5.0f} s left ")
            sys.stderr.write("\n" if self.done >= self.whole else "")
            sys.stderr.flush()


@dataclass(frozen=True)
class Loaded:
    """How many rows of each sort there are; what an entry with its claims, and a revision, took in the database, all
    told.
    """

    rows: dict[str, int]
    bytes_an_entry: float
    bytes_a_revision: float


def load(sizes: Sizes | None = None, *, shown: bool = False, checked: bool = False) -> Loaded:
    """Fill the migrated and empty database that Django uses.

    `checked` leaves nothing out that the door does, and takes three times as long; much longer, where entries are many.
    """
    from tests.benchmarks import revising  # noqa: PLC0415 - Django is set up by then
    from tests.benchmarks.wiki import DEPTHS, Wiki  # noqa: PLC0415

    sizes = sizes or Sizes()
    wiki = Wiki(sizes.entries, sizes.claims, sizes.seed)
    clock = _clock(sizes)
    empty = size()
    shortened = nullcontext() if checked else _unchecked(shown=shown)
    with _quick(), shortened, patch("apps.changes.recording.timezone.now", lambda: next(clock)):
        users = editors()
        bar = Bar("entries", sum(wiki.sizes().values()) + len(DEPTHS) + 1, shown=shown)
        rows = _publish(wiki, users, bar)
        keys = [(model, each.pk) for model, known in wiki.known.items() for each in known]
        revised = [((model, pk), times) for (model, pk), times in zip(keys_of(wiki), DEPTHS, strict=True)]
        others = [key for key in keys if key not in {key for key, _ in revised}]
        chance = random.Random(sizes.seed)
        times = revising.plan(revised, others, sizes.revisions, chance)
        bar, before = Bar("revisions", sizes.revisions, shown=shown), size()
        reviser = revising.Reviser(wiki.prose, lambda: next(clock), users)
        for batch in revising.batches(list(times), times, chance):
            reviser.revise(batch)
            bar.add(len(batch))
        grown = size() - before
    return Loaded(dict(rows), (size() - empty - grown) / sizes.entries, grown / max(1, sizes.revisions))


def size() -> int:
    """Bytes of the database."""
    from django.db import connection  # noqa: PLC0415

    asked = {
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        "postgresql": "SELECT pg_database_size(current_database())",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        return cursor.fetchone()[0]


def keys_of(wiki: Any) -> list[tuple[type, int]]:
    """The bodies that are revised often: the last that were made."""
    from apps.entries.models import Body  # noqa: PLC0415
    from tests.benchmarks.wiki import DEPTHS  # noqa: PLC0415

    return [(Body, each.pk) for each in wiki.known[Body][-len(DEPTHS) :]]


def _publish(wiki: Any, users: list[Any], bar: Bar) -> Counter[str]:
    from apps.door.publish import publish  # noqa: PLC0415
    from apps.entries.entry import Entry  # noqa: PLC0415

    rows: Counter[str] = Counter()
    for batch in wiki.batches():
        publish(batch, user=wiki.chance.choice(users), summary="Add what is known")
        wiki.remember(batch)
        rows.update(row.spec.plural for row in batch)
        bar.add(sum(isinstance(row, Entry) for row in batch))
    return rows


def editors() -> list[Any]:
    """The accounts that edit, `editor-1` and so on, made where they are missing."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415
    from django.contrib.auth.models import Group, User  # noqa: PLC0415

    names = [f"editor-{number + 1}" for number in range(EDITORS)]
    known = set(User.objects.filter(username__in=names).values_list("username", flat=True))
    hashed = make_password(PASSWORD)
    for name in names:
        if name not in known:
            user = User.objects.create(username=name, password=hashed, is_staff=True)
            user.groups.add(Group.objects.get(name="Editors"))
    return list(User.objects.filter(username__in=names).order_by("pk"))


def _clock(sizes: Sizes) -> Iterator[datetime]:
    """Instants from the epoch on, as far from each other as the number of changesets wants it."""
    step = LONG / (sizes.revisions + sizes.entries // 10 + 1000)
    now = EPOCH
    while True:
        yield now
        now += step


@contextmanager
def _unchecked(*, shown: bool) -> Iterator[None]:
    """Publish without validating, and make the index of words at the end."""
    from apps.door.checking import Checker  # noqa: PLC0415
    from apps.search import index  # noqa: PLC0415

    with (
        patch.object(Checker, "look", lambda checker, changes: _name_kinds(changes)),
        patch.object(Checker, "check", lambda checker, row, before: None),
        patch.object(index, "ready", lambda *args: index.Ready()),
    ):
        yield
    if shown:
        sys.stderr.write("index of words …\n")
    index.rebuild()


def _name_kinds(changes: Any) -> None:
    """What validating leaves behind, and references are resolved by."""
    from apps.entries.entry import Entry  # noqa: PLC0415

    for row, _ in changes:
        if isinstance(row, Entry):
            row.kind = row.spec.name


@contextmanager
def _quick() -> Iterator[None]:
    """The database waits for no disk meanwhile, and Python does not look for garbage among what it has long known."""
    from django.db import connection  # noqa: PLC0415

    sqlite = connection.vendor == "sqlite" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        if sqlite:
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-400000")
        elif connection.vendor == "postgresql":
            cursor.execute("SET synchronous_commit TO off")
        gc.collect()
        gc.freeze()
        try:
            yield
        finally:
            gc.unfreeze()
            if sqlite:
                cursor.execute("PRAGMA synchronous=NORMAL")
            cursor.execute("ANALYZE")


def main() -> None:
    """Migrate the database and load it, unless it is there already."""
    usual = Sizes()
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in asdict(usual).items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    parser.add_argument("--database", default="", help="a file of SQLite or a URL; else DATABASE_URL")
    parser.add_argument("--json", action="store_true", help="say what was loaded as JSON")
    asked = vars(parser.parse_args())
    as_json = asked.pop("json")
    if database := asked.pop("database"):
        os.environ["DATABASE_URL"] = database if "://" in database else f"sqlite:///{Path(database).resolve()}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cstowiki.settings")
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from apps.changes.models import Changeset  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    if Changeset.objects.exists():
        sys.exit("There is a wiki in this database already.")
    began = perf_counter()
    loaded = load(Sizes(**asked), shown=True)
    connections.close_all()  # what SQLite still has in its log goes into the file
    if as_json:
        print(json.dumps(asdict(loaded)))
        return
    told = ", ".join(f"{number:,} {sort}" for sort, number in loaded.rows.items())
    told += f"; {loaded.bytes_an_entry:.0f} bytes an entry, {loaded.bytes_a_revision:.0f} a revision"
    print(f"{told}; {Changeset.objects.count():,} changesets in {perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
