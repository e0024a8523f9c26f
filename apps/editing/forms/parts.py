"""Which parts of an entry a form asks for; all others it leaves as they are. Must not know what they hold.

How parts are named is told in apps/pages/parts.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

from apps.pages.parts import NEW, SECTION, claim_part, section_part

MOST = 100
"""Parts of one form."""
WHOLE = "text"
"""The prose as a whole."""
LONGEST_PLACE = 18
"""Characters of a key, or of the name of a row that is new."""


@dataclass(frozen=True)
class Parts:
    """Fields of the entry; sections of its prose, by the ids of their headings; and by the prefix of each list of
    claims the places in it: keys, and names of new ones, which begin with “new”. No places: all of the list.
    """

    fields: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def asked(cls, names: Iterable[str]) -> "Parts":
        """The parts of these names. Raises BadRequest for what is no name, and for too many."""
        fields: list[str] = []
        sections: list[str] = []
        lists: dict[str, list[str]] = {}
        names = list(dict.fromkeys(names))
        if len(names) > MOST:
            raise BadRequest(_("One form has %(most)s parts at most.") % {"most": MOST})
        for name in names:
            prefix, colon, place = name.partition(":")
            if name.startswith(SECTION):
                sections.append(name.removeprefix(SECTION))
            elif colon and not is_place(place):
                raise unknown(name)
            elif "-" in prefix:  # a list and its end; fields have none
                lists.setdefault(prefix, []).extend([place] if colon else [])
            elif colon:
                raise unknown(name)
            else:
                fields.append(name)
        if sections and WHOLE in fields:
            sections = []
        return cls(tuple(fields), tuple(sections), {prefix: tuple(places) for prefix, places in lists.items()})

    @property
    def names(self) -> list[str]:
        """The names of the parts."""
        rows = [claim_part(prefix, place) for prefix, places in self.lists.items() for place in places]
        return [*self.fields, *map(section_part, self.sections), *rows]

    def with_whole_text(self) -> "Parts":
        """The same, with all of the prose in the place of some of its sections."""
        return replace(self, fields=(*self.fields, WHOLE), sections=())

    def new_in(self, prefix: str) -> str:
        """The place of one more new claim of a list."""
        taken = self.lists.get(prefix, ())
        return next(place for place in [NEW, *(f"{NEW}-{n}" for n in range(2, MOST + 3))] if place not in taken)


def is_place(text: str) -> bool:
    """Whether a text is a key, or the name of a row that is new."""
    number = text.removeprefix(NEW).removeprefix("-") if text.startswith(NEW) else text
    known = text == NEW or (number.isascii() and number.isdigit())
    return known and len(text) <= LONGEST_PLACE


def is_new(place: str) -> bool:
    """Whether a place is of a claim that is to be added."""
    return place.startswith(NEW)


def standing_first(places: Sequence[str]) -> list[str]:
    """The places of claims that stand before those of new ones, as the forms of a list are counted."""
    return sorted(places, key=is_new)


def unknown(name: str) -> BadRequest:
    """What to say of a part that there is not, or not any more, or not for this editor."""
    return BadRequest(_("There is no part “%(name)s” of this entry that you can edit.") % {"name": name[:60]})
