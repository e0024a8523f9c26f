"""The status table with which a document's page opens: a row a party, as the United Nations print it."""

import csv
import io
import re

import pytest

from apps.entries import models
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db

RATIFIED = {"consent": "signature-subject-to-ratification", "in_force": "1995-07-01"}


@pytest.fixture
def treaty():
    """Armenia signed and ratified, Belarus signed, Georgia acceded and left, Kazakhstan applies it provisionally."""
    factories.source("Depositary", slug="depositary")
    treaty = factories.document("Treaty", concluded="1992-05-15", text="What it is about.", **RATIFIED)
    armenia, belarus, georgia, kazakhstan = (
        factories.state(title) for title in ("Armenia", "Belarus", "Georgia", "Kazakhstan")
    )
    factories.act(armenia, treaty, "signature", "1992-05-15", cites="@depositary, p. 1")
    factories.act(armenia, treaty, "ratification", "1994-01-10", cites="@depositary, p. 2")
    factories.act(belarus, treaty, "signature", "1992-05-15")
    factories.act(georgia, treaty, "accession", "1996-02-03", in_force="1996-05-03")
    factories.act(georgia, treaty, "denunciation", "1999", cites="@depositary, p. 3")
    factories.act(kazakhstan, treaty, "provisional-application", "1993-10")
    factories.save(
        models.Declaration(
            party=belarus, document=treaty, type="reservation", date="1992-05-15", text="Not article IX.\n\nNor <X>.",
            cites="@depositary, p. 4",
        )
    )  # fmt: skip
    return treaty


def section(client, address="/documents/treaty/"):
    """The words of the table's section."""
    found = client.get(address).content.decode().split('<section id="parties"')[1].split("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found.replace("&nbsp;", " "))).replace(" .", ".")


def headings(client, address):
    head = client.get(address).content.decode().split("</thead>")[0].replace("<wbr>", "")
    return re.findall(r'<th scope="col">([^<]+)</th>', head)


def test_it_stands_before_the_text_and_says_how_the_document_binds(client, treaty) -> None:
    page = text_of(client.get("/documents/treaty/"))
    said = (
        "A signature is subject to ratification: it makes a signatory, and no party yet. "
        "It entered into force on 1 July 1995."
    )
    assert said in page
    assert page.index(said) < page.index("What it is about.")


def test_it_has_a_column_for_each_sort_of_act_that_occurs_with_the_marks(client, treaty) -> None:
    assert headings(client, "/documents/treaty/") == [
        *("Participant", "Signature", "Provisional application(n)", "Ratification, Accession(a)", "Entry into force"),
        "Status, sources",
    ]
    assert headings(client, "/documents/treaty/?on=1992-12-31") == ["Participant", "Signature", "Status, sources"]


def test_a_row_tells_what_a_party_did_and_how_it_stands(client, treaty) -> None:
    told = section(client)
    assert "Armenia 15 May 1992 10 Jan 1994 1 Jul 1995 party assumed [1] [2]" in told
    assert "Belarus 1 15 May 1992 signatory assumed" in told
    assert "[ Georgia ] 2 3 Feb 1996 a 3 May 1996 withdrawn assumed" in told
    assert "Kazakhstan Oct 1993 n provisionally applying assumed" in told


def test_on_a_day_it_tells_what_had_been_done_by_then(client, treaty) -> None:
    told = section(client, "/documents/treaty/?on=1994-06-01")
    assert "It enters into force on 1 July 1995." in told
    assert "Armenia 15 May 1992 10 Jan 1994 contracting state certain" in told
    assert "Georgia" not in told
    told = section(client, "/documents/treaty/?on=1999-07-01")
    assert "Georgia 2 3 Feb 1996 a 3 May 1996 party possibly withdrawn possibly" in told
    assert "[ Georgia ]" not in told
    assert "Georgia denounced it, 1999. possibly [4]" in told


def test_notes_tell_who_left_and_what_was_declared(client, treaty) -> None:
    page = client.get("/documents/treaty/").content.decode()
    told = section(client)
    assert "Belarus : reservation, 15 May 1992 [3] Not article IX. Nor &lt;X&gt;." in told
    assert "Georgia denounced it, 1999. [4]" in told
    for number in (1, 2):
        assert f'href="#party-note-{number}" id="noted-{number}"' in page
        assert f'<li id="party-note-{number}"' in page


def test_single_actions_and_declarations_fold_below_it_and_keep_their_anchors(client, treaty) -> None:
    page = client.get("/documents/treaty/").content.decode()
    folded = page.split('<details class="folded">')
    assert len(folded) == 3
    assert '<div id="treaty_actions-document">' in folded[1]
    assert '<div id="declarations-document">' in folded[2]
    assert page.count('id="treaty_actions-document"') == page.count('id="declarations-document"') == 1
    assert '<a href="#treaty_actions-document">Treaty actions</a>' in page


def test_what_no_source_says_is_told_as_that_and_other_acts_have_a_column(client) -> None:
    pact = factories.document("Pact")
    factories.act(factories.state("Moldova"), pact, "observer", "1993")
    factories.act(factories.state("Ukraine"), pact, "refusal", "")
    factories.act(factories.state("Georgia"), pact, "suspension", "1999", rank="deprecated")
    told = section(client, "/documents/pact/")
    assert "No source says how it binds; a signature is taken to make a party. No source says when it entered" in told
    assert "Moldova observer, 1993 observer assumed" in told
    assert "Ukraine refusal possibly refused possibly" in told
    assert "Georgia" not in told.split("one by one")[0]


def test_where_nobody_had_done_anything_there_is_no_table(client, treaty) -> None:
    assert "parties-heading" not in client.get("/documents/treaty/?on=1992-05-14").content.decode()
    factories.document("Charter")
    assert "parties-heading" not in client.get("/documents/charter/").content.decode()


def test_a_confirmation_that_no_cell_tells_stands_beside_the_status(client, treaty) -> None:
    belarus = models.State.objects.get(slug="belarus")
    factories.save(models.Confirmation(entry=treaty, listed="treaty_actions", only=belarus, as_of="2009"))
    assert "signatory assumed last confirmed in 2009" in section(client)
    assert section(client).count("last confirmed in") == 1


def test_the_print_version_tells_it_first_with_every_action_open(client, treaty) -> None:
    page = client.get("/documents/treaty/print/").content.decode()
    chapters = re.findall(r"<h2[^>]*>([^<]*)</h2>", page)
    assert chapters[:3] == ["Parties", "Treaty actions", "Declarations and reservations"]
    assert "<details" not in page
    told = text_of(client.get("/documents/treaty/print/"))
    assert "It entered into force on 1 July 1995." in told
    assert "Georgia denounced it, 1999" in told


def test_it_can_be_had_as_csv_with_dates_as_edtf(client, treaty) -> None:
    response = client.get("/documents/treaty/?format=csv&on=1999-07-01")
    assert 'filename="treaty-parties.csv"' in response["Content-Disposition"]
    rows = {row["slug"]: row for row in csv.DictReader(io.StringIO(response.content.decode()))}
    assert rows["georgia"] == {
        "kind": "state",
        "slug": "georgia",
        "participant": "Georgia",
        "Signature": "",
        "Provisional application(n)": "",
        "Ratification, Accession(a)": "1996-02-03 a",
        "Entry into force": "1996-05-03",
        "status": "party; withdrawn",
        "certainty": "possible; possible",
        "confirmed": "1999; 1999",
        "notes": "denounced it 1999",
    }
    assert rows["armenia"]["Entry into force"] == "1995-07-01"
    assert client.get("/documents/nothing/?format=csv").status_code == 404
    assert client.get("/states/georgia/?format=csv")["Content-Type"].startswith("text/html")
    assert "format=csv" in client.get("/documents/treaty/").content.decode()
