"""Which finds come first, how many are counted, and what is shown of each."""

import pytest

from apps.entries.access import Viewer
from apps.entries.entry import Entry
from apps.results import ranking
from apps.results.ranking import first_keys, named_keys, weighed
from apps.results.search import find, finds, part
from apps.search.query import Query, Term, read
from tests import factories
from tests.hiding import hide

pytestmark = pytest.mark.django_db


def ranked(line: str, marks=()) -> tuple[list[str], bool]:
    keys, more = first_keys(Viewer(), read(line), marks)
    titles = dict(Entry.objects.values_list("pk", "title"))
    return [titles[key] for key in keys], more


def test_names_come_before_one_fact_with_all_the_words_before_what_has_them_here_and_there():
    factories.state("Prose", text="Collective. " * 9 + "Treaty.")
    factories.body("Two facts", seat="Treaty", summary="collective collective collective")
    factories.body("One fact", seat="Of the collective treaty")
    factories.state("Alias last", names=["The old treaty of collective kind"])
    factories.state("Treaty, collective", slug="treaty-collective")
    factories.state("Called", names=["Collective treaty"])
    factories.state("Collective treaty of Minsk")
    found, more = ranked("collective treaty")
    assert found[:5] == [
        *("Called", "Collective treaty of Minsk", "Treaty, collective", "Alias last", "One fact"),
    ]
    assert (sorted(found[5:]), more) == (["Prose", "Two facts"], False)


def test_what_is_excluded_is_left_out_wherever_it_stands():
    factories.state("Treaty of Minsk"), factories.state("Treaty", text="In Minsk."), factories.state("Treaty of Kyiv")
    assert ranked("treaty -minsk") == (["Treaty of Kyiv"], False)
    assert ranked('treaty -"in minsk"')[0] == ["Treaty of Minsk", "Treaty of Kyiv"]


def test_without_words_entries_come_by_title_and_so_many_are_counted(monkeypatch):
    for title in ("Charlie", "Alpha", "Bravo"):
        factories.state(title)
    assert ranked("", [["kstate"]]) == (["Alpha", "Bravo", "Charlie"], False)
    monkeypatch.setattr(ranking, "MOST", 3)
    assert ranked("", [["kstate"]]) == (["Alpha", "Bravo", "Charlie"], False)
    monkeypatch.setattr(ranking, "MOST", 2)
    assert ranked("", [["kstate"]]) == (["Alpha", "Charlie"], True)


@pytest.fixture
def summits():
    """Six entries with a word in their names, the last of which is called so; and one that has it in its text."""
    for title in ("A summit", "B summit", "C summit", "Summits", "Summit of Minsk"):
        factories.event(title)
    factories.body("Summit", summary="Of heads.")
    factories.state("Prose", text="A summit.")


def test_of_many_names_those_that_are_what_is_wanted_or_begin_with_it_go_before_all(summits, monkeypatch):
    monkeypatch.setattr(ranking, "WEIGHED", 2)
    assert ranked("summit")[0][:3] == ["Summit", "Summits", "Summit of Minsk"]
    assert ranked("summit", [["kevent"]])[0][:2] == ["Summits", "Summit of Minsk"]
    assert ranked("summit", [["kperson"]])[0] == []
    hide(monkeypatch, entries=[Entry.objects.get(title="Summit")])
    assert ranked("summit")[0][:2] == ["Summits", "Summit of Minsk"]


def test_of_many_names_none_that_is_excluded_goes_before_all(summits, monkeypatch):
    monkeypatch.setattr(ranking, "WEIGHED", 2)
    titles = dict(Entry.objects.values_list("pk", "title"))
    assert titles[named_keys(Viewer(), read("summit"), ())[0][0]] == "Summit"
    assert "Summit of Minsk" not in {titles[key] for key in named_keys(Viewer(), read("summit -minsk"), ())[0]}


def test_more_than_are_counted_are_said_to_be_there(summits, monkeypatch):
    assert [len(ranked("summit")[0]), ranked("summit")[1]] == [7, False]
    for most, count, more in ((7, 7, False), (6, 6, True), (3, 3, True)):
        monkeypatch.setattr(ranking, "MOST", most)
        found = ranked("summit")
        assert (len(found[0]), found[1]) == (count, more)
    for weighed_first in (40, 2):
        monkeypatch.setattr(ranking, "WEIGHED", weighed_first)
        keys, more = named_keys(Viewer(), read("summit"), ())
        assert (len(keys), more) == (3, True)


def test_equal_finds_stay_as_they_came_and_what_is_gone_is_left_out():
    first, second = factories.state("One", text="zebra"), factories.state("Two", text="zebra")
    assert weighed(Viewer(), [second.pk, 999, first.pk], read("zebra")) == [second.pk, first.pk]
    assert weighed(Viewer(), [], read("zebra")) == []
    any_of = Query("", (Term(("zebra",)), Term(("summit",))), any=True)
    assert set(first_keys(Viewer(), any_of, ())[0]) == {first.pk, second.pk}


def shown(line: str) -> list[tuple[str, str, str]]:
    """Of each find its title, its other name and its snippet, what is marked in brackets."""

    def words(pieces):
        return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in pieces)

    return [(words(found.title), found.name, words(found.snippet)) for found in finds(find(Viewer(), line))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("belarus", ("[Belarus]", "", "A state.")),
        ("byelorussia", ("Belarus", "Byelorussia", "A state.")),
        ("minsk", ("Belarus", "", "Republic in [Minsk]")),
        ("union", ("Belarus", "", "membership [Union] 2002")),
        ("forests", ("Belarus", "", "Of [forests] and the lakes.")),
        ("q184", ("Belarus", "", "[Q184]")),
        ("lakes minsk", ("Belarus", "", "Republic in [Minsk]")),
    ],
)
def test_a_find_shows_its_title_another_name_or_the_passage_that_answers(line, expected):
    belarus = factories.body(
        "Belarus", names=["White Rus", "Byelorussia"], summary="A state.", seat="Republic in Minsk",
        text="Of forests and the lakes.", identifiers="wikidata: Q184",
    )  # fmt: skip
    factories.member(belarus, factories.body("Union"), start="2002", status="member")
    found = [each for each in shown(line) if "Belarus" in each[0]]
    if line == "union":
        expected = (expected[0], expected[1], found[0][2])
        assert "[Union]" in found[0][2]
    assert found == [expected]


def test_finds_come_page_by_page_with_a_score_that_falls(summits, django_assert_num_queries):
    finding = find(Viewer(), "summit")
    assert (finding.count, finding.more, finding.corrected) == (7, False, "")
    pages = [finds(finding, number, 3) for number in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert [found.score for page in pages for found in page] == [1, 0.5, 0.3333, 0.25, 0.2, 0.1667, 0.1429]
    assert [found.entry.pk for page in pages for found in page] == finding.keys
    assert part(finding, 0, 0) == part(finding, 0, -1) == part(finding, 7, 3) == []
    with django_assert_num_queries(1):
        finds(finding)
    assert [found.entry.pk for found in part(finding, 2, 2)] == finding.keys[2:4]
    assert set(finding.rows().values_list("entry", flat=True)) == set(finding.keys)
    assert [found.entry.kind for found in finds(find(Viewer(), "summit", ["body"]))] == ["body"]
    assert find(Viewer(), "").keys == find(Viewer(), "-summit").keys == find(Viewer(), "summit kind:x").keys == []
