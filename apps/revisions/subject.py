"""Whose history a slug means: the entry that stands there or, where nothing does, the last that was deleted there.

Must not know pages.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from apps.changes.models import LATEST
from apps.changes.ranges import Stood
from apps.entries.entry import Entry
from apps.entries.lookup import Moved, departed, missing, renamed
from apps.entries.tokens import itself, named
from apps.entries.world import World
from apps.fresh.depending import note

from .deltas import DELETED


@dataclass(frozen=True)
class Subject:
    """An entry with a history, as a stub. `gone` is the changeset that deleted it; 0 while it stands."""

    entry: Entry
    gone: int = 0

    @property
    def last(self) -> int:
        """The changeset at which a deleted entry last stood."""
        return self.gone - 1


def find_subject(world: World, model: type[Entry], slug: str) -> Subject:
    """The entry whose history is at the slug. Raises Moved, from former slugs and other names, and Missing."""
    slug = slug.replace("\0", "")
    with world.depending(*named([slug])):
        found = world.stubs(Q(slug=slug), [model])
    if found:
        note(*itself(found[0].pk))
        return Subject(found[0])
    if (subject := find_gone(world, model, slug)) is not None:
        if subject.entry.slug != slug:
            raise Moved(subject.entry)
        return subject
    if entry := renamed(world, [model], slug):
        raise Moved(entry)
    raise missing(world, [model], slug)


def find_gone(world: World, model: Any, slug: str) -> Subject | None:
    """What was deleted last of all that ever stood at the slug and stands no more; what has the slug still, first."""
    once = world.viewer.past(model).filter(slug=slug).values("id")
    rows = deleted_rows(world, model).filter(id__in=once)
    last = sorted(rows.values_list("slug", "changeset", "id"), key=lambda row: (row[0] == slug, row[1]))
    if not last or (last[-1][0] != slug and renamed(world, [model], slug)):
        return None
    _, number, key = last[-1]
    return Subject(departed(world, [key])[0], number)


def deleted_rows(world: World, model: Any) -> Any:
    """The historical rows of a kind that say that an entry was deleted, and has not come back since."""
    rows = world.viewer.past(model).filter(history_type=DELETED)
    if world.at is None:
        return rows.filter(until=LATEST)
    return rows.filter(Stood(world.at))
