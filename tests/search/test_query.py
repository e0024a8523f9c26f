"""What a line says: words, phrases, exclusions and filters; and how near it is to the names of an entry."""

import pytest

from apps.entries.models import Body, State
from apps.results.ranking import FAR, nearness
from apps.search.query import FILTERS, LONGEST, Query, Term, read, without


def terms(line: str) -> list[str]:
    """The terms of a line: a phrase between quotes, a minus before what is excluded."""
    return [
        ("-" if term.excluded else "") + (f'"{" ".join(term.words)}"' if term.phrase else " ".join(term.words))
        for term in read(line).terms
    ]


@pytest.mark.parametrize(
    ("line", "said", "filters", "is_open"),
    [
        ("Treaty of Tashkent", ["treaty", "tashkent"], {}, True),
        ("of the", ["of", "the"], {}, True),
        ("of -treaty", ["of", "-treaty"], {}, False),
        ("treaty -of", ["treaty", "-of"], {}, False),
        ("the treaty -minsk", ["treaty", "-minsk"], {}, False),
        ("treaty !?", ["treaty"], {}, False),
        ('"!" treaty', ["treaty"], {}, True),
        ('"of the" treaty', ['"of the"', "treaty"], {}, True),
        ('the "treaty"', ['"treaty"'], {}, False),
        ('treaty "', ["treaty"], {}, False),
        ('treaty"', ["treaty"], {}, False),
        ("treaty ", ["treaty"], {}, True),
        ("treaty -", ["treaty"], {}, False),
        ('-"collective security" treaty', ['-"collective security"', "treaty"], {}, True),
        ("kind:State treaty", ["treaty"], {"kind": "state"}, True),
        ("treaty KIND:state", ["treaty"], {"kind": "state"}, False),
        ('body:"the CSTO" year:2007 treaty', ["treaty"], {"body": "the csto", "year": "2007"}, True),
        ("-kind:state treaty", ["-kind", "-state", "treaty"], {}, True),
        ("kind:a kind:b", [], {"kind": "b"}, False),
        ("well-known_name", ["well", "known", "name"], {}, True),
        ("!? ''", [], {}, False),
        ("", [], {}, False),
        ("a\0b  c", ["b", "c"], {}, True),
    ],
)
def test_a_line_says_words_phrases_exclusions_and_filters(line, said, filters, is_open):
    query = read(line)
    assert (terms(line), query.filters, query.open, query.cut) == (said, filters, is_open, False)
    assert query.line == " ".join(line.replace("\0", " ").split())
    assert query.is_empty == (not filters and all(each.startswith("-") for each in said))


def test_a_long_line_is_read_so_far_and_says_so():
    assert [read("x" * length).cut for length in (300, 301)] == [False, True]
    for number, cut in ((16, False), (17, True)):
        query = read(" ".join(f"w{n}" for n in range(number)))
        assert (len(query.terms), query.cut, query.open) == (16, cut, not cut)


def test_what_is_wanted_is_told_from_what_is_not():
    query = read('treaty "collective security" -"of minsk" -summit organ')
    assert [term.words for term in query.wanted] == [("treaty",), ("collective", "security"), ("organ",)]
    assert query.plain == "treaty collective security organ"
    assert query.unwanted == Query(query.line, (Term(("of", "minsk"), phrase=True), Term(("summit",))), any=True)
    assert read("treaty").unwanted is None
    assert [Query("").is_empty, read("-a").is_empty, read("year:2007").is_empty] == [True, True, False]


def test_the_forms_of_a_word_are_itself_its_stem_and_what_goes_on_from_one_that_is_typed():
    typed = read('treaties "collective security" secur')
    assert typed.forms.phrases == {("collective", "security")}
    assert typed.forms.initials == "cst"
    said = ("treaty", "treaties", "securing", "security", "collective", "zebra")
    assert [word in typed.forms for word in said] == [True, True, True, True, False, False]
    assert "treatiesx" not in typed.forms
    begun = Query("", (Term(("treat",)), Term(("secur",))), begun=True)
    assert [word in begun.forms for word in ("treaties", "securing", "eats")] == [True, True, False]
    assert "securitys" not in read('"security" treaty').forms
    terms = (Term(("treat",)), Term(("secur",)))
    assert Query("", terms, begun=True).forms.begun == ("treat", "secur")
    assert Query("", terms, open=True).forms.begun == ("secur",)
    assert Query("", terms).forms.begun == ()


@pytest.mark.parametrize(
    ("line", "names", "left"),
    [
        ("treaty kind:state year:2007", ("kind",), "treaty year:2007"),
        ('a body:"the CSTO" b YEAR:2007', ("body", "year"), "a b"),
        ("-kind:state kind:state", ("kind",), "-kind:state"),
        ('  "a  b"   c', ("kind",), '"a b" c'),
        ("kind:a body:b year:2007 c", FILTERS, "c"),
    ],
)
def test_a_line_without_some_filters_keeps_the_rest(line, names, left):
    assert without(line, *names) == left


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("Collective Treaty", (0, 0)),
        ("collective treaty organ", (FAR, 0)),
        ("collective", (2, 1)),
        ("collec", (2, 1)),
        ("collective treat", (2, 0)),
        ('collec "', (FAR, 0)),
        ("treaty collective", (4, 0)),
        ("treaties", (4, 1)),
        ("CSTO pact", (1, 0)),
        ("pact", (5, 1)),
        ("csto", (3, 1)),
        ("ct 92", (1, 0)),
        ("92", (5, 1)),
        ('"collective" treaty', (0, 0)),
        ("collective treaty -minsk", (0, 0)),
    ],
)
def test_how_near_a_line_is_to_the_names_of_an_entry(line, near):
    entry = Body(title="Collective Treaty", called="CSTO Pact", slug="ct-92", kind="body")
    found = nearness(entry, read(line))
    assert found == near if near[0] < FAR else found[0] >= FAR


def test_in_a_begun_query_every_word_may_go_on_and_else_the_last_that_is_typed():
    entry = State(title="Treaty of Collective Security", slug="x", kind="state")
    assert nearness(entry, read("sec treat "))[0] >= FAR
    assert nearness(entry, Query("", (Term(("sec",)), Term(("treat",))), begun=True))[0] == 4
    assert nearness(entry, read("security coll"))[0] == 4
    assert nearness(entry, read("treaty secur")) == (4, 2)


def test_a_name_that_is_shorter_than_the_line_does_not_begin_with_it():
    assert nearness(State(title="Pact", slug="x", kind="state"), read("pact pact")) == (4, -1)


def test_what_stands_beyond_the_longest_line_is_not_read():
    line = "ab" + " " * (LONGEST - 4) + "cd"
    assert read(line) == read("ab cd")
    assert [term.words for term in read(f"{line} ef").terms] == [("ab",), ("cd",)]
    assert [term.words for term in read(f" {line}").terms] == [("ab",), ("c",)]
