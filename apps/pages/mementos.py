"""A page of this site at each changeset: its addresses, and the links between them (Memento, RFC 7089).

Must not know requests, nor what a page shows.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.http import QueryDict
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.encoding import escape_uri_path
from django.utils.http import http_date

from apps.changes.models import LATEST, Changeset
from apps.entries.access import Viewer
from apps.entries.entry import Touch
from apps.entries.moments import UnknownMoment
from apps.entries.world import World
from apps.revisions.deltas import DELETED
from apps.revisions.subject import find_subject

LINK_FORMAT = "application/link-format"
ACCEPTS = "write a date in GMT, such as Sun, 03 May 2026 14:30:00 GMT"

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HTTP_DATE = re.compile(
    rf"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) ({'|'.join(_MONTHS)}) (\d{{4}}) (\d\d):(\d\d):(\d\d) GMT", re.ASCII
)


@dataclass(frozen=True)
class PageAddress:
    """A reading page, whatever the moment: its path, its query without `at`, and what its address says.

    An entry's print version, and its page as a changeset left it, are the place of the entry itself.
    """

    path: str
    query: QueryDict
    match: ResolverMatch

    @classmethod
    def of(cls, path: str, query: QueryDict, match: ResolverMatch) -> "PageAddress":
        """The place of a page's decoded path, its query, and what the path resolved to."""
        if match.url_name in ("print", "revision"):
            path = reverse(f"{match.namespace}:entry", args=[match.kwargs["slug"]])
            match, query = resolve(path), without(query, "format")
        return cls(path, query, match)

    @classmethod
    def found(cls, path: str, query: QueryDict) -> "PageAddress":
        """The place of a decoded path and a query. Raises Resolver404 for what is no reading page of this site."""
        match = resolve(path)
        if not getattr(match.func, "shows_a_moment", False):
            raise Resolver404({"path": path})
        return cls.of(path, query, match)

    @property
    def given(self) -> dict[str, Any]:
        """What the address says: `model` and `slug` of an entry, `number` of a changeset, and the like."""
        return self.match.kwargs

    @property
    def is_entry(self) -> bool:
        """Whether it is the page of an entry."""
        return self.match.url_name == "entry"

    @property
    def is_about_an_entry(self) -> bool:
        """Whether it is the page of an entry, or lies below it."""
        return {"model", "slug"} <= self.given.keys()

    def address(self, on: date | None = None, at: int | None = None) -> str:
        """Path and query, escaped, with `on` and `at` last: the query's own `on` unless given, `at` only if given."""
        kept = [(name, value) for name, values in self.query.lists() if name not in ("on", "at") for value in values]
        moment = {"on": on.isoformat() if on else self.query.get("on"), "at": None if at is None else str(at)}
        query = urlencode(kept + [(name, value) for name, value in moment.items() if value])
        return escape_uri_path(self.path) + (f"?{query}" if query else "")

    def citing(self, on: date, at: int) -> str:
        """The address of the page that says how to cite it with these two times fixed."""
        moment = urlencode({"on": on.isoformat(), "at": at})
        if self.is_entry:
            return f"{reverse(f'{self.match.namespace}:cite', args=[self.given['slug']])}?{moment}"
        bare = PageAddress(self.path, without(self.query, "on", "at"), self.match).address()
        return f"{reverse('cite')}?{urlencode({'of': bare})}&{moment}"

    def moved(self, slug: str) -> "PageAddress":
        """The same page of an entry whose slug is another now."""
        path = reverse(self.match.view_name, kwargs=self.given | {"slug": slug})
        return PageAddress(path, self.query, resolve(path))

    def gate(self, name: str, origin: str, **given: Any) -> str:
        """The address of its `timegate` or `timemap`, on the site at the origin."""
        _, mark, query = self.address().partition("?")
        return origin + reverse(name, kwargs={"address": origin + self.path, **given}) + mark + query


def without(query: QueryDict, *names: str) -> QueryDict:
    """A query without the parameters of these names."""
    kept = query.copy()
    for name in names:
        kept.pop(name, None)
    return kept


def mementos(viewer: Viewer, place: PageAddress) -> QuerySet[Any]:
    """(number, instant) of each changeset at which a viewer can read the place anew, newest first.

    Of what is about an entry, those that touched it and left it standing; of other pages, every one. Raises Moved and
    Missing.
    """
    rows: QuerySet[Any] = Changeset.objects.all()
    if place.is_about_an_entry:
        entry = find_subject(World(viewer), place.given["model"], place.given["slug"]).entry
        deleted = viewer.past(type(entry)).filter(id=entry.pk, history_type=DELETED).values("changeset")
        rows = Touch.objects.filter(entry_id=entry.pk).exclude(changeset__in=deleted)
        rows = rows.annotate(number=F("changeset_id"), created=F("changeset__created"))
    # A page about certain changesets is not there before the last of them.
    since = max(place.given.get(name, 0) for name in ("number", "a", "b"))
    return rows.filter(number__gte=min(since, LATEST)).order_by("-number").values_list("number", "created")


def read_instant(text: str) -> datetime:
    """The second that an Accept-Datetime header names (RFC 1123, in GMT). Raises UnknownMoment."""
    try:
        if found := _HTTP_DATE.fullmatch(text.strip()):
            day, month, year, hour, minute, second = found.groups()
            on = date(int(year), _MONTHS.index(month) + 1, int(day))
            return datetime.combine(on, time(int(hour), int(minute), int(second)), UTC)
    except ValueError:
        pass  # a day or an hour that there is not
    raise UnknownMoment(f"Accept-Datetime: {text[:40]} cannot be read: {ACCEPTS}.")


def at_instant(rows: QuerySet[Any], when: datetime) -> tuple[int, datetime] | None:
    """The last memento of these whose instant, to the second, is not after `when`."""
    return cast("tuple[int, datetime] | None", rows.filter(created__lte=when.replace(microsecond=999_999)).first())


def in_gmt(instant: datetime) -> str:
    """An instant, to the second, as HTTP writes it (IMF-fixdate, RFC 9110)."""
    return http_date(instant.replace(microsecond=0).timestamp())


def link(address: str, **attributes: str) -> str:
    """A link with its attributes (RFC 8288, RFC 6690)."""
    return "; ".join([f"<{address}>", *(f'{name}="{value}"' for name, value in attributes.items())])


def original_link(place: PageAddress, origin: str) -> str:
    """The link to the page whatever the moment."""
    return link(origin + place.address(), rel="original")


def timegate_link(place: PageAddress, origin: str) -> str:
    """The link to what finds the page at an instant."""
    return link(place.gate("timegate", origin), rel="timegate")


def timemap_link(
    place: PageAddress, origin: str, *, rel: str = "timemap", before: int | None = None, **span: str
) -> str:
    """The link to the list of the page's mementos, or to the part of it before a changeset."""
    part = {} if before is None else {"before": before}
    return link(place.gate("timemap", origin, **part), rel=rel, type=LINK_FORMAT, **span)


def memento_links(place: PageAddress, origin: str, rows: Iterable[tuple[tuple[int, datetime], str]]) -> list[str]:
    """A link to each memento, with the words, such as `first`, that were given with it."""
    said: dict[tuple[int, datetime], list[str]] = {}
    for row, word in rows:
        said.setdefault(row, []).extend(word.split())
    return [
        link(origin + place.address(at=number), rel=" ".join([*words, "memento"]), datetime=in_gmt(created))
        for (number, created), words in said.items()
    ]
