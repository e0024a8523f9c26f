"""Prose is rendered once, as it is saved: reading it renders nothing, and costs no more for that."""

import pytest
from django.db import connection
from markdown_it import MarkdownIt

from apps.entries import models
from apps.entries.linking.mentions import mentions
from apps.entries.rendered import rendering
from apps.wikitext import render
from apps.wikitext.skeleton import FORMAT
from tests import factories
from tests.cost import cost

pytestmark = pytest.mark.django_db

SENTENCE = "The **treaty** was signed in *Tashkent* by [[State {n}|six states]] on 15 May 1992 [@article, p. {n}]. "
PLAIN = "More words follow here without any mark at all, as most of them do in prose. "
TEXT = "\n\n".join(SENTENCE.format(n=n) + PLAIN for n in range(100)) + "\n\n" + PLAIN * 40
"""Some 20 KB with 100 links and 100 citations."""


@pytest.fixture
def no_rendering(monkeypatch):
    def refuse(text):
        raise AssertionError(f"rendered as it was read: {text[:60]}")

    render._parsed.cache_clear()
    monkeypatch.setattr(render, "_parse", refuse)


@pytest.fixture
def story():
    factories.source("Article")
    story = factories.make(models.Topic, "Story", text=TEXT)
    csto = factories.body("CSTO", text='Of [[Story]] {{count of="csto"}}.')
    factories.member(factories.state("State 1"), csto, note="A note [@article, p. 1] on [[State 1]]. " * 20)
    return story


def test_pages_of_the_present_render_nothing(client, story, no_rendering) -> None:
    for address in ("/topics/story/", "/topics/story/print/", "/bodies/csto/?on=2005-01-01", "/topics/story/links/"):
        assert client.get(address).status_code == 200
    assert client.get("/sources/article/").status_code == 200
    assert client.get("/api/v1/topics/story").status_code == 200
    assert client.get("/topics/story/").content.count(b'class="cite"') == 100


def prose(client, address: str) -> str:
    page = client.get(address).content.decode()
    return page.partition('aria-label="Text">')[2].partition("</section>")[0]


def test_pages_of_the_past_are_rendered_as_they_are_read_and_say_the_same(client, story) -> None:
    number = factories.save(factories.models.Topic(title="Later", slug="later")).number
    assert "rendered" not in {field.name for field in models.Topic.history.model._meta.get_fields()}
    now, then = prose(client, "/topics/story/"), prose(client, f"/topics/story/?at={number}")
    assert len(now) > 20_000
    assert then.replace(f'/?at={number}"', '/"') == now


def test_a_rendering_of_another_format_is_made_anew_as_it_is_read(client, story) -> None:
    now = prose(client, "/topics/story/")
    with connection.cursor() as cursor:
        changed = [f'"format":{FORMAT}', '"format":0', "treaty", "TREATY"]
        cursor.execute("UPDATE entries_entry SET rendered = replace(replace(rendered, %s, %s), %s, %s)", changed)
    assert prose(client, "/topics/story/") == now


def test_rendering_as_it_is_saved_costs_less_than_three_times_bare_markdown(story) -> None:
    bare = MarkdownIt("commonmark").enable("table")

    def best(act) -> float:
        def anew():
            render._parsed.cache_clear()
            act()

        return min(cost(anew) for _ in range(5))

    assert 18_000 < len(TEXT) < 22_000

    def as_saved():
        story.full_clean()  # asks the same text for its sources
        story.rendered = rendering(story.text)
        assert len(mentions(story)) == 200

    assert best(as_saved) < 3 * best(lambda: bare.render(TEXT)) + 0.25
