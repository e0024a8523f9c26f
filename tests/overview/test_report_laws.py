"""What the reports found of the wiki as it stood is what they find of that moment later, whatever was done since."""

import contextlib

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.changes.models import Changeset
from apps.door.merging import EditConflict
from apps.door.publish import Refused, publish
from apps.door.reversal import undo
from apps.entries import models
from apps.entries.access import Viewer
from apps.entries.entry import name_slug
from apps.overview.reports import REPORTS
from apps.overview.reports.report import CONTRADICTIONS
from apps.overview.reports.survey import Survey
from tests import factories

from .test_report_rules import told

pytestmark = pytest.mark.django_db

SLUGS = [each.slug for each in REPORTS if each.group is not CONTRADICTIONS]
NAMES = ("Belarus", "Armenia", "CSTO", "Nobody")
TEXTS = st.lists(
    st.sampled_from(
        [
            *("[[Belarus]]", "[[csto]]", "[[CSTO|it]]", "[[state:Armenia]]", "[[Nobody]]", "[[nobody|they]]"),
            *("[@paper, p. 1]", "[@article]", '{{members of="csto"}}', '{{date of="Armenia"}}', "{{x}}", "word"),
        ]
    ),
    max_size=4,
).map(" ".join)
CITES = st.sampled_from(["", "@paper", "@article, p. 2"])
KEYS = st.integers(0, 9)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), KEYS, TEXTS, CITES),
        st.tuples(st.just("call"), KEYS, st.sampled_from(NAMES), st.sampled_from(NAMES)),
        st.tuples(st.just("join"), KEYS, TEXTS, CITES),
        st.tuples(st.just("delete"), KEYS),
        st.tuples(st.just("undo"), KEYS),
    ),
    max_size=6,
)


def take(verb: str, key: int, *what: str) -> None:
    kinds = (models.State, models.Body, models.Topic, models.Source)
    entries = [entry for model in kinds for entry in model.objects.all()]
    entry = entries[key % len(entries)] if entries else None
    if verb == "undo":
        undo(Changeset.objects.get(number=1 + key % Changeset.objects.count()), user=None)
    elif entry is None:
        return
    elif verb == "write":
        entry.text, entry.cites = what
        publish([entry], user=None, summary=verb)
    elif verb == "call":
        entry.title, entry.slug = what[0], what[0].lower()
        factories.call(entry, *filter(name_slug, [what[1]]), summary=verb)
    elif verb == "join":
        state, body = models.State.objects.first(), models.Body.objects.first()
        if state is None or body is None:
            return
        row = models.Membership(
            member=state, body=body, start=f"200{key}", end=f"200{key}", note=what[0], cites=what[1]
        )
        publish([row], user=None, summary=verb)
    else:
        publish([], [entry], user=None, summary=verb)


def everything_told(at: int | None = None) -> dict[str, list[tuple[str, ...]]]:
    """What all of the reports find, asked of one survey, as the index does."""
    survey = Survey(Viewer(), None, at)
    return {slug: told(slug, survey=survey) for slug in SLUGS}


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_the_past_is_reported_as_it_was_when_it_was_the_present(steps) -> None:
    with transaction.atomic():
        rows = [
            models.Source(title="Article", slug="article"),
            paper := models.Source(title="Paper", slug="paper"),
            models.Name(entry=paper, text="CSTO"),
            models.State(title="Belarus", slug="belarus", iso_code="BY"),
            models.State(title="Armenia", slug="armenia"),
            models.Topic(title="Story", slug="story", text="[[Nobody|him]] [[Belarus]]"),
            models.Body(title="CSTO", slug="csto", seat="Moscow"),
        ]
        publish(rows, user=None, summary="Entries")
        then = {1: everything_told()}
        for step in steps:
            with contextlib.suppress(Refused, EditConflict, LookupError):
                take(*step)
            then[Changeset.objects.count()] = everything_told()
        assert {number: everything_told(number) for number in then} == then
        transaction.set_rollback(True)
