"""Addresses of this site that stay in the World that a reader asked for. Must not query."""

from typing import Any
from urllib.parse import urlencode

from .world import World


def moment(world: World | None) -> dict[str, str]:
    """`on` and `at` as a query string says them; nothing for the present."""
    asked = {"on": world.on, "at": world.at} if world else {}
    return {name: str(value) for name, value in asked.items() if value is not None}


def within(world: World | None, address: str, **query: Any) -> str:
    """An address with the World, and what else is not empty, as its query string; a fragment stays last."""
    if not query and (world is None or (world.on is None and world.at is None)):
        return address
    path, hash_, fragment = address.partition("#")
    parameters = urlencode(moment(world) | {name: value for name, value in query.items() if value not in (None, "")})
    return path + (f"?{parameters}" if parameters else "") + hash_ + fragment
