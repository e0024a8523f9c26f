"""The print version: an entry chapter by chapter, without navigation, its references and addresses in full."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.entries import models
from apps.entries.kinds import KINDS
from apps.pages.printing.contents import short_heading
from apps.pages.printing.telling import deeper
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db

MOST = 18


def chapters(response):
    """The headings of the chapters, in their order."""
    return re.findall(r"<h2[^>]*>([^<]*)</h2>", response.content.decode())


@pytest.fixture
def source():
    return factories.source(
        "Eurasian Home", author="A. Author", publisher="A Foundation", published="2009", url="https://example.org/csto"
    )


@pytest.fixture
def csto(source):
    """A body with something of everything that the article has of it."""
    csto = factories.body(
        "Collective Security Treaty Organization",
        slug="csto",
        names=["CSTO"],
        established="2002-10-07",
        identifiers="wikidata: Q318693",
        cites="@eurasian-home, Title ¶3",
        text="It is led by [[Council]]. See [[topic:managing-bodies-of-the-csto]] and [a page](https://example.org/prose).",
    )
    belarus, lavrov = factories.state("Belarus"), factories.person("Sergei Lavrov")
    council = factories.body("Council", parent=csto, cites="@eurasian-home, Managing Bodies ¶1", composition="Heads")
    headquarters = factories.body("Headquarters", parent=council, established="1999")
    member, post = {"member": belarus, "body": csto}, {"person": lavrov, "office": "Chief"}
    factories.save(
        models.Membership(**member, start="2002-10-07", end="..", cites="@eurasian-home, Participants ¶1"),
        models.Tenure(**post, institution=headquarters, start="2003", cites="@eurasian-home, Personalities ¶1"),
        models.Participation(party=csto, event=factories.event("Handover", date="2006"), role="participant"),
    )
    factories.event("Founding summit", date="2002-10-07", organisation=csto, cites="@eurasian-home, Background ¶3")
    factories.document("Charter", organisation=csto, url="https://example.org/charter", cites="@eurasian-home, p. 9")
    about = "[[CSTO]] [@eurasian-home, {}]."
    for title, text in (
        ("Background of the CSTO", f"# Before\n\n{about.format('Background ¶1')}"),
        ("Objectives of the CSTO", about.format("Major Objectives ¶1")),
        ("Managing bodies of the CSTO", "At the top stands a council."),
        ("Experts' assessment of the CSTO", about.format("Background ¶9")),
        ("Another thing", about.format("Background ¶8")),
        ("History of the CSTO's rival", "It has nothing to do with it."),
    ):
        factories.make(models.Topic, title, text=text, slug="-".join(re.findall(r"\w+", title.lower())))
    return csto


def test_a_body_is_told_in_the_order_of_the_article(client, csto) -> None:
    response = client.get("/bodies/csto/print/")
    assert chapters(response) == [
        *("Participants", "Background", "Objectives", "Experts&#x27; assessment", "Managing bodies", "Documents"),
        *("Personalities", "Participation in events", "Names", "Links", "References"),
    ]
    page = text_of(response)
    for said in (
        "Belarus member since 7 October 2002, last confirmed",
        "Founding summit , 7 October 2002",
        "At the top stands a council.",
        "Headquarters",
        "Sergei Lavrov Chief Headquarters from 2003",
        "Charter",
    ):
        assert said.removesuffix(", last confirmed") in page


def test_topics_are_told_in_full_where_they_are_linked_to_or_named_after_the_entry_and_link_to_it(client, csto) -> None:
    page = client.get("/bodies/csto/print/").content.decode()
    assert "Another thing" not in page
    assert "rival" not in page
    assert re.search(r'<h3 id="note-\d+-before">Before</h3>', page)  # one level below the chapter
    assert chapters(client.get("/states/belarus/print/"))[0] == "Memberships"


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Background of the CSTO", "Background"),
        ("CSTO: background", "Background"),
        ("The CSTO’s forces", "Forces"),
        ("Experts on a body of states", "Experts on a body of states"),
        ("CSTO", "CSTO"),
        ("History of the (CSTO", "History of the (CSTO"),
    ],
)
def test_a_heading_leaves_out_the_name_that_the_title_holds(title, heading) -> None:
    assert short_heading(title, ["CSTO", "odkb (Russian"]) == heading


def test_headings_go_one_level_down_and_nothing_else_changes() -> None:
    assert deeper('<h2 id="a">h2</h2><h6>b</h6><hr>') == '<h3 id="a">h2</h3><h6>b</h6><hr>'


def test_every_citation_is_in_one_list_in_full(client, csto) -> None:
    page = client.get("/bodies/csto/print/").content.decode()
    numbers = [int(number) for number in re.findall(r'<li id="ref-(\d+)">', page)]
    assert numbers == list(range(1, 10))
    assert {int(number) for number in re.findall(r'href="#ref-(\d+)"', page)} == set(numbers)
    told = text_of(client.get("/bodies/csto/print/")).partition("References")[2]
    for locator in ("Title ¶3", "Participants ¶1", "Personalities ¶1", "Managing Bodies ¶1", "Background ¶3", "p. 9"):
        assert f"A. Author. Eurasian Home . A Foundation, 2009. {locator} . https://example.org/csto" in told
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_links_print_the_addresses_outside_this_site_once_each(client, csto) -> None:
    links = text_of(client.get("/bodies/csto/print/")).partition("Links ")[2].partition(" References")[0]
    assert links == (
        "Collective Security Treaty Organization in Wikidata, Q318693: https://www.wikidata.org/wiki/Q318693 "
        "Charter: https://example.org/charter Eurasian Home: https://example.org/csto"
    )


def test_there_is_no_navigation_and_no_form_but_a_link_back(client, csto) -> None:
    page = client.get("/bodies/csto/print/?on=2005-01-01&at=4").content.decode()
    for absent in ("<nav", "<form", "<input", "/history/", "/edit/", "style="):
        assert absent not in page
    assert '<a href="/bodies/csto/?on=2005-01-01&amp;at=4">← Collective' in page


def test_both_times_and_the_permanent_address_stand_at_head_and_foot(client, csto) -> None:
    address = "http://testserver/bodies/csto/?on=2005-01-01&at=4"
    page = text_of(client.get("/bodies/csto/print/?on=2005-01-01&at=4"))
    assert page.count("As it stood on 1 January 2005, as recorded here on ") == 2
    assert page.count("(changeset 4).") == 2
    assert page.count(f"Permanent address: {address.replace('&', '&amp;')}") == 2
    assert "As it stands on " in text_of(client.get("/bodies/csto/print/"))
    assert "before the first changeset" not in page


def test_on_a_day_it_shows_what_held_then_and_how_surely(client, csto) -> None:
    page = text_of(client.get("/bodies/csto/print/?on=1999-07-01"))
    assert "did not exist" in page
    assert "Belarus member" not in page
    assert "Headquarters" not in page
    assert "Founding summit" not in page
    assert "Charter" not in page  # nothing is of a body on a day on which there is none
    page = text_of(client.get("/bodies/csto/print/?on=2002-10-07"))
    assert "Charter possibly The date is not known. " in re.sub(r" \[\d+\]", "", page)
    assert "Founding summit , 7 October 2002" in page
    assert "Founding summit , 7 October 2002" in text_of(client.get("/bodies/csto/print/"))


def test_at_shows_what_was_recorded_then(client, csto) -> None:
    csto.text = "Written later."
    newest = factories.save(csto).number
    assert "Written later." in text_of(client.get("/bodies/csto/print/"))
    assert "It is led by Council" in text_of(client.get(f"/bodies/csto/print/?at={newest - 1}"))
    then = client.get("/bodies/csto/print/?at=2")
    assert chapters(then) == ["Names", "Links", "References"]


def test_parts_of_what_was_gone_stand_in_its_place(client, source) -> None:
    top = factories.body("Top", established="1990")
    middle = factories.body("Middle", parent=top, established="1990", dissolved="1995")
    factories.body("Bottom", parent=middle, established="1990")
    assert "Bottom" in text_of(client.get("/bodies/top/print/?on=1993-01-01"))
    page = text_of(client.get("/bodies/top/print/?on=2000-01-01"))
    assert "Answers to Middle, which did not exist on that day." in page
    assert "Middle ended" in text_of(client.get("/bodies/top/print/"))


def test_a_document_tells_its_parties_and_a_source_what_rests_on_it(client, source) -> None:
    treaty = factories.document("Treaty", concluded="1992-05-15")
    factories.act(factories.state("Georgia"), treaty, "signature", "1992-05-15", cites="@eurasian-home, p. 1")
    factories.act(models.State.objects.get(), treaty, "withdrawal", "1999", cites="@eurasian-home, p. 2")
    response = client.get("/documents/treaty/print/?on=1999-07-01")
    assert chapters(response)[:2] == ["Parties", "Treaty actions"]
    assert "Georgia 1 15 May 1992 party possibly withdrawn possibly [1]" in text_of(response)
    page = text_of(client.get("/sources/eurasian-home/print/"))
    assert "Georgia – Treaty signature, 15 May 1992 p. 1" in page.replace("1992-05-15", "15 May 1992")


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
def test_the_ladder_holds_for_every_kind(client, admin_client, model) -> None:
    entry = factories.make(model, "Some thing", slug="once", names=["Its other name"])
    entry.slug = "some-thing"
    factories.save(entry)
    address = f"/{model.spec.plural}/some-thing/print/"
    for query in ("", "?on=1999-07-01", "?at=2", "?on=1999-07-01&at=2"):
        for reader in (client, admin_client):
            assert "<h1>Some thing</h1>" in reader.get(address + query).content.decode()
    for former in ("once", "its-other-name"):
        moved = client.get(f"/{model.spec.plural}/{former}/print/?on=1999-07-01")
        assert (moved.status_code, moved["Location"]) == (301, f"{address}?on=1999-07-01")
    assert client.get(f"/{model.spec.plural}/nothing/print/").status_code == 404
    assert client.get(f"{address}?format=doc").status_code == 400
    assert client.get(f"{address}?on=yesterday").status_code == 400
    for verb in ("post", "put", "delete"):
        assert getattr(client, verb)(address).status_code == 405


def test_hostile_text_is_escaped_wherever_it_stands(client, source) -> None:
    evil = "<script>alert(1)</script>"
    csto = factories.body("CSTO", summary=evil, names=[evil], composition=evil, text=evil, seat=evil)
    factories.body("Part", parent=csto, composition=evil, cites=f"@eurasian-home, {evil}")
    factories.member(factories.state("Belarus"), csto, note=evil)
    factories.make(models.Topic, f"{evil} of CSTO", slug="evil", text=f"[[CSTO]] {evil}")
    page = client.get("/bodies/csto/print/").content.decode()
    assert page.count("alert(1)") > 5
    assert "<script>" not in page
    assert evil not in page


def test_it_asks_as_often_for_twenty_claims_as_for_five(client, csto) -> None:
    def add(first, last):
        rows = []
        for n in range(first, last):
            cites = f"@eurasian-home, p. {n}"
            state = models.State(title=f"State {n}", slug=f"state-{n}")
            part = models.Body(title=f"Body {n}", slug=f"body-{n}", parent=csto, cites=cites)
            holder = models.Person(title=f"Person {n}", slug=f"person-{n}")
            rows += [state, part, holder, models.Tenure(person=holder, institution=part, office="Head", cites=cites)]
            rows += [models.Membership(member=state, body=csto, start="2002", cites=cites, note=f"[[State {n}]]")]
            rows += [models.Event(title=f"Event {n}", slug=f"event-{n}", organisation=csto, cites=cites)]
            rows += [models.Topic(title=f"Affair {n} of the CSTO", slug=f"affair-{n}", text=f"[[CSTO]] {n}")]
        return factories.save(*rows).number

    counts = []
    for number in (add(0, 5), add(5, 20)):
        for query in ("", f"?on=2005-07-01&at={number}"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(f"/bodies/csto/print/{query}").status_code == 200
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
    assert max(counts) <= MOST
