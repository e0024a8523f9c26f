"""The second level: what one machine made, another answers, for as long as it holds; and nobody needs it."""

import pytest

from apps.changes.announcing import announce
from apps.changes.models import News
from apps.kept.shared import Shared
from tests import factories
from tests.kept.redis_server import SERVER, free_port, running
from tests.kept.visiting import Reader

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SERVER, reason="no redis-server or valkey-server was found"),
]

PAGE = "/states/belarus/"


@pytest.fixture(scope="module")
def server():
    with running(free_port()) as client:
        yield client


@pytest.fixture
def url(server):
    server.flushall()
    factories.state("Belarus")
    return f"redis://127.0.0.1:{server.connection_pool.connection_kwargs['port']}/0"


def machine(url, release="1"):
    return Reader(shared=Shared(url, release))


def test_what_one_machine_made_another_answers(url):
    first = machine(url).get(PAGE)
    other = machine(url)
    assert other.is_kept(PAGE)
    assert other.get(PAGE) == first


def test_what_changed_since_is_made_anew(url):
    machine(url).get(PAGE)
    state = factories.models.State.objects.get()
    state.summary = "Changed"
    factories.save(state)
    other = machine(url)
    assert b"Changed" in other.get(PAGE).body


def test_what_did_not_change_since_still_holds(url):
    first, other = machine(url), machine(url)
    other.get("/robots.txt")
    first.get(PAGE)
    announce("k:body")
    assert other.is_kept(PAGE)


def test_what_nobody_can_tell_of_is_made_anew(url):
    """The news of then are forgotten, or those of a database that was restored."""
    machine(url).get(PAGE)
    announce("k:body")
    assert machine(url).is_kept(PAGE)
    News.objects.filter(number=1).update(mark="another")
    assert not machine(url).is_kept(PAGE)
    machine(url).get(PAGE)
    News.objects.filter(number=2).delete()
    announce("k:body")
    News.objects.filter(number=1).delete()
    assert not machine(url).is_kept(PAGE)


def test_what_another_release_made_is_not_answered(url):
    machine(url).get(PAGE)
    assert not machine(url, "2").is_kept(PAGE)


def test_it_ends_with_the_day_there_too(url, server):
    machine(url).get(PAGE)
    (key,) = server.keys()
    assert 0 < server.ttl(key) <= 24 * 60 * 60


@pytest.mark.parametrize("nonsense", [b"", b"{", b'{"headers": []}\nbody', b"\xff\xfe"])
def test_nonsense_is_passed_over(url, server, nonsense):
    first = machine(url).get(PAGE)
    (key,) = server.keys()
    server.set(key, nonsense)
    assert machine(url).get(PAGE).said == first.said


def test_the_site_goes_on_without_it():
    factories.state("Belarus")
    port = free_port()
    with running(port):
        reader = machine(f"redis://127.0.0.1:{port}/0")
        reader.get(PAGE)
    assert reader.is_kept(PAGE)
    assert reader.get("/states/").status == "200 OK"
    assert reader.is_kept("/states/")
