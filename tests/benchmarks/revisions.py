"""What 10,000 revisions of one entry cost its readers: each page against the same page of an entry with 10.

Run by `make bench`, with figures; not part of the suite. REVISIONS sets another number.
"""

import os
import statistics
from time import perf_counter

import pytest

from apps.changes.verify import problems
from apps.entries.models import State
from tests import factories

MANY, FEW = int(os.environ.get("REVISIONS", "10000")), 10
PAGES = {
    "history": "/states/{slug}/history/",
    "far end of the history": "/states/{slug}/history/?before={third}",
    "comparison of far ends": "/states/{slug}/compare/{first}/{last}/",
    "at, in the middle": "/states/{slug}/?at={middle}",
    "now": "/states/{slug}/",
}


def revise(slug: str, times: int) -> dict[str, object]:
    """An entry with claims, edited `times` times; the numbers of some of its changesets."""
    entry = factories.state(slug.title(), slug=slug)
    factories.member(entry, factories.body(f"Union of {slug.title()}"), start="1999")
    numbers = []
    for number in range(times):
        entry.text = f"Paragraph one.\n\nRevision {number} of {slug}.\n\nParagraph three.\n"
        numbers.append(factories.save(entry, summary=f"Edit {number}").number)
    return {
        "slug": slug,
        "first": numbers[0],
        "third": numbers[2] + 1,
        "middle": numbers[len(numbers) // 2],
        "last": numbers[-1],
    }


def milliseconds(client, address: str) -> float:
    """The median of eleven answers, the first left out."""
    taken = []
    for _ in range(12):
        began = perf_counter()
        assert client.get(address).status_code == 200, address
        taken.append((perf_counter() - began) * 1000)
    return statistics.median(taken[1:])


@pytest.mark.django_db
def test_pages_cost_the_same_after_many_revisions(client, capsys):
    few, many = revise("few", FEW), revise("many", MANY)
    assert State.history.filter(slug="many").count() == MANY + 1
    slow = []
    with capsys.disabled():
        print(f"\n{'page':26}{FEW:>10}{MANY:>10}  times")
        for name, address in PAGES.items():
            short, long = (milliseconds(client, address.format(**each)) for each in (few, many))
            print(f"{name:26}{short:8.1f}ms{long:8.1f}ms{long / short:7.2f}")
            if long > 2 * short:
                slow.append(name)
        began = perf_counter()
        assert list(problems()) == []
        print(f"verify_history of {MANY + FEW + 6} changesets: {perf_counter() - began:.1f} s")
    assert slow == []
