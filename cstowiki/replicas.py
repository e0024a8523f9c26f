"""Which replicas are near enough to the primary to be read from. It must not know who asks, nor what is read.

How far a database has come is a position in PostgreSQL's log of writes, the same on the primary and its replicas: it
covers every write, of sessions and accounts too, where a changeset's number covers the wiki's alone. A thread for each
database looks once a second; a request reads what was seen, and costs no query.
"""

import logging
import random
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic, sleep

from django.db import Error, connections

from apps.changes.models import Changeset
from apps.databases import PRIMARY
from cstowiki.postgresql import Impatient

logger = logging.getLogger(__name__)

LOOK = 1.0
"""Seconds between two looks at a database."""
LOOK_WITHIN = 1.0
"""Seconds that a look may take: then the database counts as out."""
OUT = 5.0
"""Seconds for which a replica that did not answer is left alone."""
SEEN_WITHIN = 5.0
"""Seconds for which what was seen of a replica counts."""

_NEWEST = f"(SELECT max(number) FROM {Changeset._meta.db_table})"  # noqa: S608 - a name of ours
_ON_PRIMARY = f"SELECT pg_current_wal_insert_lsn(), {_NEWEST}"
# A server that is no standby (any more) has no position that can be compared.
_ON_REPLICA = f"SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() END, {_NEWEST}"

Seen = tuple[int, int]
"""A position in the log, and the newest changeset's number."""


@dataclass
class Replica:
    """What was seen of a replica last: all of it is true of it from then on, for a log only grows."""

    alias: str
    position: int = -1
    newest: int = 0
    seen: float = float("-inf")
    out_until: float = float("-inf")


def position(text: str) -> int:
    """A position as a number, from PostgreSQL's two numbers with a slash. Raises ValueError."""
    high, _, low = text.partition("/")
    return (int(high, 16) << 32) + int(low, 16)


def ask(alias: str) -> Seen:
    """How far a database has come. One query; raises Django's database errors, and LookupError for no replica."""
    connection = connections[alias]
    connection.ensure_connection()
    raw = connection.connection
    assert isinstance(raw, Impatient)  # noqa: S101 - replicas need a pool, which says so
    with raw.hurried(LOOK_WITHIN), connection.cursor() as cursor:
        cursor.execute(_ON_PRIMARY if alias == PRIMARY else _ON_REPLICA)
        found, newest = cursor.fetchone()
    if found is None:
        raise LookupError(f"{alias} is no replica: it is not in recovery.")
    return position(found), newest or 0


class Replicas:
    """The replicas of a site, and where the primary stood in the last seconds."""

    def __init__(
        self,
        aliases: Iterable[str],
        lag: float,
        ask: Callable[[str], Seen] = ask,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.lag, self.ask, self.clock = lag, ask, clock
        self.all = [Replica(alias) for alias in aliases]
        self.primary: deque[tuple[float, int]] = deque(maxlen=int(lag / LOOK) + 2)
        self._watching, self._lock = False, Lock()

    def choose(self, after: int = 0) -> Replica | None:
        """One that has come past position `after`, and that lags no more than it may; None for the primary.

        One query of a replica, where none was seen that far yet and one may have come so far since.
        """
        near = [replica for replica in self.all if self._is_near(replica)]
        far_enough = [replica for replica in near if replica.position >= after]
        if near and not far_enough:
            asked = random.choice(near)
            self.look_at(asked)
            far_enough = [asked] if asked.position >= after and self._is_near(asked) else []
        return random.choice(far_enough) if far_enough else None

    def left_out(self, alias: str) -> None:
        """Leave a replica alone for a while that did not answer."""
        for replica in self.all:
            if replica.alias == alias:
                replica.out_until = self.clock() + OUT

    def look_at(self, replica: Replica) -> None:
        """See how far a replica has come, or that it is out."""
        if self.clock() < replica.out_until:
            return
        try:
            replica.position, replica.newest = self.ask(replica.alias)
            replica.seen = self.clock()
        except (Error, LookupError) as error:
            logger.warning("%s is not read from for %g s: %s", replica.alias, OUT, error)
            self.left_out(replica.alias)

    def look_at_primary(self) -> None:
        """See where the primary stands; while it is out, what was seen before stands."""
        try:
            found, _ = self.ask(PRIMARY)
        except Error as error:
            logger.warning("The primary does not say how far it is: %s", error)
        else:
            self.primary.append((self.clock(), found))

    def watch(self) -> None:
        """Begin to look, in threads of this process; once begun, nothing more."""
        if self._watching or not self.all:
            return
        with self._lock:
            if not self._watching:
                self._watching = True
                looks = [self.look_at_primary, *(lambda replica=each: self.look_at(replica) for each in self.all)]
                for number, look in enumerate(looks):
                    Thread(target=_again_and_again, args=(look,), name=f"replicas-{number}", daemon=True).start()

    def _is_near(self, replica: Replica) -> bool:
        now = self.clock()
        seen = list(self.primary)
        if not seen or now < replica.out_until or now - replica.seen > SEEN_WITHIN:
            return False
        within = [found for when, found in seen if now - when <= self.lag]
        # A primary that is out writes nothing: a replica that has come as far as it was seen may be read from.
        return replica.position >= (within[0] if within else seen[-1][1])


def _again_and_again(look: Callable[[], None]) -> None:
    while True:
        try:
            look()
        finally:
            connections.close_all()  # back to the pools
        sleep(LOOK)
