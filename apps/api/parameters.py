"""What every call can be asked: a moment, and a part of a list. Must not know what is read there."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from pydantic import BaseModel, Field, StringConstraints, model_validator

from apps.entries.world import World
from apps.web.request import viewer_of

LIMIT = 100
MOST = 500
FURTHEST = 10_000_000

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00]*$")]
"""A text of a query string that goes to the database, which takes no NUL."""


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

    def answer(self, request: HttpRequest, rows: QuerySet[Any] | list[Any]) -> dict[str, Any]:
        """The part asked for, as `count`, `next` and the raw `results`."""
        count = len(rows) if isinstance(rows, list) else rows.count()
        end = self.offset + self.limit
        further = end < count and end <= FURTHEST
        return {
            "count": count,
            "next": self._address(request, end) if further else None,
            "results": list(rows[self.offset : end]) if self.offset < count else [],
        }

    def _address(self, request: HttpRequest, offset: int) -> str:
        query = request.GET.copy()
        query["limit"], query["offset"] = str(self.limit), str(offset)
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
