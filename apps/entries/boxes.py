"""What an information box shows beside facts, as a kind declares it. Must not import models."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FromClaims:
    """A row that follows from claims: the entries at the other ends of those that hold on the day.

    `listed` is the list of claims by its name on the page of the entry. `by` is the fact by which each row is headed,
    such as an office; without one, the list is told in one row, under its own heading. Where the claims say how others
    stand to the entry, there is a row for each status, with a count.
    """

    listed: str
    by: str = ""


BoxPlan = tuple[str | FromClaims, ...]
"""The rows of a box: facts by name, and what follows from claims."""
