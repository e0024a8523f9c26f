"""Writes very many one-word revisions, each a changeset of its own as the door would leave it, some thousand a second.

The rows of history, the changesets with their seals and the touches are made here, in batches. The last edit of a
batch, of all its entries at once, is the door's own: so that what stands, its references and the index follow.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from secrets import token_hex
from typing import Any

from django.db import transaction

from apps.changes.chain import changeset_digest, row_digest
from apps.changes.history import history_model
from apps.changes.models import LATEST, Changeset
from apps.changes.recording import hold_commit_lock, last_seal
from apps.changes.storing import Kept, kept_texts, pack, packed_columns
from apps.door.publish import publish
from apps.entries.access import SYSTEM
from apps.entries.entry import Touch
from tests.benchmarks.prose import Prose

SUMMARIES = ("Reword", "Correct a word", "Copy-edit", "Mend a sentence", "Say it more clearly")
BATCH = 2000
"""Revisions that are written together."""
TOGETHER = 200
"""Entries of one batch."""

Key = tuple[type, int]


def batches(keys: list[Key], times: dict[Key, int], chance: random.Random) -> Iterator[list[Key]]:
    """Which entry each revision is of, batch by batch: `times` for each, in an order of chance within a batch."""
    left = {key: times[key] for key in keys if times[key]}
    while left:
        some = list(left)[:TOGETHER]
        share = max(1, BATCH // len(some))
        batch = [key for key in some for _ in range(min(share, left[key]))]
        for key in some:
            left[key] -= share
            if left[key] <= 0:
                del left[key]
        chance.shuffle(batch)
        yield batch


class Reviser:
    """Revises entries; `now` says when, `users` who."""

    def __init__(self, prose: Prose, now: Callable[[], Any], users: list[Any]) -> None:
        self.prose, self.now, self.users = prose, now, users

    def revise(self, batch: list[Key]) -> None:
        """Make a revision for each key, in order; the last of each entry is part of one changeset of the door's."""
        rows: dict[Key, Any] = {}
        for model in {model for model, _ in batch}:
            found = SYSTEM.rows(model).in_bulk({pk for each, pk in batch if each is model})
            rows |= {(model, pk): row for pk, row in found.items()}
        earlier = list(batch)
        for key in rows:
            earlier.remove(key)
        with transaction.atomic():
            hold_commit_lock()
            self._write(earlier, rows)
        for row in rows.values():
            row.text = self.prose.reworded(row.text)
        publish(rows.values(), user=self.prose.chance.choice(self.users), summary="Copy-edit many articles")

    def _write(self, batch: list[Key], rows: dict[Key, Any]) -> None:
        """History, changesets and touches of edits of which no row keeps the outcome."""
        number, seal = last_seal()
        changesets, made, last = [], [], {}
        kept: Kept = {}
        for model, pk in batch:
            number += 1
            row = rows[model, pk]
            row.text = self.prose.reworded(row.text)
            changeset = Changeset(
                number=number,
                created=self.now(),
                user=self.prose.chance.choice(self.users),
                summary=self.prose.chance.choice(SUMMARIES),
            )
            historic = _historic(row, changeset)
            seal = changeset.digest = changeset_digest(seal, changeset, [historic.digest])
            history = history_model(model)
            if (model, pk) in last:
                last[model, pk].until = number
            else:
                stood = history.objects.filter(id=pk, until=LATEST)
                kept |= kept_texts(stood, history)
                stood.update(until=number)
            last[model, pk] = historic
            pack([historic], history, kept)
            kept |= {(pk, name): vars(historic)[name].data for name in packed_columns(history)}
            changesets.append(changeset)
            made.append(historic)
        Changeset.objects.bulk_create(changesets)
        for history in {type(each) for each in made}:
            history.objects.bulk_create([each for each in made if type(each) is history], 500)
        Touch.objects.bulk_create(
            Touch(entry_id=pk, changeset=changeset) for (_, pk), changeset in zip(batch, changesets, strict=True)
        )


def _historic(row: Any, changeset: Changeset) -> Any:
    """A row as it now is, as a changeset of its own left it; not saved."""
    history = history_model(type(row))
    content = {field.attname: getattr(row, field.attname) for field in history.tracked_fields}
    salt = token_hex(16)
    return history(
        changeset=changeset,
        history_date=changeset.created,
        history_type="~",
        salt=salt,
        digest=row_digest(salt, row._meta.label_lower, "~", content),
        **content,
    )


def plan(revised: list[tuple[Key, int]], others: list[Key], revisions: int, chance: random.Random) -> dict[Key, int]:
    """How often each entry is revised: those with a number of their own first, the rest of `revisions` at random."""
    times: dict[Key, int] = {}
    left = revisions
    for key, wanted in sorted(revised, key=lambda each: each[1]):
        times[key] = min(wanted, left)
        left -= times[key]
    for key in chance.choices(others, k=left) if others else ():
        with suppress(KeyError):
            times[key] += 1
            continue
        times[key] = 1
    return times
