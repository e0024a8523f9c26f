"""What kinds are in the words of schema.org, as they declare it. Must not know kinds, nor how it is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Schema:
    """What one of a kind is in the words of schema.org: its type, the property of each fact, and in `standing` that of
    those who stand to it.
    """

    type: str = "Thing"
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)
    standing: str = ""


THING = Schema()
