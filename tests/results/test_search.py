"""What a line finds, and in which order."""

import pytest

from apps.door.publish import publish
from apps.entries.access import Viewer
from apps.results.facets import facets
from apps.results.search import find, finds
from tests import factories

pytestmark = pytest.mark.django_db


def titles(line: str) -> list[str]:
    return [found.entry.title for found in finds(find(Viewer(), line))]


def test_titles_come_before_names_before_facts_before_prose() -> None:
    factories.state("Prose", text="Something of the zebra, and of the zebra again, zebra.")
    factories.body("Fact", seat="Republic of the Zebra")
    factories.state("Name", names=["Land of the Zebra"])
    factories.state("Zebra land")
    assert titles("zebra") == ["Zebra land", "Name", "Fact", "Prose"]


def test_who_is_called_so_comes_first() -> None:
    csto = factories.body("CSTO", slug="csto")
    for n in range(5):
        factories.event(f"CSTO summit {n}", organisation=csto, text="CSTO " * 30)
    factories.body("Tashkent Pact", names=["CSTO Pact"])
    assert titles("csto")[0] == "CSTO"
    assert titles("csto pact")[0] == "Tashkent Pact"
    assert titles("CSTO summit 3")[0] == "CSTO summit 3"


def test_claims_are_found_at_both_their_ends() -> None:
    csto = factories.body("CSTO")
    factories.member(factories.state("Armenia"), csto, start="2002", status="observer", note="By way of [[Yerevan]].")
    assert set(titles("observer 2002")) == {"CSTO", "Armenia"}
    assert set(titles("yerevan")) == {"CSTO", "Armenia"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("kaza", ["Kazakhstan"]),
        ("Kazahstan", ["Kazakhstan"]),
        ("kasakhstan", ["Kazakhstan"]),
        ("kazahs", ["Kazakhstan"]),
        ("Казахстан", ["Kazakhstan"]),
        ("КАЗАХСТАНА", ["Kazakhstan"]),
        ("Казахстн", ["Kazakhstan"]),
        ("qazaqstan", ["Kazakhstan"]),
        ("treaties", ["Security Treaty"]),
        ("republics", ["Kazakhstan"]),
        ("Уставом", ["Security Treaty"]),
        ("treaty security", ["Security Treaty"]),
        ('"security treaty"', ["Security Treaty"]),
        ('"treaty security"', []),
        ("секьюрити", []),
        ("kazakhstan -republic", []),
        ("security -kazakhstan", ["Security Treaty"]),
        ("Kazakhstan's", ["Kazakhstan"]),
        ("Kāzākhstàn", ["Kazakhstan"]),
        ("договора о безопасности", ["Security Treaty"]),
        ("dogovor", ["Security Treaty"]),
        ("the treaty of security", ["Security Treaty"]),
        ("security treaty signed by nobody", ["Security Treaty"]),
        ("defense pact", ["Security Treaty"]),
    ],
)
def test_a_line_finds_what_it_means(line, expected) -> None:
    factories.state("Kazakhstan", names=["Republic of Kazakhstan", "Казахстан", "Қазақстан", "Qazaqstan"])
    factories.document("Security Treaty", names=["Договор о безопасности", "Устав"], text="A defence pact.")
    assert titles(line) == expected


def test_filters_narrow_and_say_what_they_do_not_know() -> None:
    csto = factories.body("CSTO", established="2002")
    factories.event("Summit of 2007", date="2007-10-06", organisation=csto)
    factories.event("Summit of 2008", date="2008")
    assert sorted(titles("summit kind:event")) == ["Summit of 2007", "Summit of 2008"]
    assert sorted(titles("kind:events year:2007")) == ["Summit of 2007"]
    assert sorted(titles("summit body:csto")) == ["Summit of 2007"]
    assert sorted(titles("body:CSTO")) == ["CSTO", "Summit of 2007"]
    assert sorted(titles("year:200X kind:event")) == ["Summit of 2007", "Summit of 2008"]
    assert sorted(titles("summit kind:state")) == []
    for line in ("summit kind:thing", "body:nobody", "year:soon", "year:20077"):
        assert find(Viewer(), line).refused
        assert titles(line) == []


def test_facets_count_what_was_found() -> None:
    csto = factories.body("CSTO", established="2002")
    for year in (1999, 2003, 2007):
        factories.event(f"Summit of {year}", date=str(year), organisation=csto)
    found = facets(find(Viewer(), "summit"))
    assert [(facet.label, facet.filter, facet.count) for facet in found["Kind"]] == [("Events", "kind:event", 3)]
    assert [(facet.label, facet.filter, facet.count) for facet in found["Decade"]] == [
        ("1990s", "year:199X", 1),
        ("2000s", "year:200X", 2),
    ]
    assert [(facet.filter, facet.count) for facet in found["Body"]] == [("body:csto", 3)]


def test_what_was_deleted_is_not_found_and_undeleted_it_is() -> None:
    belarus = factories.state("Belarus")
    assert titles("belarus") == ["Belarus"]
    publish([], [belarus], user=None, summary="Delete")
    assert find(Viewer(), "belarus").count == 0
    factories.state("Belarus")
    assert titles("belarus") == ["Belarus"]


def test_a_renamed_end_is_found_by_its_new_title_in_what_is_said_of_others() -> None:
    csto = factories.body("CSTO")
    armenia = factories.state("Armenia")
    factories.member(armenia, csto, start="2002")
    armenia.title = "Hayastan"
    factories.save(armenia)
    assert set(titles("hayastan")) == {"Hayastan", "CSTO"}


def test_corrections_are_told_and_only_made_where_nothing_is_found() -> None:
    factories.state("Kazakhstan")
    finding = find(Viewer(), "kazahstan")
    assert (finding.near, finding.corrected) == ("corrected", "kazakhstan")
    factories.event("Kazahstan week")
    assert find(Viewer(), "kazahstan").near == ""
    assert find(Viewer(), "zzzzz").count == 0


def test_a_phrase_is_taken_at_its_word() -> None:
    factories.body("Collective Security Council")
    assert [find(Viewer(), line).count for line in ('"collective security"', '"collective secu"')] == [1, 0]
    assert find(Viewer(), "collective secu").count == 1


def test_snippets_mark_what_was_asked_for() -> None:
    factories.document(
        "Treaty", text="## Of tigers\n\nLong ago " + "words " * 40 + "the *tiger* was [[seen|found]] there."
    )
    (found,) = finds(find(Viewer(), "tigers"))
    assert any(piece.found and piece.text.lower().startswith("tiger") for piece in found.snippet)
    assert len("".join(piece.text for piece in found.snippet)) < 300


TEXT = "A treaty 'of' \"1992\" \\ & | ! : * ( ) <-> ~"
FINDING = (
    *('"a', 'a"', "a*", "^a", "a\\", "a:*", "a\0b", "a<->b", "a " * 5_000, "NEAR(a b)", "a AND", "~treaty"),
    *("\u202etreaty", "kind:event kind:state", "of & | ! : *", "'1992'", "(treaty)", '"a treaty of 1992"', "-b a"),
)
FINDING_NOTHING = (
    *('"', '""', "'", "-", "--", '-"a"', "-a", "*", "%", "_", "(", ")", "\\", "\0", ":*", '"' * 999, "');--", "\u200b"),
    *("NOT", "OR OR", "title:x", "{title}: x", "a^2", "kind:", "body:", "year:", 'kind:"', "a & b | !c", "x" * 10_000),
    *("\U0001f600", "👩‍👩‍👧", "ﷺ", "𝕏", "1e999", "année", "İstanbul", "ß", "ǅ", "٣٤", "½", "treaty -of", "-treaty a"),
)


@pytest.mark.parametrize(
    ("line", "count"), [*((line, 1) for line in FINDING), *((line, 0) for line in FINDING_NOTHING)]
)
def test_every_line_finds_what_its_words_say_whatever_signs_it_has(line, count) -> None:
    factories.state("Belarus", text=TEXT)
    factories.event("Yalta")
    finding = find(Viewer(), line)
    assert (finding.count, finding.refused) == (count, [])
    assert [found.entry.title for found in finds(finding)] == ["Belarus"] * count
    assert [facet.count for facet in facets(finding).get("Kind", [])] == [1] * count


def test_a_hostile_text_can_be_written_and_found() -> None:
    factories.state(
        "Odd", text="O'Brien \\ \"quoted\" 'x':1A ~tilde " + "w" * 5000 + " " + "many " * 17_000 + "\ufdd0 \U0001f600"
    )
    assert titles("o'brien") == ["Odd"]
    assert titles("tilde") == ["Odd"]
    assert titles("many") == ["Odd"]
