"""What people read of kinds and claims: words that are translated as they are shown, and English ones made of names.

Must not import models.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Words = Any
"""A text, or one that is translated as it is shown (Django's lazy texts are of no type of their own)."""


@dataclass(frozen=True)
class EnglishCount:
    """So many of something in English, as Django's `ngettext_lazy` is in every language: `counted % {"count": 2}`."""

    one: str
    many: str

    def __mod__(self, values: Mapping[str, Any]) -> str:
        return f"{values['count']} {self.one if values['count'] == 1 else self.many}"


def word(spec: Any, act: str, said: str) -> None:
    """Give a spec that declares no words those that its name makes; `said` is the one of the field `act`."""
    many = spec.plural.replace("-", " ")
    words = {"one": spec.name, "many": many, "counted": EnglishCount(spec.name, many), act: said}
    for name, text in words.items():
        object.__setattr__(spec, name, getattr(spec, name) or text)
