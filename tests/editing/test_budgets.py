"""Texts with too much in them: refused where they are saved, told in the preview, and shown if they are stored."""

import pytest

from apps.editing.forms import refusals
from apps.entries import cited
from apps.entries.models import Body, Membership, Topic
from apps.facts import entry_data
from apps.wikitext import budget
from tests import factories
from tests.answers import text_of
from tests.editing import forms_of_admin
from tests.editing.forms_of_pages import address, edited, errors, shown

pytestmark = pytest.mark.django_db
SIX = "".join(f"[[N{number}]] " for number in range(6))
SAID = "There are 6 links to different entries: at most 5 are allowed in one text."


@pytest.fixture
def few(monkeypatch):
    """A budget that is soon exhausted."""
    monkeypatch.setattr(budget, "MOST_LINKS", 5)


@pytest.fixture
def csto():
    return factories.body("CSTO")


@pytest.mark.usefixtures("few")
def test_a_text_with_too_much_in_it_is_refused_at_its_field(signed_in, csto):
    answer = edited(signed_in, csto, text=SIX)
    assert errors(answer)["text"] == SAID
    assert SIX in answer.context["page"].form["text"].value()  # nothing that was written is lost
    assert Body.objects.get().text == ""
    assert edited(signed_in, csto, text=SIX.replace("[[N5]]", "[[N4]]")).status_code == 302


@pytest.mark.usefixtures("few")
def test_a_note_of_a_claim_is_held_to_it_too(signed_in, csto):
    factories.member(factories.state("Belarus"), csto)
    answer = edited(signed_in, csto, **{"members-body-0-note": SIX})
    assert errors(answer)["members-body-0-note"] == SAID
    assert Membership.objects.get().note == ""


@pytest.mark.usefixtures("few")
def test_the_preview_tells_it_and_shows_the_rest_as_it_was_written(signed_in, csto):
    data = shown(signed_in.get(address(csto))) | {"text": SIX, "act": "preview"}
    answer = signed_in.post(address(csto), data, headers={"HX-Request": "true"})
    assert f"{SAID} What is too much is shown as it was written." in text_of(answer)
    html = answer.content.decode()
    assert "N4</a> N5" in html
    assert html.count('class="missing"') == 5


def test_citations_of_facts_have_a_budget(signed_in, csto, monkeypatch):
    factories.source("Eurasian Home")
    monkeypatch.setattr(cited, "MOST_CITATIONS", 2)
    assert edited(signed_in, csto, cites="@eurasian-home, 1; @eurasian-home, 2").status_code == 302
    answer = edited(signed_in, csto, cites="@eurasian-home, 1; @eurasian-home, 2; @eurasian-home, 3")
    assert errors(answer)["cites"] == "There are 3 citations: at most 2 are allowed in one text."


def test_what_is_stored_beyond_it_shows_with_the_surplus_as_words(client, monkeypatch):
    topic = factories.make(Topic, "Background", text=SIX)
    monkeypatch.setattr(budget, "MOST_LINKS", 5)
    for place in ("", "?at=1", "print/"):
        html = client.get(topic.get_absolute_url() + place).content.decode()
        assert "N4</a> N5" in html
        assert html.count('class="missing"') == 5


@pytest.mark.parametrize(("most", "notes"), [(7, 1), (6, 0), (1, 0)])
def test_a_page_bears_only_so_much_in_all_its_notes(client, csto, monkeypatch, most, notes):
    monkeypatch.setattr(entry_data, "MOST_HOLES", most)
    belarus = factories.state("Belarus", text=SIX)
    for number in range(3):
        factories.member(belarus, csto, start=str(1991 + number), note=f"See [[A{number}]].")
    html = client.get(belarus.get_absolute_url()).content.decode()
    assert html.count('class="missing"') == 6 + notes  # the text of the entry itself has a budget of its own
    assert html.count("See [[A") == 3 - notes


def test_all_texts_of_a_form_together_have_a_budget_and_nothing_is_lost(signed_in, csto, monkeypatch):
    monkeypatch.setattr(refusals, "MOST_MARKS", 3)
    factories.member(factories.state("Belarus"), csto)
    texts = {"text": "[[Belarus]] [[CSTO]]", "members-body-0-note": "[[Belarus]] [[CSTO]]"}
    said = "There are 4 links, citations and quoted facts in this form, but one edit may have 3."
    answer = edited(signed_in, csto, **texts)
    assert answer.status_code == 200
    assert said in text_of(answer)
    assert text_of(answer).count(said) <= 2  # at the form, and in the list of its mistakes
    assert answer.content.decode().count("[[Belarus]] [[CSTO]]") == 2
    assert (Body.objects.get().text, Membership.objects.get().note) == ("", "")
    data = shown(signed_in.get(address(csto))) | texts | {"act": "preview"}
    assert said in text_of(signed_in.post(address(csto), data, headers={"HX-Request": "true"}))
    assert edited(signed_in, csto, text="[[Belarus]] [[CSTO]]").status_code == 302


def test_the_administrations_form_has_it_too(client, editor, csto, monkeypatch):
    monkeypatch.setattr(refusals, "MOST_MARKS", 1)
    client.force_login(editor)
    answer = forms_of_admin.edited(client, csto, text="[[Belarus]] [[CSTO]]")
    assert "one edit may have 1." in text_of(answer)
    assert Body.objects.get().text == ""
