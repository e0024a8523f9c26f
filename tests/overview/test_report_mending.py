"""Who is led from a report to the forms that mend what it finds; and that what it finds is text."""

import pytest
from django.urls import reverse

from apps.entries import models
from tests import factories
from tests.answers import text_of

from .test_reports import contradictions, loose_ends

pytestmark = pytest.mark.django_db

MENDED_IN = {
    "claims-before-body": ["Body 0"],
    "claims-after-body": ["Body 0"],
    "events-outside-body": ["Event 0", "Body 0"],
    "overlapping-memberships": ["State 0"],
    "overlapping-tenures": ["State 0"],
    "acts-after-withdrawal": ["State 0"],
    "end-before-start": ["Treaty 0"],
    "wanted-pages": [],
    "ambiguous-links": ["Union 0"],
    "unanswered-quotes": ["Union 0"],
    "orphans": ["Mr 0"],
    "dead-ends": ["Mr 0"],
    "uncited-facts": ["Country 0", "Body 0"],
    "unused-sources": ["Paper 0"],
    "broken-citations": ["Union 0"],
}


@pytest.mark.parametrize(("slug", "titles"), MENDED_IN.items(), ids=MENDED_IN)
def test_an_editor_is_led_to_the_forms_and_nobody_else_is(client, editor, slug, titles) -> None:
    contradictions(0, 1)
    loose_ends(0, 1)
    assert "Edit" not in text_of(client.get(f"/reports/{slug}/"))
    client.force_login(editor)
    page = client.get(f"/reports/{slug}/").content.decode()
    for title in titles:
        entry = models.Entry.objects.filter(title=title).last()
        address = reverse(f"admin:entries_{entry.kind}_change", args=[entry.pk])
        assert f'<a href="{address}">Edit {title}</a>' in page
        assert client.get(address).status_code == 200
    assert "/change/" not in client.get(f"/reports/{slug}/?at=3").content.decode()


@pytest.mark.parametrize(
    ("written", "label", "address"),
    [
        ("Atlantis", "Atlantis", "/new/?title=Atlantis"),
        ("state:Atlantis", "Atlantis", "/states/new/?title=Atlantis"),
        ("event:The 3rd & last", "The 3rd &amp; last", "/events/new/?title=The+3rd+%26+last"),
        ("nothing:Atlantis", "Atlantis", "/new/?title=nothing%3AAtlantis"),
    ],
)
def test_an_editor_is_led_to_where_a_wanted_page_is_written(client, editor, written, label, address) -> None:
    factories.make(models.Topic, "Story", text=f"[[{written}]]")
    assert "/new/" not in client.get("/reports/wanted-pages/").content.decode()
    client.force_login(editor)
    link = f'<a href="{address}">Write “{label}”</a>'
    assert link in client.get("/reports/wanted-pages/").content.decode()
    assert link not in client.get("/reports/wanted-pages/?at=1").content.decode()
    editor.groups.clear()
    assert link not in client.get("/reports/wanted-pages/").content.decode()


def test_titles_and_facts_are_text_and_not_markup(client, editor) -> None:
    client.force_login(editor)
    evil = "<b onmouseover=alert(1)>x</b>\"'"
    state = factories.state(evil, slug="evil")
    for who in ("one", "two"):
        person = factories.person(f"{evil} {who}", slug=who)
        factories.save(models.Tenure(person=person, institution=state, office=evil, start="2002", end=".."))
    page = client.get("/reports/overlapping-tenures/").content.decode()
    assert "1 found" in page
    assert "<b onmouseover" not in page
    assert page.count("&lt;b onmouseover=alert(1)&gt;x&lt;/b&gt;&quot;&#x27;") >= 5


def test_names_quotes_and_facts_are_text_and_not_markup(client, editor) -> None:
    client.force_login(editor)
    evil = "<b onmouseover=alert(1)>x</b>\"'"
    people = [models.Person(title=evil, slug=slug, description=evil, summary=evil) for slug in ("one", "two")]
    text = f'[[{evil}]] [[wanted {evil}]] {{{{date of="<b onmouseover=alert(1)>"}}}}'
    factories.save(*people, models.Topic(title=f"Of {evil}", slug="story", text=text))
    for slug in ("wanted-pages", "ambiguous-links", "unanswered-quotes", "orphans", "dead-ends", "uncited-facts"):
        page = client.get(f"/reports/{slug}/").content.decode()
        assert "<b onmouseover" not in page
        assert "&lt;b onmouseover=alert(1)&gt;" in page, slug
