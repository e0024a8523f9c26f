"""Whatever is edited: a page that is kept, at any worker, is the page as it would be made now."""

import os
import random
from collections import Counter

import pytest

from apps.entries import models
from apps.entries.access import SYSTEM
from tests import factories
from tests.kept.at_random import SLUGS, WORDS, Editor
from tests.kept.visiting import Reader

pytestmark = pytest.mark.django_db

EDITS = int(os.environ.get("EDITS", "6"))
"""How many edits; thousands of them for a long run."""
LOOKED_AT = int(os.environ.get("PAGES", "8"))
"""How many pages a worker is asked for after each edit."""
OF_AN_ENTRY = ("", "history/", "links/", "print/", "feed/", "cite/")
OTHERS = (
    *(
        "/",
        "/changes/",
        "/timeline/",
        "/map/",
        "/structure/",
        "/participation/",
        "/participation/?format=csv",
        "/about/",
    ),
    *("/reports/", "/reports/wanted/", "/sitemap.xml", "/api/v1/memberships", "/api/v1/changes", "/states/nobody/"),
    *("/?lang=ru", "/map/?lang=ru", "/timeline/?lang=ru", "/structure/?lang=ru", "/participation/?lang=ru"),
    *("/participation/compare/?from=1993-01-01&to=2003-01-01", "/cite/?of=/states/"),
)


def some_wiki():
    """A small wiki in which everything names everything."""
    factories.source("Source")
    for kind, word, slug in zip(models.KINDS, WORDS, SLUGS, strict=False):
        factories.make(kind, word, slug=slug, text=f"See [[{WORDS[0]}]] and [[{WORDS[1]}]] [@source, p. 1].")
    for kind in models.KINDS:
        factories.make(kind, f"Plain {kind.spec.name}", slug=f"plain-{kind.spec.name}")


def addresses(chance):
    """Pages of this moment, more of those that are precise."""
    found = [*OTHERS]
    for kind in models.KINDS:
        found += [f"/{kind.spec.plural}/", f"/{kind.spec.plural}/?format=csv", f"/api/v1/{kind.spec.plural}"]
        found += [f"/{kind.spec.plural}/?lang=ru", f"/{kind.spec.plural}/?lang=ru&on=2000-01-01"]
        slugs = {*SYSTEM.rows(kind).values_list("slug", flat=True), *SYSTEM.past(kind).values_list("slug", flat=True)}
        for slug in sorted(slugs):
            found += [f"/{kind.spec.plural}/{slug}/{tail}" for tail in OF_AN_ENTRY]
            found += [
                f"/{kind.spec.plural}/{slug}/?on=2000-01-01",
                f"/{kind.spec.plural}/{slug}/?lang=ru",
                f"/api/v1/{kind.spec.plural}/{slug}",
            ]
            at = chance.randint(1, 14)
            found += [f"/{kind.spec.plural}/{slug}/?at={at}", f"/{kind.spec.plural}/{slug}/history/{at}/"]
            found += [f"/{kind.spec.plural}/{slug}/compare/{at}/{at + 1}/"]
    return found


def assert_none_is_stale(worker, known, chance):
    """Some of its pages are as the bare site makes them; mostly those that it keeps, and some others."""
    kept = [key[3] + (f"?{key[4]}" if key[4] else "") for key in worker.front.store._pages]
    asked = chance.sample(sorted(kept), min(LOOKED_AT, len(kept))) + chance.sample(known, LOOKED_AT // 4)
    for address in asked:
        assert worker.get(address).said == worker.bare(address).said, f"{address} is answered as it is no more"


def test_no_page_is_ever_stale():
    seed = int(os.environ.get("SEED") or random.SystemRandom().randint(1, 10**6))
    print(f"SEED={seed}")
    some_wiki()
    editor, chance = Editor(seed), random.Random(seed)
    workers = [Reader(), Reader(), Reader(most=300_000), Reader()]
    done = Counter()
    while done.total() < EDITS:
        worker, known = chance.choice(workers), addresses(chance)
        for address in chance.sample(known, LOOKED_AT):
            worker.get(address)
        if what := editor.act():
            done[what] += 1
            assert_none_is_stale(worker, known, chance)
    print(dict(done), [len(worker.front.store) for worker in workers])
