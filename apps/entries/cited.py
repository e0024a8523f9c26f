"""Fields whose text names sources: an unknown source is an error at the field, with the nearest names.

Must not know which models use them.
"""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext

from apps.wikitext.budget import CITATIONS, MOST_CITATIONS
from apps.wikitext.citations import Citation, InvalidCitation, parse_cites
from apps.wikitext.render import extract, parse
from apps.wikitext.skeleton import Surplus

from .beside import at_hand
from .specs import CITED


def require_sources(citations: Iterable[Citation]) -> None:
    """Raises ValidationError with one sentence for each source cited that no entry is, or was, called."""
    wanted = {citation.source for citation in citations}
    if not wanted:
        return
    beside = at_hand()
    if missing := wanted - (sources_called(wanted) if beside is None else beside.sources):
        sources = apps.get_model("entries", "Entry").objects.filter(kind=CITED)
        known = list(sources.values_list("slug", flat=True))
        raise ValidationError(
            [_no_source(slug, known) for slug in sorted(missing)],
            "unknown_source",
        )


def sources_called(slugs: Collection[str], *, without: Collection[int] = ()) -> set[str]:
    """Those of the slugs that a source has, or had before it was renamed; `without` some sources, by key."""
    sources = apps.get_model("entries", "Entry").objects.filter(kind=CITED)
    sources = sources.exclude(pk__in=without) if without else sources
    found = set(sources.filter(slug__in=slugs).values_list("slug", flat=True))
    if former := set(slugs) - found:
        found |= set(sources.filter(ever_named__slug__in=former).values_list("ever_named__slug", flat=True))
    return found


def _no_source(slug: str, known: list[str]) -> str:
    near = get_close_matches(slug, known, n=3, cutoff=0.5)
    if not near:
        return gettext("There is no source “%(slug)s”.") % {"slug": slug}
    said = gettext("There is no source “%(slug)s”. Did you mean %(names)s?")
    return said % {"slug": slug, "names": gettext(" or ").join("@" + name for name in near)}


class CitesField(models.TextField):
    """Citations of facts: `@source-slug, locator; @another, locator`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Every citation is well formed and names a source that has an entry."""
        super().validate(value, model_instance)
        try:
            citations = parse_cites(value or "")
            if len(citations) > MOST_CITATIONS:
                raise ValidationError(str(Surplus(CITATIONS, len(citations), MOST_CITATIONS)), "over_budget")
        except InvalidCitation as error:
            raise ValidationError(str(error), code="invalid_citation") from error
        require_sources(citations)


class ProseField(models.TextField):
    """Markdown, with `[[links]]` and `[@source, locator]` citations."""

    packed = True
    """Told to apps.changes.history.Tracked, which keeps the prose of the past as few bytes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """There is not too much in the prose for its page, and every source cited in it has an entry."""
        super().validate(value, model_instance)
        if over := parse(value or "").over:
            raise ValidationError([str(each) for each in over], "over_budget")
        require_sources(extract(value or "")[1])
