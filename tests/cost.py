"""What a piece of work costs, told so that a busy machine does not change it much: as a multiple of other work."""

import re
from collections.abc import Callable
from time import thread_time

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
TEXT = "The treaty was signed in Tashkent, by six states, on 15 May 1992. " * 300


def unit_of_work() -> None:
    """Some ten milliseconds of a quiet machine: patterns, objects and strings, as reading a text takes them."""
    for _ in range(4):
        counted: dict[str, int] = {}
        for found in WORDS.finditer(TEXT):
            counted[found[0]] = counted.get(found[0], 0) + 1
        "".join(f"{word}{number}" for word, number in sorted(counted.items()))


def cost(act: Callable[[], object]) -> float:
    """The CPU time of `act`, in units of work that were done just before and after it, at the slower one's pace."""
    spent = [_spent(each) for each in (unit_of_work, act, unit_of_work)]
    return spent[1] / max(spent[0], spent[2])


def _spent(act: Callable[[], object]) -> float:
    """Seconds of CPU of this thread: servers and browsers of other tests may have threads beside it."""
    began = thread_time()
    act()
    return thread_time() - began
