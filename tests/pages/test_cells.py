"""Cells that are written without templates: nothing of what editors write is taken for HTML."""

from types import SimpleNamespace

import pytest
from django.template import Context

from apps.entries.field_values import Value, read_value
from apps.entries.languages import Language
from apps.entries.models import State
from apps.entries.world import World
from apps.pages.templatetags.cells import Cells, accounts, marks, state
from apps.wikitext.links import Mark
from tests import factories

HOSTILE = """<b>"&'"""
SAFE = "&lt;b&gt;&quot;&amp;&#x27;"


def cells(**context):
    return Cells(Context(context))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Value("a", "A", "text", HOSTILE, HOSTILE), SAFE),
        (Value("a", "A", "text", None, ""), ""),
        (Value("a", "A", "address", HOSTILE, HOSTILE), f'<a href="{SAFE}" rel="external">{SAFE}</a>'),
        (Value("a", "A", "date", "May 1992", "1992-05"), '<time datetime="1992-05" title="1992-05">May 1992</time>'),
        (Value("a", "A", "date", HOSTILE, HOSTILE), f'<span title="{SAFE}">{SAFE}</span>'),
        (Value("a", "A", "entry", None, ""), ""),
        (
            Value("a", "A", "text", HOSTILE, HOSTILE, Language("ar", "Arabic", right_to_left=True)),
            f'<span class="alias" lang="ar" dir="rtl">{SAFE}</span>',
        ),
    ],
)
def test_a_value_is_shown_in_its_form(value, shown):
    assert cells().value(value) == shown


def test_an_entry_is_linked_to_in_the_world_of_the_page():
    entry = State(kind="state", title=HOSTILE, slug="belarus")
    value = Value("a", "A", "entry", entry, "belarus")
    assert cells().value(value) == f'<a href="/states/belarus/">{SAFE}</a>'
    world = World.asked(None, "1999-07-01", None)
    assert cells(world=world).value(value) == f'<a href="/states/belarus/?on=1999-07-01">{SAFE}</a>'


def test_a_draft_has_no_past():
    assert cells(draft=True).past("/a/", "it") == cells().past("", "it") == ""
    assert f'href="/a/?b&amp;c" rel="nofollow" title="History" aria-label="History: {SAFE}"' in cells().past(
        "/a/?b&c", HOSTILE
    )


@pytest.mark.parametrize("known", ["", "assumed", "deprecated", "ended", "coming", "possible"])
def test_a_state_is_told_with_the_note(known):
    row = SimpleNamespace(state=known, why=HOSTILE, note=HOSTILE)
    told = state(row)
    assert told.endswith(f'<div class="note">{SAFE}</div>')
    assert (SAFE in told.removesuffix(f'<div class="note">{SAFE}</div>')) == (known == "possible")
    assert ("tag" in told) == bool(known)


def test_sources_that_disagree_are_told_in_one_line():
    one = SimpleNamespace(said="member", dates="1999", when="in 1999", rank="", marks=[Mark(1, "ref-1", "cite-1-1")])
    other = SimpleNamespace(said="", dates="2000", when=HOSTILE, rank="preferred", marks=[])
    told = accounts(SimpleNamespace(accounts=[one, other]))
    assert told.startswith('<div class="accounts small">Sources disagree: member <span title="1999">in 1999</span><sup')
    assert told.endswith(f' – <span title="2000">{SAFE}</span> (preferred)</div>')
    assert accounts(SimpleNamespace(accounts=[])) == marks(None) == ""


@pytest.mark.django_db
def test_a_fact_with_choices_is_told_in_their_words_and_one_that_is_none_as_it_is():
    body = factories.body(type="headquarters")
    assert read_value(body, "type").shown == body.get_type_display()
    body.type = "nothing that can be chosen"
    assert read_value(body, "type").shown == "nothing that can be chosen"
