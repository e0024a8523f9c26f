"""How the parts of an entry's page are named, which can be edited each by itself. Must not know forms.

A fact, the title, the summary are named as their fields are; a list of claims as its section ("members-body"), one of
its claims by its key ("members-body:12"), one that is to be added "members-body:new".
"""

from urllib.parse import urlencode

SECTION = "section:"
"""What stands before the id of a heading: the part is that section of the prose; of nothing, its lead."""
NEW = "new"


def claim_part(section: str, key: int | str = NEW) -> str:
    """A claim of a list, or one that is to be added to it."""
    return f"{section}:{key}"


def section_part(heading: str = "") -> str:
    """The section of the prose below a heading, by the heading's id; else the lead."""
    return SECTION + heading


def anchor(part: str) -> str:
    """The id of the way to a part's form, to which one comes back from it."""
    return "part-" + part.replace(":", "-")


def part_address(form: str, *parts: str) -> str:
    """Where the form of an entry, at an address, asks for some of its parts only."""
    return f"{form}?{urlencode([('part', part) for part in parts])}"
