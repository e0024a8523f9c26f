"""What an entry is called in other languages is kept beside it as its name records say, and pages are told of it."""

import random

import pytest
from django.core.management import call_command
from django.db.models import Q
from django.utils import translation

from apps.changes.models import Changeset, News
from apps.door.publish import publish
from apps.door.reversal import undo
from apps.entries.access import SYSTEM, Viewer
from apps.entries.models import Body, Entry, Name, State, Stub
from apps.entries.spoken import lines_of
from apps.entries.world import World
from tests import factories
from tests.hiding import hide
from tests.kept.at_random import Editor

pytestmark = pytest.mark.django_db


def kept():
    """What is kept, by table."""
    return [dict(table.objects.order_by("pk").values_list("pk", "spoken")) for table in (Entry, Stub)]


def by_law():
    """What the name records say, of the entries that stand."""
    names = {key: [] for key in Entry.objects.order_by("pk").values_list("pk", flat=True)}
    for name in Name.objects.all():
        names[name.entry_id].append(name)
    return {key: lines_of(own) for key, own in names.items()}


def shown(entry, at=None, on=None, language="ru"):
    """What pages call an entry: by a stub, and by its whole row."""
    world = World.asked(Viewer(), on, at and str(at))
    with translation.override(language):
        (stub,) = world.stubs(Q(id=entry.pk))
        (whole,) = world.instances(world.entries(type(entry)).filter(id=entry.pk))
        ((called,), _) = world.stubs_called([entry.pk], [])
        assert stub.name == whole.name == called.name
        return stub.name


def test_whatever_is_edited_it_is_what_the_records_say():
    seed = random.SystemRandom().randint(1, 10**6)
    print(f"SEED={seed}")
    for kind, word in ((State, "Alma"), (Body, "Baku"), (State, "Cotton")):
        factories.name(factories.make(kind, word), f"{word} по-русски", language="ru")
    editor = Editor(seed)
    for _ in range(40):
        editor.act()
        assert kept() == [by_law()] * 2
    before = kept()
    call_command("rebuild_references", verbosity=0)
    assert kept() == before


def test_it_follows_a_record_that_is_changed_deleted_and_brought_back():
    belarus = factories.state()
    name = factories.name(belarus, "Беларусь", language="ru", sort="short")
    assert shown(belarus) == "Беларусь"
    assert shown(belarus, language="en") == "Belarus"
    name.text = "Белоруссия"
    factories.save(name)
    assert shown(belarus) == "Белоруссия"
    name.sort = "abbreviation"
    factories.save(name)
    assert shown(belarus) == "Belarus"
    undo(Changeset.objects.order_by("-number")[0], user=None, summary="Undo", settled=None)
    assert shown(belarus) == "Белоруссия"
    publish([], [Name.objects.get()], user=None, summary="Delete")
    assert shown(belarus) == "Belarus"
    assert kept() == [by_law()] * 2
    assert [shown(belarus, at=number) for number in range(1, 7)] == [
        *("Belarus", "Беларусь", "Белоруссия", "Belarus", "Белоруссия", "Belarus")
    ]


def test_an_entry_of_the_past_has_the_names_of_then_and_of_the_day():
    georgia = factories.state("Georgia")
    factories.save(
        Name(entry=georgia, text="Грузинская ССР", language="ru", sort="former", start="1921", end="1991-04-08"),
        Name(entry=georgia, text="Грузия", language="ru", start="1991-04-09", end=".."),
        Name(entry=georgia, text="Georgien", language="de"),
    )
    for at in (None, 2):
        assert shown(georgia, at=at) == "Грузия"
        assert shown(georgia, at=at, on="1950-01-01") == "Грузинская ССР"
        assert shown(georgia, at=at, on="1950-01-01", language="en") == "Georgia"
    assert shown(georgia, at=1) == "Georgia"


def test_a_name_that_a_reader_may_not_see_is_shown_to_nobody_else(monkeypatch):
    belarus = factories.state()
    secret = factories.name(belarus, "Тайна", language="ru")
    factories.name(belarus, "Беларусь", language="ru", sort="short")
    hide(monkeypatch, claims=[secret])
    for at in (None, 3):
        assert shown(belarus, at=at) == "Беларусь"
    with translation.override("ru"):
        assert World(SYSTEM).stubs(Q(id=belarus.pk))[0].name == "Тайна"


def test_no_query_asks_for_it_and_none_is_needed_where_it_was_not_read(django_assert_num_queries):
    belarus = factories.state()
    factories.name(belarus, "Беларусь", language="ru")
    entry = Entry.objects.only("title").get()
    with translation.override("ru"), django_assert_num_queries(0):
        assert entry.name == "Belarus"
    for language in ("en", "ru"):
        with translation.override(language), django_assert_num_queries(1):
            World(Viewer(), at=2).stubs(Q(id=belarus.pk))


def test_a_name_in_another_language_is_news_of_the_entrys_own_row_and_of_its_kind():
    belarus = factories.state()
    name = factories.name(belarus, "Беларусь", language="be")
    name.language = "ru"
    factories.save(name)  # its text stays, and so what it is found by
    assert {f"h{belarus.pk}", "k:state"} <= set(News.objects.order_by("number").last().tokens.split())
    name.note = "So it is."
    factories.save(name)
    assert {f"h{belarus.pk}", "k:state"}.isdisjoint(News.objects.order_by("number").last().tokens.split())
