"""Writes an exercise in a copy of the project that has this kind, and looks for it everywhere.

Prints what is missing where, as JSON.
"""

import json
import sys
from collections.abc import Callable
from traceback import format_exception
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.test import Client
from django.test.utils import setup_test_environment

from apps.changes.models import Changeset
from apps.entries.kinds import CLAIMS, KIND
from tests import factories
from tests.answers import text_of
from tests.editing.forms_of_pages import edited, shown, with_claims
from tests.editing.pages_that_act import confirmed, undo_of

PARTICIPANTS = "exercise_participants-exercise"
HERE = "/exercises/rubezh-2008/"
CHECKS: list[Callable[[Client], None]] = []


def check(function: Callable[[Client], None]) -> Callable[[Client], None]:
    """Adds a place in which to look."""
    CHECKS.append(function)
    return function


def page(client: Client, address: str, **query: Any) -> str:
    """The words of a page that is there."""
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, answer.status_code)
    return text_of(answer)


def holds(text: str, *wanted: str) -> None:
    """Says what a text lacks."""
    missing = [words for words in wanted if words not in text]
    assert not missing, f"{missing} not in: {text[:1500]}"


@check
def one_migration_is_all(client: Client) -> None:
    """The models are as the migrations make them."""
    loader = MigrationLoader(None)
    found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(loader.graph)
    assert not found, found


@check
def an_editor_may_write_it_and_not_delete_it(client: Client) -> None:
    """What kinds declare is granted."""
    may = User.objects.get(username="edith").get_all_permissions()
    assert {f"entries.{verb}_exercise" for verb in ("view", "add", "change")} <= may
    assert {f"entries.{verb}_exerciseparticipation" for verb in ("view", "add", "change", "delete")} <= may
    assert "entries.delete_exercise" not in may
    reviewers = Group.objects.get(name="Reviewers").permissions
    assert reviewers.filter(codename="delete_exercise").exists()
    holds(page(client, "/new/"), "Exercise A military exercise.")


@check
def the_list(client: Client) -> None:
    """It is listed, sorted and narrowed."""
    holds(page(client, "/exercises/"), "Rubezh 2008", "22 July 2008", "field exercise", "Stepanakert range")
    holds(page(client, "/exercises/", type="field", host="armenia", sort="-date"), "1 exercise found")
    holds(page(client, "/exercises/", type="command-post"), "No exercise matches")
    holds(page(client, "/exercises/", format="csv"), "rubezh-2008")


@check
def its_page(client: Client) -> None:
    """Facts, claims and the chart, with labels and no stored value."""
    said = page(client, HERE)
    holds(said, "Exercise", "field exercise", "Host Armenia", "Participants")
    holds(said, "with troops", "as an observer")
    assert "watcher" not in said
    holds(client.get(HERE).content.decode(), 's-watcher" fill="url(#p-watcher) currentColor"', "History: Belarus")
    holds(page(client, "/states/belarus/"), "Exercises", "Rubezh 2008")
    holds(page(client, "/states/armenia/"), "Rubezh 2008")
    holds(page(client, HERE, on="2008-07-23"), "with troops")


@check
def its_other_pages(client: Client) -> None:
    """Print version, links, citation and quoted facts."""
    holds(page(client, f"{HERE}print/"), "Who took part", "Belarus", "with troops")
    page(client, f"{HERE}links/"), page(client, f"{HERE}cite/"), client.get(f"{HERE}feed/")
    holds(page(client, "/topics/quoting/"), "Here were Belarus * , and 1")


@check
def the_admin(client: Client) -> None:
    """The list, and the form with its claims."""
    entry = KIND["exercise"].objects.get()
    holds(page(client, "/admin/entries/exercise/"), "Rubezh 2008", "22 July 2008", "field exercise")
    holds(page(client, f"/admin/entries/exercise/{entry.pk}/change/"), "Participants", "Host", "field exercise")
    holds(page(client, f"/admin/entries/state/{entry.host_id}/change/"), "Exercises")


@check
def history_comparison_and_undo(client: Client) -> None:
    """Two changesets, what the second changed, and its undoing."""
    assert edited(client, KIND["exercise"].objects.get(), type="command-post", summary="Look again").status_code == 302
    number = Changeset.objects.latest().number
    holds(page(client, f"{HERE}history/"), "Look again", "Write it")
    holds(page(client, f"{HERE}compare/{number - 2}/{number}/"), "field exercise", "command post exercise")
    holds(page(client, f"{HERE}history/facts/type/"), "command post exercise")
    claim = CLAIMS[-1].objects.order_by("pk").first()
    holds(page(client, f"{HERE}history/claims/exercise-participations/{claim.pk}/"), "with troops")
    assert confirmed(client, undo_of(Changeset.objects.latest())).status_code == 302
    assert KIND["exercise"].objects.get().type == "field"


@check
def the_search(client: Client) -> None:
    """Its words, and its facets: by kind, and by what has to do with one of it."""
    holds(page(client, "/search/", q="rubez"), "Rubezh 2008", "Exercises 1", "2000s 3")
    found = page(client, "/search/", q="exercise:rubezh-2008")
    holds(found, "Belarus", "Armenia", "Rubezh 2008, remove this filter 3", "exercise: rubezh-2008")
    assert page(client, "/search/", q="kind:exercise").count("Rubezh 2008") >= 1
    holds(page(client, "/search/", q="exercise:nothing"), "There is no exercise “nothing”.")


@check
def the_api(client: Client) -> None:
    """The list, one, its claims from both ends, and how others stand to it."""
    (listed,) = client.get("/api/v1/exercises?host=armenia").json()["results"]
    assert (listed["slug"], listed["type"], listed["host"]) == ("rubezh-2008", "field", "armenia")
    one = client.get("/api/v1/exercises/rubezh-2008?all=true").json()
    assert [claim["role"] for claim in one["exercise_participants"]] == ["watcher", "troops"]
    claims = client.get("/api/v1/exercise-participations?all=true&party=belarus").json()
    assert [(claim["exercise"], claim["role"]) for claim in claims["results"]] == [("rubezh-2008", "troops")]
    held = client.get("/api/v1/participation?on=2008-07-23&subject=exercise:rubezh-2008").json()["results"]
    assert [(each["party"], each["status"]) for each in held] == [("armenia", "watcher"), ("belarus", "troops")]
    holds(json.dumps(client.get("/api/v1/openapi.json").json()), "list_exercises", "list_exercise_participations")


@check
def the_views_of_everything(client: Client) -> None:
    """Timeline, matrix, map, what changed between two days, home, changes."""
    holds(page(client, "/timeline/"), "Rubezh 2008 field exercise", "Rubezh 2008 with troops: Belarus")
    holds(page(client, "/timeline/", exercise="rubezh-2008", kind="exercise participation"), "as an observer: Armenia")
    holds(page(client, "/participation/", of="exercises", on="2008-07-23"), "with troops", "as an observer")
    holds(page(client, "/map/", exercise="rubezh-2008", on="2008-07-23"), "Or in relation to: exercise", "with troops")
    changed = page(client, "/participation/compare/", **{"from": "2008-07-01", "to": "2008-08-31"})
    holds(changed, "Exercises: who took part", "came with troops", "had come as an observer")
    holds(page(client, "/"), "Exercises 1"), holds(page(client, "/changes/", kind="exercise"), "Write it")


@check
def reports_and_files(client: Client) -> None:
    """It is reported on, and named in the sitemap."""
    holds(page(client, "/reports/uncited-facts/"), "Rubezh 2008", "Exercise participation")
    holds(page(client, "/reports/claims-before-body/"), "exercise participation")
    assert all(client.get(f"/reports/{report}/").status_code == 200 for report in ("orphans", "end-before-start"))
    holds(client.get("/sitemap.xml").content.decode(), f"{HERE}</loc>", "/exercises/</loc>")


def written(client: Client) -> None:
    """An Editor writes an exercise with who took part in it, in the form of its page."""
    factories.state("Belarus", iso_code="BY"), factories.state("Armenia", iso_code="AM")
    data = shown(client.get("/exercises/new/?title=Rubezh 2008"))
    rows = (
        (PARTICIPANTS, {"party": "state:belarus", "role": "troops", "start": "2008-07-22", "end": "2008-08-21"}),
        (PARTICIPANTS, {"party": "state:armenia", "role": "watcher", "start": "2008-07-22", "end": "2008-08-21"}),
    )
    facts = {"type": "field", "date": "2008-07-22", "place": "Stepanakert range", "host": "armenia"}
    answer = client.post("/exercises/new/", with_claims(data, *rows) | facts | {"edit_summary": "Write it"})
    assert answer.status_code == 302, text_of(answer)
    quoted = '{{participants of="rubezh-2008" on="2008-07-23"}}, and {{count of="rubezh-2008" on="2008-07-23"}} in all.'
    factories.make(KIND["topic"], "Quoting", text=f"Here were {quoted}")


def main() -> None:
    """Look everywhere."""
    setup_test_environment()
    editor = User.objects.create_user("edith", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editors"))
    client = Client()
    client.force_login(editor)
    written(client)
    missing = {}
    for place in CHECKS:
        try:
            place(client)
        except Exception as error:  # noqa: BLE001  # whatever is wrong there, the other places are looked at too
            missing[place.__name__] = "".join(format_exception(error, limit=-2))
    json.dump(missing, sys.stdout)
