"""What every call can be asked: a moment, and a part of a list. Must not know what is read there."""

from collections.abc import Sequence
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from pydantic import BaseModel, Field, StringConstraints, model_validator

from apps.entries.keyset import Counted, Key, Stretch, UnknownPlace, counted, light, part_after, part_at, whole
from apps.entries.world import World
from apps.web.request import viewer_of

LIMIT = 100
MOST = 500
FURTHEST = 10_000_000
NO_PLACE = "after: this is no place in this list; follow the `next` of a part of it."

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00]*$")]
"""A text of a query string that goes to the database, which takes no NUL."""


class NotAccepted(ValueError):
    """A parameter that can be read, but asks for what there cannot be; the message says what is accepted."""


class Asking(BaseModel):
    """The parameters of a query string. An empty one counts as not given, as an HTML form leaves it."""

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: Any) -> Any:
        return {name: value for name, value in given.items() if value != ""} if isinstance(given, dict) else given


class AtMoment(Asking):
    """The two times of every call. A value that says no moment is a 400, so both are read by `World.asked`."""

    on: str | None = Field(
        None,
        description="The day of the world that is asked about: year, month and day. Today, unless given.",
        examples=["1999-07-01"],
        json_schema_extra={"format": "date"},
    )
    at: str | None = Field(
        None,
        description="What this wiki said: a changeset's number, a day (its end, in UTC) or an instant. "
        "As it stands, unless given.",
        examples=["12", "2026-05-03T14:30:00Z"],
    )

    def world(self, request: HttpRequest) -> World:
        """The World asked for. Raises UnknownMoment."""
        return World.asked(viewer_of(request), (self.on or "").strip(), (self.at or "").strip())


class WithAll(Asking):
    """Asks for what does not hold on the day as well."""

    every: bool = Field(
        False,
        alias="all",
        description="Also what does not hold or exist on the day, and deprecated claims.",
    )


class OfList(Asking):
    """Which part of a list."""

    limit: int = Field(LIMIT, ge=1, le=MOST, description="How many results at most.")
    offset: int = Field(0, ge=0, le=FURTHEST, description="How many results to leave out first.")
    after: Words | None = Field(
        None, max_length=2000, description="The place after which to go on, from the `next` of a part before."
    )

    def answer(self, request: HttpRequest, rows: Sequence[Any]) -> dict[str, Any]:
        """The part asked for of what was read whole, as `count`, `next` and the raw `results`."""
        end = self.offset + self.limit
        further = end < len(rows) and end <= FURTHEST
        return {
            "count": len(rows),
            "next": self.address(request, offset=str(end)) if further else None,
            "results": list(rows[self.offset : end]),
        }

    def part(self, request: HttpRequest, rows: QuerySet[Any], *keys: Key) -> dict[str, Any]:
        """The same of rows that are sorted by these keys and the `id`, or by a `number`; of many it is only counted
        that they are many. Raises NotAccepted for a place that this list has not.
        """
        numbered = keys[-1].name == "number"
        stretch = Stretch(rows, keys) if numbered else light(rows, keys)
        try:
            found = (
                part_at([stretch], self.limit, self.offset)
                if self.offset and not self.after
                else part_after([stretch], self.limit, self.after or "")
            )
        except UnknownPlace as error:
            raise NotAccepted(NO_PLACE) from error
        beginning = not (self.after or self.offset or found.after)
        count = Counted(len(found.rows)) if beginning else counted(stretch.rows)
        return {
            "count": None if count.more else count.number,
            **({"count_more_than": count.number} if count.more else {}),
            "next": self.address(request, after=found.after) if found.after else None,
            "results": found.rows if numbered else whole(rows, found.rows),
        }

    def address(self, request: HttpRequest, **place: str) -> str:
        """The address of the part of the list at a place."""
        query = request.GET.copy()
        for name in ("offset", "after"):
            query.pop(name, None)
        for name, value in {"limit": str(self.limit), **place}.items():
            query[name] = value
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
