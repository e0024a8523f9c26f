"""The titles of the sources that a page of forms cites, for its lists of sources. Must not know single forms."""

import re
from collections.abc import Iterable
from typing import Any

from apps.entries.access import Viewer
from apps.entries.specs import CITED
from apps.entries.world import World

FIELD = "cites"
_CITED = re.compile(r"(?:^|[;\r\n])\s*@([a-z0-9-]+)", re.ASCII)


def cited_in(forms: Iterable[Any]) -> list[str]:
    """The texts of all citations, as forms of entries and claims have them."""
    return [str(form[FIELD].value() or "") for form in forms if FIELD in form.fields]


def titles_of(viewer: Viewer, cited: Iterable[str]) -> list[tuple[str, str]]:
    """The slug and the title of each source that is named in some texts of citations, by slug. At most one query.

    A slug that a source had before it was renamed goes with its title now.
    """
    slugs = {slug for text in cited for slug in _CITED.findall(text)}
    if not slugs:
        return []
    _, called = World(viewer).stubs_called((), slugs)
    sources = ((slug, [entry for entry in found if entry.kind == CITED]) for slug, found in called.items())
    return sorted((slug, found[0].name) for slug, found in sources if found and slug in slugs)
