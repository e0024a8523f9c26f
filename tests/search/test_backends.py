"""One question in the language of each database, and what each of them keeps of an entry."""

import pytest

from apps.search import backends
from apps.search.backends import FIELDS, NAMED, IndexRow, asked
from apps.search.query import Query, Term, read

BEGUN = Query("", (Term(("b",)), Term(("c",))), begun=True)
ANY = Query("", (Term(("a",)), Term(("b",))), any=True)
MARKS = (("kstate", "kbody"), ("y2007",))


@pytest.mark.parametrize(
    ("query", "marks", "sqlite", "postgres"),
    [
        (read("treaties"), (), '((({title names} : "treaties" *) OR ({title_stems names_stems} : "treati")))',
         "(('treati' | '~treati' | 'treaties':*))"),
        (read('treaties secur "'), (),
         '(({title_stems names_stems} : "treati") AND ({title_stems names_stems} : "secur"))',
         "(('treati' | '~treati') & ('secur' | '~secur'))"),
        (read("treaties secur"), (), ('(({title_stems names_stems} : "treati") AND '
         '(({title names} : "secur" *) OR ({title_stems names_stems} : "secur")))'),
         "(('treati' | '~treati') & ('secur' | '~secur' | 'secur':*))"),
        (read('"of the x"'), (), '(({title names} : "of the x"))', "(('+850b' & '+ba99' & 'of' <-> 'the' <-> 'x'))"),
        (read('x -summit -"a b"'), (),
         ('(({title_stems names_stems} : "x")) NOT ({title_stems names_stems} : "summit") '
         'NOT ({title names} : "a b")'), "(('x' | '~x')) & !('summit' | '~summit') & !('+5cd3' & 'a' <-> 'b')"),
        (ANY, MARKS, ('(({title_stems names_stems} : "a") OR ({title_stems names_stems} : "b")) AND '
         '({marks} : ("kstate" OR "kbody")) AND ({marks} : ("y2007"))'),
         "(('a' | '~a') | ('b' | '~b')) & ('=kstate' | '=kbody') & ('=y2007')"),
        (BEGUN, (), ('((({title names} : "b" *) OR ({title_stems names_stems} : "b")) AND '
         '(({title names} : "c" *) OR ({title_stems names_stems} : "c")))'),
         "(('b' | '~b' | 'b':*) & ('c' | '~c' | 'c':*))"),
        (read("kind:state -x"), MARKS[1:], '({marks} : ("y2007")) NOT ({title_stems names_stems} : "x")',
         "('=y2007') & !('x' | '~x')"),
        (Query("", (Term(('"',)), Term(("'\\",)))), (), ('(({title_stems names_stems} : """") AND '
         '({title_stems names_stems} : "\'\\"))'), "(('\"' | '~\"') & ('''\\\\' | '~''\\\\'))"),
    ],
)  # fmt: skip
def test_one_question_in_both_languages(query, marks, sqlite, postgres, monkeypatch):
    for is_postgres, told in ((False, sqlite), (True, postgres)):
        monkeypatch.setattr(backends, "is_postgres", lambda is_postgres=is_postgres: is_postgres)
        assert asked(query, marks, NAMED) == told


SAID = IndexRow(
    7, {"title": ["treaties", "of"], "names": [], "facts": ["x", "treaties"], "claims": [], "prose": ["a"]}, ["kstate"]
)


def test_postgres_keeps_words_with_places_and_weights_their_stems_marked_and_pairs_of_them():
    assert backends._vector(SAID, FIELDS) == (
        "'=kstate' 'treaties':1A,6C '~treati':1A,6C 'of':2A '+9f6' 'x':5C '+c9c5' 'a':9D"
    )
    assert backends._vector(SAID, NAMED) == "'=kstate' 'treaties':1A '~treati':1A 'of':2A '+9f6'"


def test_sqlite_keeps_words_and_their_stems_by_field():
    assert backends._values(SAID, NAMED) == [7, "kstate", "treaties of", "", "treati of", ""]
    assert backends._values(SAID, FIELDS)[2:] == [
        *("treaties of", "", "x treaties", "", "a"), *("treati of", "", "x treati", "", "a"),
    ]  # fmt: skip


def test_each_keeps_so_many_words_of_an_entry(monkeypatch):
    monkeypatch.setattr(backends, "MOST_WORDS", 4)
    long = IndexRow(7, {key: ["a", "b", "c", "d", "e"] for key in FIELDS})
    assert backends._values(long, NAMED) == [7, "", *["a b c d"] * 4]
    assert backends._vector(long, ("title",)) == "'a':1A 'b':2A 'c':3A '+5cd3' '+d21c'"
    short = IndexRow(7, {"title": ["a"], "names": ["b", "c", "d"]})
    assert backends._vector(short, NAMED) == "'a':1A 'b':3B"


def test_so_many_are_16000():
    long = IndexRow(7, {"title": ["a"] * 16_001, "names": []})
    assert backends._values(long, NAMED)[2].count("a") == 16_000


def test_a_word_has_at_most_255_places():
    many = IndexRow(7, {"title": ["a"] * 300})
    assert backends._vector(many, ("title",)).count(",") == 254
