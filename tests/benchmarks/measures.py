"""What is measured: for each, whom it asks and what. Must not know how, nor what is made of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.benchmarks.browser import Connection, Question
from tests.benchmarks.editors import Editor
from tests.benchmarks.places import Deep, Places

Ask = Callable[[int], Question]
DAY = "1999-07-01"
FEW = 20
"""Pages that are asked for again and again, where they are warm."""
GZIP = (("Accept-Encoding", "gzip"),)


@dataclass(frozen=True)
class Measure:
    """`server` is "bare", "site", or "uncached": the site without its cache of pages. `ask` gives the nth question.

    `ready` is how many are asked before anything counts. `promised` is the share of the bare view's speed, by the
    processor's time, that must be reached.
    """

    name: str
    server: str
    ask: Ask
    promised: float | None = None
    ready: int = 3


BARE, STATIC = "a view that does nothing", "a static file"


def measures(places: Places, ports: dict[str, int], editor: Editor) -> list[Measure]:
    """Everything that is a request that changes nothing, in the order of the table."""
    deep = places.deep
    tags = etags(ports["site"], places.pages)
    ten, thousand, many = (deep[times] for times in sorted(deep))
    few = places.pages[: len(tags)]
    forms = [editor.previewing(entry) for entry in (places.edited[-1], places.sixty)]
    signed_in = editor.headers
    return [
        Measure(BARE, "bare", lambda n: Question("/")),
        Measure(STATIC, "site", _one(style_sheet(ports["site"]))),
        Measure("page, cold", "uncached", _each(places.pages), 0.20),
        Measure("page of prose alone, cold", "uncached", _each(places.prose), 0.20),
        Measure("page, cold, compressed", "uncached", lambda n: Question(_nth(places.pages, n), GZIP)),
        Measure("page, warm", "site", _each(few), 0.90, ready=4 * FEW),
        Measure("page, warm, compressed", "site", lambda n: Question(_nth(few, n), GZIP), ready=4 * FEW),
        Measure("page, `If-None-Match`", "site", lambda n: Question(*_nth(tags, n), good=(304,)), 0.95, ready=4 * FEW),
        Measure("page, signed in", "site", lambda n: Question(_nth(places.pages, n), signed_in)),
        Measure("page of the state with most claims", "uncached", _one(places.hub)),
        Measure(f"page, `on={DAY}`", "uncached", _each([f"{page}?on={DAY}" for page in places.pages])),
        *_by_depth("page", {each: each.address for each in (ten, many)}),
        *_by_depth("`at` in the middle", {each: f"{each.address}?at={each.middle}" for each in (ten, many)}, 0.12),
        *_by_depth("history", {each: f"{each.address}history/" for each in (ten, thousand, many)}, 0.12),
        *_by_depth("far end of the history", {e: f"{e.address}history/?before={e.third + 1}" for e in (ten, many)}),
        *_by_depth("far ends compared", {e: f"{e.address}compare/{e.first}/{e.last}/" for e in (ten, many)}, 0.12),
        Measure("latest changes", "uncached", _one("/changes/")),
        Measure("list of events", "uncached", _one("/events/")),
        Measure("list of bodies", "uncached", _one("/bodies/")),
        Measure("home", "uncached", _one("/")),
        Measure("matrix", "uncached", _one("/participation/")),
        Measure("map", "uncached", _one("/map/")),
        Measure("timeline", "uncached", _one("/timeline/")),
        Measure("structure", "uncached", _one("/structure/")),
        Measure("reports", "uncached", _one("/reports/")),
        Measure("site map", "uncached", _one("/sitemap.xml")),
        Measure("search, common word", "uncached", _each([f"/search/?q={word}" for word in places.common]), 0.05),
        Measure("search, rare word", "uncached", _each([f"/search/?q={word}" for word in places.rare]), 0.10),
        Measure("search, as readers type", "uncached", _each([f"/search/?q={typed}" for typed in places.typed])),
        Measure("suggestions as one types", "uncached", _each([f"/search/suggest/?q={w[:4]}" for w in places.rare])),
        Measure("choice of a link's end", "uncached", _each([f"/suggest/?for=link&q={t}" for t in places.typed])),
        Measure("API, entry", "uncached", _each(places.api)),
        Measure("API, list of events", "uncached", _one("/api/v1/events")),
        Measure("API, search", "uncached", _each([f"/api/v1/search?q={word}" for word in places.common])),
        Measure("edit form", "site", lambda n: Question(f"{_nth(places.edited, n)}edit/", signed_in)),
        Measure("edit form, 60 claims", "site", lambda n: Question(f"{places.sixty}edit/", signed_in)),
        Measure("preview", "site", lambda n: forms[0]),
        Measure("preview, 60 claims", "site", lambda n: forms[1]),
    ]


def _by_depth(name: str, asked: dict[Deep, str], promised: float | None = None) -> list[Measure]:
    """The same question of entries with few and with many revisions."""
    return [
        Measure(f"{name}, {deep.revisions:,} revisions", "uncached", _one(address), promised)
        for deep, address in asked.items()
    ]


def _one(address: str) -> Ask:
    return lambda n: Question(address)


def _each(addresses: Sequence[str]) -> Ask:
    return lambda n: Question(_nth(addresses, n))


def _nth(of, n: int):
    return of[n % len(of)]


def etags(port: int, pages: list[str]) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Pages with the header by which a reader who has them asks whether they changed."""
    connection = Connection(port)
    found = [(page, connection.ask(Question(page)).headers.get("etag", "")) for page in pages[:FEW]]
    connection.close()
    return [(page, (("If-None-Match", tag),)) for page, tag in found]


def style_sheet(port: int) -> str:
    """The address of a style sheet of the site."""
    connection = Connection(port)
    page = connection.ask(Question("/about/")).body.decode()
    connection.close()
    return page.partition('rel="stylesheet" href="')[2].partition('"')[0]
