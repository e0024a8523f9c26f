"""Topic, the kind: a page of prose."""

from apps.changes.history import Tracked

from ..entry import Entry
from ..specs import KindSpec


class Topic(Entry):
    """A subject that is told rather than listed: a background, objectives, an assessment."""

    history = Tracked()
    spec = KindSpec("topic", "topics", tells=True)
