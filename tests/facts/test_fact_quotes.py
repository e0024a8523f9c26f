"""Prose that quotes facts says what the wiki says of the page's day and changeset, and leads to what it quotes."""

import re
from html import unescape

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def prose(client, query: str = "") -> str:
    """The HTML of the story's prose."""
    response = client.get(f"/topics/story/{query}")
    assert response.status_code == 200
    return response.content.decode().partition('aria-label="Text"><p>')[2].partition("</p>")[0]


def said(client, query: str = "") -> str:
    return unescape(re.sub(r"<[^>]*>", "", prose(client, query)))


def tell(text: str):
    return factories.make(factories.models.Topic, "Story", text=text)


@pytest.fixture
def csto():
    csto = factories.body("CSTO", established="2002-10-07", seat="Moscow")
    seen = {"end": "..", "attested": "2014-12-31"}
    factories.member(factories.state("Armenia"), csto, start="2002-10-07", **seen)
    factories.member(factories.state("Uzbekistan"), csto, start="2006-06-23", end="2012")
    factories.member(factories.state("Serbia"), csto, start="2013-04-11", status="observer", **seen)
    return csto


@pytest.mark.parametrize(
    ("written", "query", "expected"),
    [
        ('{{members of="csto" on="2005-01-01"}}', "", "Armenia*"),
        ('{{members of="csto" on="2007-01-01"}}', "?on=2005-01-01", "Armenia and Uzbekistan*"),
        ('{{members of="csto"}}', "?on=2007-01-01", "Armenia and Uzbekistan*"),
        ('{{members of="CSTO"}}', "?on=2012-06-01", "Armenia and possibly Uzbekistan*"),
        ('{{members of="body:csto"}}', "?on=1999-01-01", "none*"),
        ('{{ members of = “csto” status="observer" }}', "?on=2014-01-01", "Serbia*"),
        ('{{count of="csto"}}', "?on=2007-01-01", "2"),
        ('{{count of="csto"}}', "?on=2012-06-01", "1 (possibly 2)"),
        ('{{count of="csto" status="observer" on="2014-01-01"}}', "", "1"),
        ('{{date of="csto"}}', "", "7 October 2002"),
        ('{{fact name="seat" of="csto"}}', "", "Moscow"),
        ('{{fact name="abbreviation" of="csto"}}', "", "not recorded"),
    ],
)
def test_a_quoted_fact_says_what_the_wiki_says_of_the_day(client, csto, written, query, expected) -> None:
    tell(written)
    assert said(client, query) == expected


def test_three_and_more_are_listed_by_title_and_the_doubtful_are_said_to_be(client, csto) -> None:
    for title in ("Aruba", "Zambia"):
        factories.member(factories.state(title), csto, start="2007", end="..", attested="2014")
    tell('{{members of="csto"}}; {{count of="csto"}}; {{members of="csto" status="observer"}}')
    assert said(client, "?on=2007-07-01") == (
        "Armenia, possibly Aruba, Uzbekistan and possibly Zambia*; 2 (possibly 4); none*"
    )
    assert said(client, "?on=2013-04-11") == "Armenia, Aruba and Zambia*; 3; Serbia*"


def test_what_is_assumed_is_said_to_be_as_last_confirmed(client, csto) -> None:
    tell('{{members of="csto"}}; {{count of="csto"}}; {{count of="csto" status="observer"}}')
    last = "(as last confirmed on 31 December 2014)"
    assert said(client, "?on=2015-01-01") == f"Armenia {last}*; 1 {last}; 1 {last}"
    assert said(client, "?on=2014-12-31") == "Armenia*; 1; 1"
    factories.member(factories.state("Kazakhstan"), csto, start="2002", end="..", attested="2009-06-14")
    between = "(as last confirmed between 14 June 2009 and 31 December 2014)"
    assert said(client, "?on=2015-01-01").startswith(f"Armenia and Kazakhstan {between}*; 2 {between}; ")


def test_a_suspension_stands_in_for_a_membership_on_the_day_that_is_quoted(client, csto) -> None:
    armenia = factories.models.State.objects.get(slug="armenia")
    factories.member(armenia, csto, start="2010-03-01", end="2010-06", status="suspended")
    tell("; ".join(f'{{{{members of="csto" on="2010-{day}"}}}}' for day in ("02-28", "03-01", "06-15", "07-01")))
    assert said(client, "?on=2005-01-01") == (
        "Armenia and Uzbekistan*; Uzbekistan*; possibly Armenia and Uzbekistan*; Armenia and Uzbekistan*"
    )


def test_one_who_is_possible_by_two_claims_is_counted_once(client, csto) -> None:
    belarus = factories.state("Belarus")
    factories.member(belarus, csto, start="2005", end="2006")
    factories.member(belarus, csto, start="2006", end="2010")
    tell('{{members of="csto"}}; {{count of="csto"}}')
    assert said(client, "?on=2006-03-01") == "Armenia and possibly Belarus*; 1 (possibly 2)"


@pytest.mark.parametrize(
    ("written", "expected", "title"),
    [
        ('{{date of="summit"}}', "14 June 2009", "Date: Summit"),
        ('{{date of="meeting"}}', "an unknown date", "Date: Meeting"),
        ('{{date of="treaty"}}', "an unknown date", "Concluded on: Treaty"),
        ('{{date of="csto"}}', "7 October 2002", "Established: CSTO"),
        ('{{fact of="csto" name="type"}}', "not recorded", "Type: CSTO"),
        ('{{fact of="council" name="parent"}}', "CSTO", "Answers to: Council"),
        ('{{fact of="council" name="established"}}', "the 1990s", "Established: Council"),
        ('{{count of="csto"}}', "0", "Member: CSTO, on 1 January 1999"),
        ('{{count of="csto" status="observer" on="2014-01-01"}}', "1", "Observer: CSTO, on 1 January 2014"),
        ('{{count of="treaty" status="suspended"}}', "1", "Suspended: Treaty, on 1 January 1999"),
        ('{{parties of="treaty"}}', "none*", "Party: Treaty, on 1 January 1999"),
    ],
)
def test_a_fact_a_date_and_a_count_say_what_they_are_of(client, csto, written, expected, title) -> None:
    factories.event("Summit", date="2009-06-14"), factories.event("Meeting")
    factories.body("Council", parent=csto, established="199X", dissolved="..")
    factories.act(factories.state("Belarus"), factories.document("Treaty"), "suspension", "1998", attested="1999")
    tell(written)
    assert said(client, "?on=1999-01-01") == expected
    assert f'{title}"' in unescape(prose(client, "?on=1999-01-01"))


def test_it_always_leads_to_what_it_quotes(client, csto) -> None:
    tell(
        '{{members of="csto" on="2005-01-01"}}; {{count of="csto"}}; {{date of="csto"}}; {{fact name="seat" of="csto"}}'
    )
    html = prose(client, "?on=2007-01-01")
    for address in (
        "/states/armenia/?on=2005-01-01",
        "/bodies/csto/?on=2005-01-01#members-body",
        "/bodies/csto/?on=2007-01-01#members-body",
        "/bodies/csto/?on=2007-01-01",
        "/bodies/csto/?on=2007-01-01#facts",
    ):
        assert f'href="{address}"' in html
    assert 'aria-label="Member: CSTO, on 1 January 2005"' in html


def test_it_is_right_for_an_earlier_state_of_the_wiki(client, csto) -> None:
    number = factories.save(
        factories.models.Topic(title="Story", slug="story", text='{{count of="csto"}} {{date of="csto"}}')
    ).number
    factories.member(factories.state("Belarus"), csto, start="2002-10-07", end="..", attested="2009")
    csto.established = "2002-09-18"
    later = factories.save(csto).number
    assert said(client, "?on=2005-01-01") == "2 18 September 2002"
    assert said(client, f"?on=2005-01-01&at={number}") == "1 7 October 2002"
    assert said(client, f"?on=2005-01-01&at={later}") == "2 18 September 2002"


@pytest.mark.parametrize(("on", "day"), [("", "2007-01-01"), (' on="2005-01-01"', "2005-01-01")])
def test_it_leads_to_what_it_quotes_at_the_changeset_of_the_page(client, csto, on, day) -> None:
    number = factories.save(
        factories.models.Topic(title="Story", slug="story", text=f'{{{{members of="csto"{on}}}}}')
    ).number
    csto.title = "ODKB"
    factories.save(csto)
    html = unescape(prose(client, f"?on=2007-01-01&at={number}"))
    assert f'href="/bodies/csto/?on={day}&at={number}#members-body"' in html
    assert f'href="/states/armenia/?on={day}&at={number}"' in html


def test_parties_to_a_document_are_quoted_too(client) -> None:
    treaty = factories.document("Treaty")
    factories.act(factories.state("Belarus"), treaty, "accession", "1993-12-31")
    factories.act(factories.state("Georgia"), treaty, "signature", "1993-09-09")
    factories.act(factories.models.State.objects.get(slug="georgia"), treaty, "withdrawal", "1999")
    tell('{{parties of="treaty"}}; {{count of="treaty"}}; {{parties of="treaty" status="withdrawn"}}')
    assert said(client, "?on=1999-07-01") == (
        "Belarus and possibly Georgia (as last confirmed on 31 December 1993)*; "
        "1 (possibly 2; as last confirmed on 31 December 1993); possibly Georgia*"
    )
    last = "(as last confirmed on 31 December 1993)"
    assert said(client, "?on=2000-07-01") == f"Belarus {last}*; 1 {last}; Georgia (as last confirmed in 1999)*"
    assert "/documents/treaty/?on=2000-07-01#parties" in prose(client, "?on=2000-07-01")
    factories.make(
        factories.models.Topic,
        "Other",
        text='{{parties of="treaty" on="1999-07-01"}}; {{parties of="treaty" on="1998-07-01"}}',
    )
    page = client.get("/topics/other/?on=2000-07-01").content.decode().partition('aria-label="Text"><p>')[2]
    told = unescape(re.sub(r"<[^>]*>", "", page.partition("</p>")[0]))
    assert told == f"Belarus and possibly Georgia {last}*; Belarus and Georgia {last}*"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("{{}}", "This cannot be read"),
        ("{{members csto}}", "This cannot be read"),
        ('{{capital of="csto"}}', "There is no quoted fact “capital”: choose members, parties, count, date or fact."),
        ("{{members}}", 'Say of what: {{members of="…"}}.'),
        ('{{members of="nato"}}', "There is no entry “nato”."),
        ('{{members of="armenia"}}', "“Armenia” is a state; “members” is of a body."),
        ('{{count of="armenia"}}', "“Armenia” is a state; “count” is of a body or a document."),
        ('{{members of="csto" on="2005"}}', "“2005” is not a day"),
        ('{{members of="csto" on="2005-02-30"}}', "“2005-02-30” is not a day"),
        ('{{members of="csto" status="king"}}', "There is no status “king” here: choose member,"),
        ('{{members of="csto" where="here"}}', "“members” does not take “where”: it takes of, on and status."),
        ('{{count of="csto" at="1"}}', "“count” does not take “at”: it takes of, on and status."),
        (
            '{{count of="treaty" status="member"}}',
            "There is no status “member” here: choose party, contracting state, provisionally",
        ),
        ('{{parties of="csto"}}', "“CSTO” is a body; “parties” is of a document."),
        ('{{date of="csto" name="seat"}}', "“date” does not take “name”: it takes of."),
        ('{{date of="story"}}', "A topic has no date."),
        ('{{fact of="csto"}}', "A body has several facts: name abbreviation,"),
        ('{{fact of="csto" name="pk"}}', "A body has no fact “pk”"),
        ('{{fact of="story" name="text"}}', "A topic has no fact “text”."),
        ('{{date of="Double"}}', "“Double” can be event:double or state:double: write which one."),
    ],
)
def test_what_cannot_be_answered_says_why_and_breaks_nothing(client, csto, written, why) -> None:
    factories.state("Double")
    factories.event("Double")
    factories.document("Treaty")
    tell(f"Before {written} after.")
    assert '<span class="quote-error">' in prose(client)
    assert f"{written}: {why}" in said(client)
    assert said(client).endswith(" after.")


def test_many_quoted_facts_ask_no_more_than_a_few(client, csto, django_assert_max_num_queries) -> None:
    kinds = [
        factories.make(model, f"The {model.spec.name}") for model in (factories.models.Event, factories.models.Person)
    ]
    quotes = [f'{{{{members of="csto" on="20{n:02}-01-01"}}}}' for n in range(60)]
    quotes += [f'{{{{fact name="{kind.spec.facts[0]}" of="{kind.slug}"}}}}' for kind in kinds]
    tell(" ".join(quotes))
    with django_assert_max_num_queries(12):
        client.get("/topics/story/")


def test_in_a_link_it_is_only_words(client, csto) -> None:
    tell('[Since {{date of="csto"}}](https://example.org/)')
    assert prose(client).count("<a ") == 1


def test_the_api_tells_the_same(client, csto) -> None:
    tell('{{count of="csto"}}')
    answer = client.get("/api/v1/topics/story?on=2007-01-01").json()
    assert ">2</a>" in answer["html"]
