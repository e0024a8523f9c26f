"""A stem is the same whatever other threads look for meanwhile."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from apps.search.words import stem
from tests.benchmarks.prose import vocabulary

WORDS = [f"{word}ations" for word in vocabulary()[:400]] + ["организациями", "председательствующий"] * 50
uncached = stem.__wrapped__


@pytest.fixture
def hasty():
    """Threads take turns as often as Python can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_threads_do_not_stem_each_others_words(hasty):
    alone = [uncached(word) for word in WORDS]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: [uncached(word) for word in WORDS], range(4))) == [alone] * 4
