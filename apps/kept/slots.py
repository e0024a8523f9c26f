"""How the site hands an answer that may be kept to whoever stands before it. Must not know either."""

from dataclasses import dataclass

from apps.fresh.depending import Noted

SLOT = "apps.kept.slot"
"""Where in the WSGI environment."""


@dataclass
class Slot:
    """`noted` is what the answer is made of, if it may be kept."""

    noted: Noted | None = None
