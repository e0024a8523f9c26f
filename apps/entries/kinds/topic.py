"""Topic, the kind: a page of prose."""

from apps.changes.history import Tracked
from apps.language.marking import _, ngettext_lazy

from ..entry import Entry
from ..schema import Schema
from ..specs import KindSpec


class Topic(Entry):
    """A subject that is told rather than listed: a background, objectives, an assessment."""

    history = Tracked()
    spec = KindSpec(
        "topic",
        "topics",
        one=_("topic"),
        many=_("topics"),
        new=_("New topic"),
        counted=ngettext_lazy("%(count)s topic", "%(count)s topics", "count"),
        tells=True,
        schema=Schema("Article"),
    )
