"""Where prose and citations name an entry. Must not know requests."""

from collections.abc import Collection
from dataclasses import dataclass, field

from apps.entries.addresses import within
from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS
from apps.entries.linking.mentions import Mention
from apps.entries.resolver import EntryResolver
from apps.entries.world import World
from apps.facts.backlinks import Backlinks
from apps.facts.prose import TEXT
from apps.revisions.summaries import other_ends


@dataclass
class PlaceOfMention:
    """An entry where the name is read, in its prose or in a `claim` (told in words); the mentions, with addresses.

    `row` is what Reference calls the row: the plural of the claim, and the key.
    """

    entry: Entry
    claim: str = ""
    row: tuple[str, int] = ("", 0)
    passages: list[tuple[str, Mention]] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)


def read_places(world: World, entry: Entry, *, among: Collection[int] | None = None) -> list[PlaceOfMention]:
    """Where prose and citations name the entry, by title; of claims, those whose ends can all be read.

    `among` are keys of references: only these are read.
    """
    found = Backlinks(world, entry, among=among)
    claims: dict[tuple[str, int], Claim] = {}
    for model in CLAIMS:
        if keys := found.rows(model.spec.plural):
            with world.depending():  # on the entries where they are read, as `found` noted
                rows = world.instances(world.rows(model).filter(id__in=keys))
            claims |= {(model.spec.plural, row.pk): row for row in rows}
    named = EntryResolver()
    named.want(claims.values())
    found.want(named)
    named.fetch(world)
    places: dict[tuple[int, str, int], PlaceOfMention] = {}
    for link in found.settle(named):
        home, claim = named.by_key.get(link.home), claims.get((link.claim, link.row))
        if home is None or (link.claim and claim is None):
            continue
        said = f"{claim.spec.one} {other_ends(claim, None)}" if claim else ""
        place = places.setdefault((link.home, link.claim, link.row), PlaceOfMention(home, said, (link.claim, link.row)))
        if link.mention.field == "cites":
            place.cited.append(link.mention.locator)
        else:
            fragment = f"#{TEXT}-{link.mention.heading}" if link.mention.heading and not claim else ""
            address = within(world, home.get_absolute_url() + fragment)
            place.passages.append((address, link.mention))
    return sorted(places.values(), key=lambda place: (place.entry.name, place.claim))
