"""Hooks: what a room must know and only a room above it can say. Must not know any room.

A room names what it needs; the room above fills it in, in the `ready` of its AppConfig. So nothing is imported upward,
nor looked up by a name that belongs to a higher floor.
"""

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class Hook(Generic[Given, Answer]):
    """A function that another room brings; `what` says what it answers. Called before that, it raises LookupError."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._filled: Callable[Given, Answer] | None = None

    def fill(self, function: Callable[Given, Answer]) -> None:
        """Bring the function; the last one brought counts."""
        self._filled = function

    def __call__(self, *args: Given.args, **kwargs: Given.kwargs) -> Answer:
        """What the function answers. Raises LookupError where no room has brought it."""
        if self._filled is None:
            raise LookupError(f"No room has said yet: {self.what}.")
        return self._filled(*args, **kwargs)
