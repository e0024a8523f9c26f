"""Reports of a large wiki are kept, and say as of when."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from apps.entries import models
from apps.overview.models import KeptReport
from apps.overview.reports import REPORTS
from tests import factories
from tests.answers import text_of
from tests.hiding import hide
from tests.overview.test_reports import contradictions, counts, loose_ends

pytestmark = pytest.mark.django_db


@pytest.fixture
def large(monkeypatch):
    """A wiki that passes for a large one."""
    monkeypatch.setattr("apps.overview.reports.keeping.SMALL", 1)


def rows(client, slug: str, query: str = "") -> list[str]:
    response = client.get(f"/reports/{slug}/{query}")
    assert response.status_code == 200
    return [str(row) for row in response.context["rows"]]


def test_what_is_kept_is_what_a_reader_would_find(client, editor, monkeypatch) -> None:
    contradictions(0, 3)
    loose_ends(0, 3)
    client.force_login(editor)
    live, told = counts(client), {each.slug: rows(client, each.slug) for each in REPORTS}
    call_command("refresh_reports", verbosity=0)
    monkeypatch.setattr("apps.overview.reports.keeping.SMALL", 1)
    assert counts(client) == live
    assert {each.slug: rows(client, each.slug) for each in REPORTS} == told


def test_it_says_as_of_when(client, large) -> None:
    contradictions(0, 1)
    assert "not made yet" in text_of(client.get("/reports/"))
    assert "changeset #1" in text_of(client.get("/reports/orphans/"))
    factories.state("Atlantis")
    page = text_of(client.get("/reports/orphans/"))
    assert "What was edited since is not counted." in page
    assert "Atlantis" not in page
    call_command("refresh_reports", verbosity=0)
    assert "Atlantis" in text_of(client.get("/reports/orphans/"))
    assert "changeset #2" in text_of(client.get("/reports/"))


def test_an_old_one_is_made_anew_where_the_wiki_went_on(client, large) -> None:
    contradictions(0, 1)
    client.get("/reports/orphans/")
    KeptReport.objects.update(made=timezone.now() - timedelta(days=2))
    client.get("/reports/orphans/")
    assert KeptReport.objects.get().made < timezone.now() - timedelta(days=1)
    factories.state("Atlantis")
    assert "Atlantis" in text_of(client.get("/reports/orphans/"))


def test_the_index_takes_few_queries(client, large, django_assert_max_num_queries) -> None:
    contradictions(0, 1)
    call_command("refresh_reports", verbosity=0)
    with django_assert_max_num_queries(6):
        client.get("/reports/")
    with django_assert_max_num_queries(8):
        client.get("/reports/claims-before-body/")


def test_a_long_one_is_paged_as_far_as_it_is_kept(client, large, monkeypatch) -> None:
    monkeypatch.setattr("apps.overview.views.reports.PAGE", 2)
    for module in ("apps.overview.views.reports", "apps.overview.reports.keeping"):
        monkeypatch.setattr(f"{module}.MOST_KEPT", 3)
    factories.save(*(models.State(title=f"State {n}", slug=f"state-{n}") for n in range(5)))
    assert len(rows(client, "orphans")) == 2
    assert len(rows(client, "orphans", "?page=2")) == 1
    assert client.get("/reports/orphans/?page=3").status_code == 400
    assert "5 found; the first 3 are listed" in text_of(client.get("/reports/orphans/"))


def test_what_is_hidden_from_a_reader_is_not_told(client, large, monkeypatch) -> None:
    contradictions(0, 2)
    before = {each.slug: rows(client, each.slug) for each in REPORTS}
    state = models.State.objects.get(slug="state-0")
    assert any("State 0" in row for told in before.values() for row in told)
    hide(monkeypatch, entries=[state])
    after = {each.slug: rows(client, each.slug) for each in REPORTS}
    assert not any("State 0" in row for told in after.values() for row in told)
    assert any("State 1" in row for told in after.values() for row in told)


def test_the_past_is_asked_as_ever(client, large) -> None:
    contradictions(0, 1)
    factories.state("Atlantis")
    assert "Atlantis" not in text_of(client.get("/reports/orphans/?at=1"))
    assert not KeptReport.objects.exists()
