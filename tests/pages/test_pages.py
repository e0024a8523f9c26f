"""The page of an entry: what it shows, for every kind and for single ones."""

import re

import pytest
from django.urls import reverse

from apps.entries.kinds import KINDS
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db

PROSE = "See [[Belarus]] and [[Nowhere]] [@eurasian-home, Background ¶1]."


@pytest.fixture
def article():
    return factories.source("Eurasian Home", publisher="Eurasia Heritage Foundation", published="2009")


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
def test_every_kind_has_a_page_that_reads_and_prints(client, model) -> None:
    entry = factories.make(model, "Some thing", summary="A line about it.", names=["Its other name"])
    for address in (entry.get_absolute_url(), reverse(f"{model.spec.name}:print", args=["some-thing"])):
        response = client.get(address)
        assert response.status_code == 200
        assert "<h1>Some thing</h1>" in response.content.decode()
        assert "A line about it." in text_of(response)
        assert "Its other name" in text_of(response)


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
def test_every_page_names_its_changeset_its_address_and_its_json(client, model) -> None:
    factories.make(model, "Some thing")
    page = client.get(f"/{model.spec.plural}/some-thing/").content.decode()
    assert '<a href="/changes/1/">changeset #1</a>' in page
    assert f'<link rel="canonical" href="http://testserver/{model.spec.plural}/some-thing/">' in page
    assert f'type="application/json" href="/api/v1/{model.spec.plural}/some-thing"' in page


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
@pytest.mark.parametrize("verb", ["post", "put", "delete"])
def test_a_page_takes_no_verb_that_writes(client, model, verb) -> None:
    factories.make(model, "Some thing")
    assert getattr(client, verb)(f"/{model.spec.plural}/some-thing/").status_code == 405


def test_text_is_escaped_wherever_it_stands(client) -> None:
    evil = "<script>alert(1)</script>"
    csto = factories.body("CSTO", summary=evil, names=[evil], composition=evil, text=evil, seat=evil)
    factories.member(factories.state("Belarus"), csto, note=evil)
    page = client.get("/bodies/csto/").content.decode()
    assert "alert(1)" in page
    assert evil not in page


def test_facts_are_shown_with_dates_in_words_and_links(client) -> None:
    csto = factories.body("CSTO", established="2002-10-07")
    factories.body("Secretariat", parent=csto, type="organ", identifiers="wikidata: Q12")
    page = client.get("/bodies/secretariat/").content.decode()
    assert '<a href="/bodies/csto/">CSTO</a>' in page
    assert '<a href="https://www.wikidata.org/wiki/Q12" rel="external">Q12</a>' in page
    page = client.get("/bodies/csto/").content.decode()
    assert '<time datetime="2002-10-07" title="2002-10-07">7 October 2002</time>' in page
    assert '<a href="/bodies/secretariat/">Secretariat</a>' in page


def test_a_claim_is_shown_at_both_its_ends(client) -> None:
    factories.member(factories.state("Belarus"), factories.body("CSTO"), start="2002-10-07", end="..", attested="2009")
    at_state, at_body = client.get("/states/belarus/"), client.get("/bodies/csto/")
    assert "Memberships" in text_of(at_state)
    assert '<a href="/bodies/csto/">CSTO</a>' in at_state.content.decode()
    assert "Members" in text_of(at_body)
    assert '<a href="/states/belarus/">Belarus</a>' in at_body.content.decode()
    for response in (at_state, at_body):
        assert "since 7 October 2002, last confirmed in 2009 assumed" in text_of(response)


def test_what_ended_and_what_is_deprecated_is_marked_and_kept(client) -> None:
    csto = factories.body("CSTO")
    factories.member(factories.state("Georgia"), csto, start="1994", end="1999")
    factories.member(factories.state("Ukraine"), csto, start="1994", end="..", rank="deprecated")
    assert "1994 to 1999 ended" in text_of(client.get("/bodies/csto/"))
    assert "deprecated: recorded, not held to be true" in text_of(client.get("/bodies/csto/"))
    on_a_day = text_of(client.get("/bodies/csto/?on=2005-01-01"))
    assert "Georgia" not in on_a_day
    assert "Ukraine" not in on_a_day


def test_prose_links_what_exists_and_marks_what_is_wanted(client, article) -> None:
    factories.state("Belarus")
    factories.make(KINDS[5], "Background", text=PROSE)
    page = client.get("/topics/background/?on=2005-01-01").content.decode()
    assert '<a href="/states/belarus/?on=2005-01-01">Belarus</a>' in page
    assert '<a class="missing" rel="nofollow" href="/new/?title=Nowhere">Nowhere</a>' in page


def test_references_of_facts_prose_and_claims_are_one_list_with_back_links(client, article) -> None:
    cited = "@eurasian-home, Background ¶1"
    csto = factories.body("CSTO", cites=cited, text=PROSE)
    factories.member(factories.state("Belarus"), csto, cites=f"{cited}; @eurasian-home, Participants ¶1")
    page = client.get("/bodies/csto/").content.decode()
    assert page.count('<li id="ref-') == 2
    for anchor in ("cite-1-1", "cite-1-2", "cite-1-3", "cite-2-1"):
        assert f'id="{anchor}"' in page
        assert f'href="#{anchor}"' in page
    assert '<a href="/sources/eurasian-home/">Eurasian Home</a>. Eurasia Heritage Foundation, 2009' in page
    assert "Participants ¶1" in page


def test_ids_are_unique_on_a_page_with_every_part(client, article) -> None:
    csto = factories.body("CSTO", cites="@eurasian-home", text=f"{PROSE}[^1]\n\n[^1]: A note.")
    factories.member(factories.state("Belarus"), csto, note=f"{PROSE}[^1]\n\n[^1]: Another.")
    ids = re.findall(r'\sid="([^"]+)"', client.get("/bodies/csto/").content.decode())
    assert len(ids) == len(set(ids))


def test_a_document_shows_its_parties_on_the_day_before_its_actions(client) -> None:
    treaty = factories.document("Treaty", concluded="1992-05-15")
    georgia = factories.state("Georgia")
    factories.act(georgia, treaty, "signature", "1992-05-15")
    factories.act(georgia, treaty, "withdrawal", "1999")
    page = text_of(client.get("/documents/treaty/?on=1995-01-01"))
    assert "Georgia 15 May 1992 party certain" in page
    assert page.index("Parties") < page.index("Treaty actions, one by one")
    page = text_of(client.get("/documents/treaty/?on=1999-07-01"))
    assert "Georgia 1 15 May 1992 party possibly withdrawn possibly" in page
    assert "[ Georgia ] 1 15 May 1992 withdrawn assumed" in text_of(client.get("/documents/treaty/"))
    assert "[ Georgia ] 1 15 May 1992 withdrawn certain" in text_of(client.get("/documents/treaty/?on=1999-12-31"))


def test_a_source_lists_what_rests_on_it_and_nothing_else(client, article) -> None:
    factories.source("Eurasian Home, another", slug="eurasian-home-2")
    csto = factories.body("CSTO", cites="@eurasian-home, Background ¶3")
    factories.body("NATO", cites="@eurasian-home-2, p. 1")
    factories.make(KINDS[5], "Background", text=PROSE)
    factories.member(factories.state("Belarus"), csto, start="2002", cites="@eurasian-home, Participants ¶1")
    page = text_of(client.get("/sources/eurasian-home/"))
    assert "3 records cite this source." in page
    assert "CSTO its facts Background ¶3" in page
    assert re.search(r"Background its text See Belarus and Nowhere ·.{0,30} Background ¶1", page)
    assert "Belarus – CSTO member, 2002 Participants ¶1" in page
    assert "NATO" not in page
    assert "Nothing cites this source" in text_of(client.get("/sources/eurasian-home/?at=1"))


def test_only_those_who_may_change_a_kind_are_offered_its_form(client, admin_client, django_user_model) -> None:
    belarus = factories.state("Belarus")
    form = reverse("admin:entries_state_change", args=[belarus.pk])
    assert form not in client.get("/states/belarus/").content.decode()
    client.force_login(django_user_model.objects.create_user("reader"))
    assert form not in client.get("/states/belarus/").content.decode()
    page = admin_client.get("/states/belarus/").content.decode()
    assert f'<link rel="edit" href="{form}">' in page
    assert page.count(form) == 3
    assert form not in admin_client.get("/states/belarus/?at=1").content.decode()
