"""What a wiki link names, and where it leads; must not know entries: whoever renders finds the way."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What stands in `[[kind:name#heading]]`; `kind` and `heading` are empty where the writer gave none.

    `name` is empty for a heading of the page itself.
    """

    kind: str
    name: str
    heading: str = ""

    @property
    def words(self) -> str:
        """What is shown of a link that has no label, and whose target has no title to show."""
        return self.name or self.heading


@dataclass(frozen=True, slots=True)
class ResolvedLink:
    """Where a wiki link leads: to an entry, or, unless it `exists`, to where one can be made.

    `title` is shown where the writer gave no label; empty shows the name as written.
    """

    url: str
    exists: bool = True
    title: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a citation shows: its number, the `id` of its reference, and its own `id`, for the way back.

    Both ids are unique on the page, which can show several pieces of prose.
    """

    number: int
    reference: str
    anchor: str
