"""For forty days and every state: page, map, matrix and API give one answer, and it is the article's."""

import csv
import io
import re
from datetime import date, timedelta

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("article")]

TREATY, CSTO = "collective-security-treaty", "csto"
FOUNDERS = ("armenia", "belarus", "kazakhstan", "kyrgyzstan", "russia", "tajikistan")
OTHERS = ("afghanistan", "united-states")
STATES = (*FOUNDERS, *OTHERS, "azerbaijan", "georgia", "moldova", "ukraine", "uzbekistan")

BORDERS = [
    date(*day)
    for day in (
        *((1992, 5, 15), (1993, 1, 1), (1993, 12, 31), (1999, 1, 1), (1999, 12, 31), (2002, 10, 7)),
        *((2003, 12, 26), (2006, 6, 22), (2006, 6, 23), (2007, 10, 6), (2008, 3, 28), (2009, 6, 14)),
        (2009, 12, 31),
    )
]
DAYS = sorted(
    {border + timedelta(days=beside) for border in BORDERS for beside in (-1, 0, 1)}
    | {date(1991, 12, 31), date(1993, 7, 1), date(1996, 2, 29), date(1999, 7, 1), date(2001, 9, 11), date(2020, 1, 1)}
)
"""Both sides of every date that the article gives, and days between them."""

Answer = set[tuple[str, str, str]]
"""Status, certainty and, of what is assumed, the date up to which it is confirmed."""


def surely(day: date, until: date, confirmed: str) -> tuple[str, str]:
    """What goes on is certain up to the day until which it is confirmed, and assumed after it."""
    return ("certain", "") if day <= until else ("assumed", confirmed)


def span(day: date, year: int) -> str:
    """Whether what happened some day in a year has not, possibly or certainly happened by a day."""
    if day < date(year, 1, 1):
        return ""
    return "certain" if day >= date(year, 12, 31) else "possible"


def key_to_treaty(state: str, day: date) -> Answer:
    """How a state stood to the Treaty, by the article alone."""
    if state in OTHERS:
        return set()
    if state in ("azerbaijan", "moldova", "ukraine"):
        came, left = span(day, 1993), span(day, 1999) if state == "azerbaijan" else ""
        first = "observer"
        until = (date(1999, 12, 31), "1999") if state == "azerbaijan" else (date(1993, 12, 31), "1993")
    else:
        came, left = ("certain" if day >= date(1992, 5, 15) else ""), ""
        if state in ("georgia", "uzbekistan"):
            left = span(day, 1999)
        if state == "uzbekistan" and day >= date(2006, 6, 23):
            left = ""
        first = "party"
        until = date(2002, 10, 7), "2002-10-07"  # it was they that made an organisation of the Treaty
        if state == "georgia":
            until = date(1999, 12, 31), "1999"
        if state == "uzbekistan":
            until = date(2006, 6, 23), "2006-06-23"
    if not came:
        return set()
    if left == "certain":
        return {("withdrawn", *surely(day, *until))}
    if left:
        return {(first, "possible", ""), ("withdrawn", "possible", "")}
    return {(first, "possible", "")} if came == "possible" else {(first, *surely(day, *until))}


def key_to_csto(state: str, day: date) -> Answer:
    """How a state stood to the organisation, by the article alone."""
    since = date(2006, 6, 23) if state == "uzbekistan" else date(2002, 10, 7)
    if state not in (*FOUNDERS, "uzbekistan") or day < since:
        return set()
    return {("member", *surely(day, date(2009, 12, 31), "2009"))}


def told(row: str) -> tuple[str, str]:
    """How sure a row of a table says it is, and up to when it is confirmed if it is assumed."""
    if "tag doubt" in row:
        return "possible", ""
    if "tag assumed" not in row:
        return "certain", ""
    confirmed = re.search(r'last confirmed (?:in (\d{4})|<span title="([^"]+)">)', row)
    return "assumed", (confirmed[1] or confirmed[2]) if confirmed else "unknown"


def sure(answers: dict[str, Answer]) -> dict[str, set[tuple[str, str]]]:
    """Answers without the dates up to which they are confirmed."""
    return {state: {each[:2] for each in found} for state, found in answers.items()}


def says_so(table: dict[str, Answer], expected: dict[str, Answer]) -> bool:
    """Whether a table gives these answers; up to when they are confirmed it may leave to a cell that tells it."""
    dated = {state: {each for each in found if each[2] != "unknown"} for state, found in table.items()}
    return sure(table) == sure(expected) and all(dated[state] <= expected[state] for state in dated)


HELD = r'data-status="([a-z ]+)" data-certainty="([a-z]+)"(.*?)(?=data-status|</td>)'


def on_page(client, address: str, day: date) -> dict[str, Answer]:
    """By state, what its row in the list along time says."""
    page = client.get(address, {"on": day.isoformat()}).content.decode()
    found: dict[str, Answer] = {state: set() for state in STATES}
    for row in page.partition('id="membership"')[2].partition("</ul>")[0].split("<li>")[1:]:
        state = re.search(r'<span class="who">.*?<a href="/states/([a-z-]+)/', row, re.DOTALL)[1]
        for claim in row.split('<div class="claim')[1:]:
            found[state].add((re.search(r"<p>([a-z ]+?) <", claim)[1], *told(claim)))
    return found


def in_status_table(client, address: str, day: date) -> dict[str, Answer]:
    """By state, what the table of parties on a document's page says."""
    page = client.get(address, {"on": day.isoformat()}).content.decode()
    found: dict[str, Answer] = {state: set() for state in STATES}
    for row in page.split('<section id="parties"')[-1].split("</table>")[0].split("<tr>")[2:]:
        state = re.search(r"/states/([a-z-]+)/", row)[1]
        for status, certainty, shown in re.findall(HELD, row, re.DOTALL):
            assert told(shown)[0] == certainty
            found[state].add((status, *told(shown)))
    return found


def on_map(client, query: dict[str, str], day: date) -> tuple[dict[str, Answer], dict[str, tuple[str, str]]]:
    """By state, what the map's table says, and how the state is drawn."""
    page = client.get("/map/", {**query, "on": day.isoformat()}).content.decode()
    drawn = {
        state: (status, certainty)
        for state, status, certainty in re.findall(
            r'data-state="([a-z-]+)" data-status="([a-z ]*)" data-certainty="([a-z]*)"', page
        )
    }
    table: dict[str, Answer] = {state: set() for state in STATES}
    rows = page.split('id="statuses"')[1].split("</tbody>")[0]
    for row in rows.split("<tr")[2:]:
        state = re.search(r"/states/([a-z-]+)/", row)[1]
        status = re.search(r'data-label="Status">([a-z ]+)<', row)[1]
        table[state].add((status, *told(row)))
    return table, drawn


def in_matrix(client, day: date) -> dict[tuple[str, str], Answer]:
    """By state and subject, what the matrix says, by its CSV; its cells must say the same."""
    found: dict[tuple[str, str], Answer] = {}
    lines = client.get("/participation/", {"on": day.isoformat(), "format": "csv"}).content.decode()
    rows = list(csv.DictReader(io.StringIO(lines)))
    for row in rows:
        found.setdefault((row["party"], row["subject"]), set()).add(answered(row))
    page = client.get("/participation/", {"on": day.isoformat()}).content.decode()
    cells = re.findall(r'data-status="([a-z ]+)" data-certainty="([a-z]+)"(.*?)</div>', page, re.DOTALL)
    shown = [(status, certainty, told(cell)[1]) for status, certainty, cell in cells]
    assert sorted(shown) == sorted(map(answered, rows))
    assert [certainty for _, certainty, _ in cells] == [told(cell)[0] for *_, cell in cells]
    return found


def by_api(client, path: str, who: str, day: date, **query: str) -> dict[str, Answer]:
    """By state, what the API says."""
    found: dict[str, Answer] = {state: set() for state in STATES}
    answer = client.get(f"/api/v1{path}", {**query, "on": day.isoformat(), "limit": 500}).json()
    for each in answer["results"]:
        found[each[who]].add(answered(each))
    return found


def answered(row: dict[str, str]) -> tuple[str, str, str]:
    """What a result of the API, or a line of the CSV, says."""
    return row["status"], row["certainty"], row["confirmed"] if row["certainty"] == "assumed" else ""


def test_there_are_forty_days_and_thirteen_states():
    assert len(DAYS) >= 40
    assert len(STATES) == 13


@pytest.mark.parametrize("day", DAYS, ids=date.isoformat)
def test_every_answer_is_the_articles(day, client):
    treaty = {state: key_to_treaty(state, day) for state in STATES}
    csto = {state: key_to_csto(state, day) for state in STATES}
    assert by_api(client, f"/documents/{TREATY}/parties", "party", day) == treaty
    assert by_api(client, "/memberships", "member", day, body=CSTO) == csto
    assert says_so(in_status_table(client, f"/documents/{TREATY}/", day), treaty)
    assert on_page(client, f"/bodies/{CSTO}/", day) == csto
    matrix = in_matrix(client, day)
    for subject in (TREATY, CSTO):
        said = by_api(client, "/participation", "party", day, subject=subject)
        assert said == {state: matrix.get((state, subject), set()) for state in STATES}
    for subject, expected, query in ((TREATY, treaty, {"document": TREATY}), (CSTO, csto, {})):
        assert {state: matrix.get((state, subject), set()) for state in STATES} == expected
        table, drawn = on_map(client, query, day)
        assert table == expected
        for state, (status, certainty) in drawn.items():
            answers = {each[:2] for each in expected[state]}
            assert (status, certainty) in answers or not (status or answers), state
