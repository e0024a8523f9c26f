"""Addresses that are worked out once are those that Django gives, for every page and wherever the site is mounted."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse, set_script_prefix

from apps.web import addresses
from apps.web.addresses import address_of

CASES = [
    ("home",),
    ("changeset", 12),
    ("state:entry", "belarus"),
    ("state:entry", "csto-2"),
    ("state:compare", "belarus", 3, 14),
    ("body:claim", "csto", "treaty-actions", 7),
    ("user", "ada"),
]


@pytest.fixture(autouse=True)
def nothing_worked_out():
    addresses._pieces.cache_clear()
    addresses._rest.cache_clear()
    yield
    set_script_prefix("/")


@pytest.mark.parametrize("prefix", ["/", "/wiki/"])
@pytest.mark.parametrize("case", CASES)
def test_it_is_what_django_gives_the_first_time_and_the_second(case, prefix):
    name, *parts = case
    address_of(name, *parts)
    set_script_prefix(prefix)
    assert address_of(name, *parts) == reverse(name, args=parts)
    assert address_of(name, *parts).startswith(prefix)


@pytest.mark.parametrize("part", ["Übersee", "a b", "a/b", "x%20", "ä"])
def test_a_part_that_is_written_otherwise_in_an_address_is(part):
    assert address_of("user", part) == reverse("user", args=[part])


def test_what_leads_nowhere_is_refused():
    with pytest.raises(NoReverseMatch):
        address_of("nowhere")
    with pytest.raises(NoReverseMatch):
        address_of("state:entry", "")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{% url 'changeset' 12 %}", "/changes/12/"),
        ("{% url 'state:entry' slug %}", "/states/belarus/"),
        ("{% url kind|add:':entry' slug as address %}[{{ address }}]", "[/states/belarus/]"),
        ("{% url 'state:entry' slug=slug model=1 as address %}[{{ address }}]", "[]"),
        ("{% url 'nowhere' as address %}[{{ address }}]", "[]"),
        ("{% url 'user' 'a&b' %}", "/users/a&amp;b/"),
        ("{% autoescape off %}{% url 'user' 'a&b' %}{% endautoescape %}", "/users/a&b/"),
    ],
)
def test_templates_have_them(written, shown):
    assert Template(written).render(Context({"slug": "belarus", "kind": "state"})) == shown


def test_a_template_that_leads_nowhere_is_refused():
    with pytest.raises(NoReverseMatch):
        Template("{% url 'nowhere' %}").render(Context())
