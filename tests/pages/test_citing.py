"""Citations as texts: what each format says, and that no title breaks one."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.pages.citing import FORMATS, Cited, as_bibtex, as_csl_json, as_ris, as_text

CITED = Cited(
    title="Collective Security Treaty Organization",
    address="https://wiki.example/bodies/csto/?on=1999-07-01&at=42",
    changeset=42,
    recorded=datetime(2026, 5, 3, 23, 59, tzinfo=UTC),
    day=date(1999, 7, 1),
    accessed=date(2026, 11, 25),
)
UNRECORDED = replace(CITED, changeset=0, recorded=None)
AWKWARD = st.text() | st.text(alphabet='{}\\%$&#_~^"@,=\r\n\t\0 \u2028\x85aÉОд')
RIS_LINE = re.compile(r"[A-Z][A-Z0-9]  - .*")


def test_bibtex_is_an_online_entry_of_biblatex():
    assert as_bibtex(CITED) == (
        "@online{cstowiki-bodies-csto-on-1999-07-01-at-42,\n"
        "  title        = {{Collective Security Treaty Organization}},\n"
        "  organization = {cstowiki},\n"
        "  version      = {42},\n"
        "  date         = {2026-05-03},\n"
        "  url          = {https://wiki.example/bodies/csto/?on=1999-07-01&at=42},\n"
        "  urldate      = {2026-11-25},\n"
        "  note         = {As it stood on 1 July 1999, as recorded in changeset 42 of 3 May 2026},\n"
        "}\n"
    )


def test_ris_is_an_electronic_page():
    assert as_ris(CITED).split("\r\n") == [
        "TY  - ELEC",
        "ID  - cstowiki-bodies-csto-on-1999-07-01-at-42",
        "TI  - Collective Security Treaty Organization",
        "T2  - cstowiki",
        "PY  - 2026",
        "DA  - 2026/05/03/",
        "ET  - 42",
        "UR  - https://wiki.example/bodies/csto/?on=1999-07-01&at=42",
        "Y2  - 2026/11/25/",
        "N1  - As it stood on 1 July 1999, as recorded in changeset 42 of 3 May 2026",
        "ER  - ",
        "",
    ]


def test_csl_json_is_a_webpage():
    assert json.loads(as_csl_json(CITED)) == [
        {
            "id": "cstowiki-bodies-csto-on-1999-07-01-at-42",
            "type": "webpage",
            "title": "Collective Security Treaty Organization",
            "container-title": "cstowiki",
            "version": "42",
            "issued": {"date-parts": [[2026, 5, 3]]},
            "accessed": {"date-parts": [[2026, 11, 25]]},
            "URL": "https://wiki.example/bodies/csto/?on=1999-07-01&at=42",
            "note": "As it stood on 1 July 1999, as recorded in changeset 42 of 3 May 2026",
        }
    ]


def test_plain_text_is_a_sentence():
    assert as_text(CITED) == (
        "“Collective Security Treaty Organization”. cstowiki, changeset 42, recorded 3 May 2026, "
        "as it stood on 1 July 1999. https://wiki.example/bodies/csto/?on=1999-07-01&at=42 "
        "(accessed 25 November 2026).\n"
    )


def test_before_the_first_changeset_nothing_is_dated_but_the_visit():
    assert "  date " not in as_bibtex(UNRECORDED)
    assert "\r\nDA" not in as_ris(UNRECORDED)
    assert "\r\nPY" not in as_ris(UNRECORDED)
    assert "issued" not in json.loads(as_csl_json(UNRECORDED))[0]
    assert "cstowiki, before its first changeset, as it stood on 1 July 1999." in as_text(UNRECORDED)


def test_years_have_four_digits_where_a_format_wants_them():
    early = replace(CITED, accessed=date(7, 1, 2))
    assert "urldate      = {0007-01-02}" in as_bibtex(early)
    assert "Y2  - 0007/01/02/" in as_ris(early)


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("50% of R&D: $1 #2 a_b", r"50\% of R\&D: \$1 \#2 a\_b"),
        ("}, evil = {", r"\textbraceright{}, evil = \textbraceleft{}"),
        ("a\\b~c^d", r"a\textbackslash{}b\textasciitilde{}c\textasciicircum{}d"),
        ('The "Six"\nStates', 'The "Six" States'),
        ("ОДКБ: Хартия", "ОДКБ: Хартия"),
    ],
)
def test_bibtex_escapes_what_latex_takes_for_orders(title, written):
    assert f"title        = {{{{{written}}}}},\n" in as_bibtex(replace(CITED, title=title))


def test_a_line_break_in_a_title_starts_no_line_of_ris():
    assert "TI  - States UR - x ER -\r\n" in as_ris(replace(CITED, title="States\r\nUR  - x\nER  - "))


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://x.example/?on=1999-07-01&at=0", "cstowiki-on-1999-07-01-at-0"),
        ("https://x.example/map/?body=csto&on=1999-07-01&at=1", "cstowiki-map-body-csto-on-1999-07-01-at-1"),
        ("https://x.example/users/J%C3%BCrgen/?on=1999-07-01&at=1", "cstowiki-users-J-C3-BCrgen-on-1999-07-01-at-1"),
    ],
)
def test_the_key_is_ascii_and_names_page_day_and_changeset(address, key):
    assert replace(CITED, address=address).key == key


def test_a_long_address_keeps_day_and_changeset_in_its_key():
    key = replace(CITED, address=f"https://x.example/?q={'a' * 4000}&on=1999-07-01&at=12").key
    assert key.endswith("-on-1999-07-01-at-12")
    assert len(key) <= 120


@given(title=AWKWARD)
def test_no_title_breaks_bibtex(title):
    text = as_bibtex(replace(CITED, title=title))
    depths = [0]
    for char in text:
        depths.append(depths[-1] + {"{": 1, "}": -1}.get(char, 0))
    opened = len("@online{")
    assert depths[:opened] == [0] * opened
    assert min(depths[opened:-2]) == 1  # the entry is closed by its own last brace, and no sooner
    assert depths[-2:] == [0, 0]
    assert len(text.splitlines()) == 9


@given(title=AWKWARD)
def test_no_title_breaks_ris(title):
    text = as_ris(replace(CITED, title=title))
    *lines, last = text.split("\r\n")
    assert last == ""
    assert [line[:2] for line in lines] == ["TY", "ID", "TI", "T2", "PY", "DA", "ET", "UR", "Y2", "N1", "ER"]
    assert all(RIS_LINE.fullmatch(line) for line in lines)
    assert len(text.splitlines()) == len(lines)


@given(title=AWKWARD)
def test_no_title_breaks_csl_json_or_plain_text(title):
    (item,) = json.loads(as_csl_json(replace(CITED, title=title)))
    assert set(item) == set(json.loads(as_csl_json(CITED))[0])
    assert len(as_text(replace(CITED, title=title)).splitlines()) == 1


def test_every_format_has_a_media_type_and_a_suffix():
    assert {name: (each.media, each.suffix) for name, each in FORMATS.items()} == {
        "text": ("text/plain", "txt"),
        "bibtex": ("application/x-bibtex", "bib"),
        "ris": ("application/x-research-info-systems", "ris"),
        "csl-json": ("application/vnd.citationstyles.csl+json", "json"),
    }
