"""News of what was committed: in order, of what was touched, and not for long."""

import pytest
from django.core.management import call_command

from apps.changes import news
from apps.changes.announcing import announce
from apps.changes.models import News, Turned
from apps.changes.recording import recording
from apps.changes.verify import problems
from apps.entries.models import Name, State
from tests import factories

pytestmark = pytest.mark.django_db


def told():
    return set(News.objects.order_by("-number").values_list("tokens", flat=True)[0].split())


def test_each_changeset_tells_what_it_touched():
    state, body = factories.state("Belarus"), factories.body("CSTO")
    changeset = factories.save(factories.models.Membership(member=state, body=body))
    last = News.objects.latest("number")
    assert (last.number, last.changeset) == (News.objects.count(), changeset.number)
    assert {f"e{state.pk}", f"e{body.pk}", "t:entries_membership", "t:changes_changeset"} <= told()
    assert not {f"h{state.pk}", "k:state", "*"} & told()


def test_an_entry_tells_its_names_and_its_kind():
    state = factories.state("Belarus")
    assert {f"e{state.pk}", f"h{state.pk}", "k:state", "nbelarus"} <= told()
    factories.save(Name(entry=state, text="Weißrussland"))
    assert {f"h{state.pk}", "nbelarus", "nwei%C3%9Frussland"} <= told()


def test_whom_facts_and_prose_name_is_told():
    old, new, child = factories.body("Old"), factories.body("Newer"), factories.body("Child")
    child.parent, child.text = old, "[[Newer]]"
    factories.save(child)
    assert {f"r{old.pk}", f"r{new.pk}"} <= told()
    child.parent = new
    factories.save(child)
    assert {f"r{old.pk}", f"r{new.pk}"} <= told()
    child.summary = "Nothing of them"
    factories.save(child)
    assert not {f"r{old.pk}", f"r{new.pk}"} & told()


def test_who_loses_a_reference_to_another_is_told():
    wanted = factories.state("Other", names=["Belarus"])
    factories.make(factories.models.Topic, "Text", text="[[Belarus]]")
    taken = factories.state("Belarus")
    assert {f"r{wanted.pk}", f"r{taken.pk}", "nbelarus"} <= told()


def test_a_recording_that_says_nothing_tells_everything():
    with recording(None, "Test") as opened:
        opened.add("digest")
    assert {"*", "t:changes_changeset"} == told()
    assert Turned.objects.get(token="*").changeset == opened.changeset.number


def test_one_that_writes_nothing_tells_nothing():
    with recording(None, "Test"):
        pass
    assert not News.objects.exists()


def test_of_too_much_everything_is_told():
    just_enough = {f"e{key}" for key in range(news.MOST)}
    news.tell(just_enough)
    assert told() == just_enough
    news.tell(just_enough | {"k:state"})
    assert told() == {"*", "k:state"}


def test_news_are_in_order_and_lead_from_what_is_known():
    announce("a")
    known = news.newest()
    announce("b")
    announce()
    assert [(each.number, each.tokens) for each in news.since(*known)] == [(2, {"b"}), (3, {"*"})]
    assert news.since(*news.newest()) == []
    assert [each.number for each in news.since(0, "")] == [1, 2, 3]


def test_what_is_not_known_here_leads_nowhere():
    announce("a")
    number, _ = news.newest()
    assert news.since(number, "another database's") is None
    assert news.since(number + 1, "mark") is None


def test_old_news_are_forgotten(monkeypatch):
    monkeypatch.setattr(news, "KEPT", 10)
    announce("a")
    known = news.newest()
    for _ in range(30):
        announce("b")
    assert 10 <= News.objects.count() <= 12
    assert news.since(*known) is None
    assert news.since(0, "") is None
    assert news.after(1) is None
    assert [each.number for each in news.after(29)] == [30, 31]


def test_the_last_changeset_of_a_kind_is_known():
    number = factories.state("Belarus").touches.get().changeset_id
    factories.body("CSTO")
    assert news.turned({"k:state", "e5"}) == number
    assert news.turned({"k:state", "k:body"}) == number + 1
    assert news.turned({"k:event"}) == 0


@pytest.mark.parametrize("command", ["rebuild_references", "rebuild_search", "reseal_history"])
def test_what_is_made_anew_is_told(command, capsys):
    factories.state("Belarus")
    call_command(command)
    assert told() == {"*"}


def test_news_are_no_part_of_the_seals():
    factories.state("Belarus")
    News.objects.all().delete()
    Turned.objects.all().delete()
    assert list(problems()) == []
    assert State.objects.count() == 1
