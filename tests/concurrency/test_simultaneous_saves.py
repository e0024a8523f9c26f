"""Many editors save the same entry at the same time: no update is lost, none fails, and the history is one line.

CLIENTS and SAVES set how many there are, and how often each saves; `CLIENTS=8 SAVES=50` takes some minutes.
"""

import os

import pytest
from django.db import connections
from django.test import Client

from apps.changes.models import Changeset, Tag
from apps.changes.verify import problems
from apps.door.merging import EditConflict
from apps.door.publish import latest_changeset, publish
from apps.entries.models import Person, Tenure
from tests import factories
from tests.conftest import persona
from tests.editing.forms_of_admin import address, shown, with_claims

CLIENTS, SAVES = int(os.environ.get("CLIENTS", "8")), int(os.environ.get("SAVES", "6"))
REREAD = 3
"""After how many saves a client reads the form anew: until then each starts from a base that is older still."""
MOST_TRIES = 20
CLAIMS = "tenures-person"


@pytest.fixture
def person(shared_database):
    """An entry whose text has a place for each save of each client."""
    places = (f"Place {number}.{step}" for number in range(CLIENTS) for step in range(SAVES))
    return factories.person(text="\n\n".join([*places, "The end."]))


def with_line(text, name):
    """The text with a line more at the place of one save."""
    return text.replace("\r\n", "\n").replace(f"Place {name}\n", f"Place {name}\n\nLine {name}\n")


def lines_and_claims(person):
    text = Person.objects.get(pk=person.pk).text
    offices = list(Tenure.objects.values_list("office", flat=True))
    return [line for line in text.splitlines() if line.startswith("Line ")], offices


def assert_history_is_whole(before):
    numbers = list(Changeset.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == before + CLIENTS * SAVES
    assert list(problems()) == []


def test_forms_posted_at_once_lose_nothing_and_none_fails(at_once, person):
    body = factories.body()
    editors = [persona(f"editor{number}", "Editors") for number in range(CLIENTS)]
    before = Changeset.objects.count()

    def edit(number):
        client, form = Client(), {}
        client.force_login(editors[number])
        for step in range(SAVES):
            if step % REREAD == 0:
                form = shown(request(client.get, address(person)))
            form = save(client, form, f"{number}.{step}")

    def save(client, form, name):
        """Add a claim and a line by turns; from the form anew where others were faster. The form that was posted."""
        for _ in range(MOST_TRIES):
            if int(name.split(".")[1]) % 2:
                data = {**form, "text": with_line(form["text"], name)}
            else:
                data = with_claims(form, (CLAIMS, {"institution": body, "office": f"Claim {name}"}))
            answer = request(client.post, address(person), {**data, "edit_summary": name})
            if answer.status_code == 302:
                return form
            assert answer.status_code == 409, answer.content.decode()
            form = shown(request(client.get, address(person)))
        raise AssertionError(f"{name} found others faster {MOST_TRIES} times")

    def request(send, *arguments):
        try:
            return send(*arguments)
        finally:
            connections.close_all()  # as a server does when a request is done

    at_once(CLIENTS, edit)
    lines, offices = lines_and_claims(person)
    wanted = [f"{number}.{step}" for number in range(CLIENTS) for step in range(SAVES)]
    assert sorted(lines) == sorted(f"Line {name}" for name in wanted if int(name.split(".")[1]) % 2)
    assert sorted(offices) == sorted(f"Claim {name}" for name in wanted if not int(name.split(".")[1]) % 2)
    assert_history_is_whole(before)


def test_rows_published_at_once_from_one_base_are_merged(at_once, person):
    body, before, base = factories.body(), Changeset.objects.count(), latest_changeset(person)

    def edit(number):
        for step in range(SAVES):
            started = latest_changeset(person)  # before the row: one that is newer than its base is merged all the same
            mine = Person.objects.get(pk=person.pk)
            mine.text = with_line(mine.text, f"{number}.{step}")
            claim = Tenure(person=person, institution=body, office=f"Claim {number}.{step}")
            publish([mine, claim], user=None, summary=f"{number}.{step}", base=started)

    at_once(CLIENTS, edit)
    lines, offices = lines_and_claims(person)
    wanted = sorted(f"{number}.{step}" for number in range(CLIENTS) for step in range(SAVES))
    assert sorted(lines) == [f"Line {name}" for name in wanted]
    assert sorted(offices) == [f"Claim {name}" for name in wanted]
    assert_history_is_whole(before)
    assert Changeset.objects.filter(tag=Tag.MERGE, number__gt=base).exists()


def test_of_those_who_change_the_same_at_once_one_wins_and_the_others_are_told(at_once, person):
    base = latest_changeset(person)

    def edit(number):
        mine = Person.objects.get(pk=person.pk)
        mine.summary = f"As {number} says"
        try:
            return publish([mine], user=None, summary="Mine", base=base)
        except EditConflict:
            return None

    winners = [changeset for changeset in at_once(CLIENTS, edit) if changeset is not None]
    assert len(winners) == 1
    assert Person.history.filter(id=person.pk).count() == 2
    assert list(problems()) == []
