"""What there is to ask of a loaded wiki: addresses of its entries, and numbers of its changesets. Knows no server."""

import random
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import quote_plus

from django.db.models import Count

from apps.entries.entry import Entry, Touch
from apps.entries.models import Body, Document, Event, Membership, Person, State, Topic
from tests.benchmarks.prose import COMMON, vocabulary
from tests.benchmarks.wiki import DEPTHS

SOME = 200
"""Entries whose pages are asked for in turn."""


@dataclass(frozen=True)
class Deep:
    """A body with many revisions, and the numbers of some of its changesets."""

    revisions: int
    address: str
    first: int
    third: int
    middle: int
    last: int


class Places:
    """Asks the database once, at the start; the same addresses for the same wiki."""

    def __init__(self) -> None:
        chance = random.Random(17)
        keys = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
        chosen = Entry.objects.in_bulk(chance.sample(keys, min(SOME, len(keys) // 2)))
        self.pages = [entry.get_absolute_url() for _, entry in sorted(chosen.items())]
        chance.shuffle(self.pages)
        self.prose = [topic.get_absolute_url() for topic in Topic.objects.order_by("pk")[:SOME]]
        self.api = [f"/api/v1{address.rstrip('/')}" for address in self.pages]
        self.deep = {times: self._deep(times) for times in DEPTHS}
        self.sixty = Event.objects.get(slug="event-of-sixty-claims").get_absolute_url()
        self.hub = self._most_claims()
        self.edited = self._plain(chance)
        self.common = list(COMMON)
        self.rare = vocabulary()[2000:2400]
        self.typed = queries([entry.title for entry in chosen.values()], chance)

    def _deep(self, revisions: int) -> Deep:
        body = Body.objects.get(slug=f"body-revised-{revisions}-times")
        touches = Touch.objects.filter(entry=body).order_by("changeset_id").values_list("changeset_id", flat=True)
        numbers = list(touches)
        third = numbers[min(2, len(numbers) - 1)]
        return Deep(revisions, body.get_absolute_url(), numbers[0], third, numbers[len(numbers) // 2], numbers[-1])

    def _most_claims(self) -> str:
        most = Membership.objects.filter(member__kind="state").values("member").annotate(n=Count("pk")).order_by("-n")
        return State.objects.get(pk=most[0]["member"]).get_absolute_url()

    def _plain(self, chance: random.Random) -> list[str]:
        """Entries that editors take on: of the usual kinds, none of those that are measured otherwise."""
        found = [
            address
            for model in (Event, Document, Person, Topic)
            for row in model.objects.order_by("pk")[:SOME]
            if (address := row.get_absolute_url()) not in (self.sixty, *self.pages)
        ]
        chance.shuffle(found)
        return found


def queries(titles: list[str], chance: random.Random) -> list[str]:
    """What readers type: names whole and begun, words common and rare, misspelt ones, phrases, filters; quoted."""
    found = [*COMMON[:4], *(f"{a} {b}" for a, b in pairwise(COMMON))][:8]
    for title in chance.sample(titles, min(30, len(titles))):
        first, *others = title.split()
        found += [title, first, first[: max(3, len(first) - 2)], " ".join(others[:2]), first[:2] + first[3:]]
        found += [f'"{" ".join(others[:2])}"', f"{first} kind:event", f"{first} -treaty", f"{first} year:2007"]
    chance.shuffle(found)
    return [quote_plus(query) for query in found]
