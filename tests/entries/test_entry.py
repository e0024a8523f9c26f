"""What an entry says of itself by its own columns."""

import pytest
from django.core.exceptions import ValidationError

from apps.entries.entry import name_slug
from apps.entries.models import Body, Source, State
from tests import factories


def test_its_other_names_are_those_of_its_records_each_once_and_not_its_title():
    entry = State(title="Belarus", called="White Rus\n\n Byelorussia \nBelarus\nWhite Rus")
    assert entry.other_names == ["White Rus", "Byelorussia"]
    assert State(title="Belarus").other_names == []


def test_its_identifiers_are_told_by_scheme():
    entry = State(identifiers="wikidata: Q184\n \n iso3166 :BY\nurl: https://example.org/a:b\nalone")
    assert entry.known_as == [
        *(("wikidata", "Q184"), ("iso3166", "BY"), ("url", "https://example.org/a:b"), ("alone", "")),
    ]


@pytest.mark.parametrize(
    ("entry", "wants"),
    [
        (Body(), False),
        (Body(summary="An alliance.", text="Of prose."), False),
        (Body(established="2002-10-07"), True),
        (Body(dissolved=".."), False),
        (Body(parent_id=7), True),
        (Body(established="2002-10-07", cites="@paper"), False),
        (Body(established="2002-10-07", cites=" "), True),
        (Source(published="2009"), False),
    ],
)
def test_it_wants_a_source_where_it_has_facts_and_names_none(entry, wants):
    assert entry.wants_source is wants


def test_it_is_shown_by_its_title_at_its_own_address():
    entry = State(title="Belarus", slug="belarus", kind="state")
    assert (str(entry), entry.get_absolute_url()) == ("Belarus", "/states/belarus/")


def test_a_name_is_looked_up_by_its_words_in_any_script():
    assert [name_slug(name) for name in ("White Rus", "  Белая   Русь! ", "Côte d’Ivoire", "!")] == [
        *("white-rus", "белая-русь", "côte-divoire", ""),
    ]


@pytest.mark.django_db
def test_outside_an_edit_too_it_has_its_slug_alone_among_those_of_its_kind():
    belarus = factories.state("Belarus")
    belarus.clean()
    State(title="Other", slug="other").clean()
    Body(title="Belarus", slug="belarus").clean()
    with pytest.raises(ValidationError, match="Another state has the slug “belarus” already"):
        State(title="Other", slug="belarus").clean()
    with pytest.raises(ValidationError, match="“new” is an address of its own here"):
        State(title="New", slug="new").clean()
