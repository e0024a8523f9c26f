"""What a large wiki holds: entries of all kinds, and the claims that tie them, from a fixed seed. Writes nothing.

Kinds come in an order in which what is named is there before; a claim names entries of its own batch, or earlier ones.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from apps.entries import models
from tests.benchmarks import claims
from tests.benchmarks.prose import Prose

TEXT = 6000
"""Characters of an article."""
LINKS = (17, 21)
CITATIONS = (3, 4)
SHARES = {
    models.Source: 0.08,
    models.State: 0.10,
    models.Body: 0.20,
    models.Event: 0.28,
    models.Document: 0.14,
    models.Person: 0.16,
    models.Topic: 0.04,
}
MOST_STATES = 200
FEATURED = "CSTO"
"""The first body, which the home page is about; it has the most members."""
BATCH = 100
"""Entries that are published as one changeset."""
DEPTHS = (10, 1000, 10000)
"""Revisions of the three bodies that have many."""


class Known(NamedTuple):
    """An entry that was published."""

    pk: int
    title: str
    slug: str


class Wiki:
    """Makes the rows, batch by batch; `known` are the entries of each kind so far, the most linked first."""

    def __init__(self, entries: int, claims_each: float, seed: int) -> None:
        self.entries, self.claims_each = entries, claims_each
        self.chance = random.Random(seed)
        self.prose = Prose(self.chance)
        self.known: dict[type, list[Known]] = defaultdict(list)
        self.weights: list[float] = []
        self.codes = [*claims.CODES]
        self.chance.shuffle(self.codes)
        self.number = 0

    def sizes(self) -> dict[type, int]:
        """How many entries of each kind; what states are too many goes to events. Six kinds have one at least."""
        sizes = {model: max(1, round(share * self.entries)) for model, share in SHARES.items()}
        sizes[models.State] = min(sizes[models.State], MOST_STATES)
        sizes[models.Event] = 0
        sizes[models.Event] = max(1, self.entries - sum(sizes.values()) - len(DEPTHS) - 1)
        return sizes

    def batches(self) -> Iterator[list[Any]]:
        """Rows to publish together, entries before the claims that name them; call `remember` with each afterwards."""
        for model, size in self.sizes().items():
            for start in range(0, size, BATCH):
                first = FEATURED if model is models.Body and not start else ""
                entries = [self.entry(model, "" if place else first) for place in range(min(BATCH, size - start))]
                yield [*entries, *self.claims(entries)]
        yield self.outstanding()

    def remember(self, rows: list[Any]) -> None:
        """Let later rows name these."""
        for row in rows:
            if isinstance(row, models.Entry):
                self.known[type(row)].append(Known(row.pk, row.title, row.slug))
        while len(self.weights) < max(len(known) for known in self.known.values()):
            self.weights.append((self.weights[-1] if self.weights else 0.0) + 1 / (len(self.weights) + 15))

    def entry(self, model: type, title: str = "", **facts: Any) -> Any:
        """An entry with its facts and an article that links and cites."""
        self.number += 1
        links = [f"[[{self.chosen(kind).title}]]" for kind in self.linked()]
        entry = model(
            title=title or self.prose.title(self.number),
            summary=self.prose.line(),
            text=self.prose.article(links, [self.cited("[@{}]") for _ in range(self.chance.randint(*CITATIONS))], TEXT),
            cites=self.cited("@{}"),
            **{**getattr(claims, f"facts_of_{model.__name__.lower()}", lambda _: {})(self), **facts},
        )
        entry.slug = "-".join(entry.title.lower().split())
        return entry

    def claims(self, entries: list[Any]) -> list[Any]:
        """The claims that are made of new entries, about `claims_each` for each."""
        make = claims.OF_KIND.get(type(entries[0]))
        return [claim for entry in entries for claim in make(self, entry)] if make else []

    def outstanding(self) -> list[Any]:
        """Three bodies that will be revised often, an event with sixty claims, and a body with very many members."""
        revised = [self.entry(models.Body, f"Body revised {times} times") for times in DEPTHS]
        event = self.entry(models.Event, "Event of sixty claims")
        parties = [*self.known[models.State], *self.known[models.Body]]
        largest, rest = self.known[models.Body][0], parties[: max(3, self.entries // 100) + 1]
        return [
            *(*revised, event),
            *self.claims(revised),
            *(models.Participation(party_id=party.pk, event=event) for party in parties[:60]),
            *(
                models.Membership(member_id=each.pk, body_id=largest.pk, status="suspended", start=claims.day(self))
                for each in rest
                if each != largest
            ),
        ]

    def chosen(self, model: type) -> Known:
        """An entry of a kind; the earlier it came, the likelier (Zipf)."""
        known = self.known[model]
        return self.chance.choices(known, cum_weights=self.weights[: len(known)])[0]

    def several(self, model: type, most: int) -> list[Known]:
        """Different entries of a kind, at most so many."""
        return list(dict.fromkeys(self.chosen(model) for _ in range(most))) if self.known[model] else []

    def linked(self) -> list[type]:
        """The kinds to which an article links."""
        kinds = [kind for kind, known in self.known.items() if known]
        return self.chance.choices(kinds, k=self.chance.randint(*LINKS)) if kinds else []

    def cited(self, form: str) -> str:
        """A citation of a source; nothing as long as there is none."""
        if not self.known[models.Source]:
            return ""
        return form.format(f"{self.chosen(models.Source).slug}, page {self.chance.randint(1, 300)}")
