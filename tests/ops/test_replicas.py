"""Which replicas are read from: those near enough to the primary, and for who has written, those that know it."""

import pytest
from django.db import OperationalError

from apps.databases import PRIMARY
from cstowiki.replicas import OUT, SEEN_WITHIN, Replicas, position

LAG = 10


class Servers:
    """A primary and replicas, how far each is, and the time."""

    def __init__(self, **replicas):
        self.now, self.at, self.asked = 1_000.0, {PRIMARY: 100} | replicas, []
        self.replicas = Replicas(replicas, LAG, ask=self.ask, clock=lambda: self.now)

    def ask(self, alias):
        self.asked.append(alias)
        if self.at[alias] is None:
            raise OperationalError("out")
        if self.at[alias] == "no replica":
            raise LookupError
        return self.at[alias], self.at[alias] // 10

    def look(self, seconds=0.0):
        """Let time go by, and look as the threads do."""
        self.now += seconds
        self.replicas.look_at_primary()
        for replica in self.replicas.all:
            self.replicas.look_at(replica)

    def chosen(self, after=0):
        """The aliases that may be chosen."""
        return {found.alias if (found := self.replicas.choose(after)) else PRIMARY for _ in range(40)}


def test_nothing_is_read_from_a_replica_before_it_was_seen():
    assert Servers(one=100).chosen() == {PRIMARY}


def test_readers_are_spread_over_the_replicas():
    servers = Servers(one=100, two=100)
    servers.look()
    assert servers.chosen() == {"one", "two"}


def test_choosing_asks_nobody_once_they_were_seen():
    servers = Servers(one=100)
    servers.look()
    servers.asked.clear()
    assert servers.chosen() == {"one"}
    assert servers.asked == []


def test_one_that_is_behind_is_read_from_until_it_lags_too_much():
    servers = Servers(one=100, two=100)
    servers.look()
    servers.at |= {PRIMARY: 200, "two": 200}
    servers.look(1)
    assert servers.chosen() == {"one", "two"}
    for _ in range(LAG):
        servers.look(1)
    assert servers.chosen() == {"two"}
    servers.at["one"] = 200
    servers.look(1)
    assert servers.chosen() == {"one", "two"}


def test_after_a_pause_in_which_nobody_looked_a_replica_must_be_where_the_primary_is_now():
    servers = Servers(one=100)
    servers.look()
    servers.at[PRIMARY] = 200
    servers.look(10 * LAG)
    assert servers.chosen() == {PRIMARY}


def test_who_has_written_reads_from_one_that_knows_it():
    servers = Servers(one=100, two=150)
    servers.look()
    assert servers.chosen(after=120) == {"two"}
    assert servers.chosen(after=200) == {PRIMARY}


def test_one_that_came_so_far_since_it_was_seen_is_asked_again():
    servers = Servers(one=100)
    servers.look()
    servers.at["one"] = 130
    assert servers.chosen(after=130) == {"one"}


def test_one_that_is_out_is_left_alone_for_a_while_and_then_tried_again():
    servers = Servers(one=100)
    servers.look()
    servers.at["one"] = None
    servers.look(1)
    assert servers.chosen() == {PRIMARY}
    servers.at["one"] = 100
    servers.asked.clear()
    servers.look(OUT / 2)
    assert servers.asked == [PRIMARY]
    servers.look(OUT / 2)
    assert servers.chosen() == {"one"}


def test_one_that_failed_a_request_is_left_alone_too():
    servers = Servers(one=100, two=100)
    servers.look()
    servers.replicas.left_out("one")
    assert servers.chosen() == {"two"}


def test_what_was_seen_long_ago_does_not_count():
    servers = Servers(one=100)
    servers.look()
    servers.now += SEEN_WITHIN + 0.1
    assert servers.chosen() == {PRIMARY}


def test_a_primary_that_is_out_leaves_readers_the_replicas_that_know_all_that_was_seen_of_it():
    servers = Servers(one=100, two=90)
    servers.look()
    servers.at[PRIMARY] = None
    for _ in range(3 * LAG):
        servers.look(1)
    assert servers.chosen() == {"one"}


def test_a_server_that_is_no_replica_any_more_is_not_read_from():
    servers = Servers(one=100)
    servers.at["one"] = "no replica"
    servers.look()
    assert servers.chosen() == {PRIMARY}


@pytest.mark.parametrize(("text", "number"), [("0/0", 0), ("0/3000148", 0x3000148), ("16/B374D848", 0x16B374D848)])
def test_a_position_is_a_number(text, number):
    assert position(text) == number
