"""What readers type finds what they mean, among the first three: nine of ten, in every way of writing it."""

import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from apps.entries.access import Viewer
from apps.entries.models import Entry, Name
from apps.results.search import find, finds
from tests import factories

pytestmark = pytest.mark.django_db

HERE = Path(__file__).parent
QUERIES = tomllib.loads((HERE / "queries.toml").read_text())["query"]
NAMES = tomllib.loads((HERE / "names.toml").read_text())["names"]


@pytest.fixture
def many_names(article) -> None:
    """The wiki seeded from the article, with names for which it has no source."""
    entries = {f"{entry.kind}:{entry.slug}": entry for entry in Entry.objects.all()}
    factories.save(*(Name(**{**name, "entry": entries[name["entry"]]}) for name in NAMES))


def test_the_best_answer_is_among_the_first_three(many_names) -> None:
    missed = defaultdict(list)
    for query in QUERIES:
        first = [f"{found.entry.kind}:{found.entry.slug}" for found in finds(find(Viewer(), query["q"]))[:3]]
        if not set(query["best"]) & set(first):
            missed[query["group"]].append((query["q"], first))
    assert sum(map(len, missed.values())) <= len(QUERIES) / 20, missed
    for group in {query["group"] for query in QUERIES}:
        assert len(missed[group]) <= sum(query["group"] == group for query in QUERIES) / 10, missed[group]
