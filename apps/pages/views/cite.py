"""How to cite a page of this site with both of its times fixed: as a page, and as files for citation tools.

Must not know what the page shows, nor how a format is written.
"""

from typing import Any
from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404
from django.utils import timezone
from django.utils.translation import gettext

from apps.changes.models import Changeset
from apps.entries.entry import Entry
from apps.entries.lookup import Missing, Moved, find
from apps.entries.world import World
from apps.language.marking import _
from apps.language.said import capital
from apps.revisions.subject import find_subject
from apps.web.request import origin_of, text, viewer_of

from ..citing import FORMATS, Cited
from ..mementos import PageAddress
from ..missing import missing, moved
from ..reading import page, reading, recorded

TITLES = {
    "entry": "{entry}",
    "list": "{kind}",
    "home": _("Home page"),
    "about": _("About this wiki"),
    "changes": _("Changes"),
    "changeset": _("Changeset {number}"),
    "deleted": _("Deleted entries"),
    "user": _("Contributions of {name}"),
    "timeline": _("Timeline"),
    "map": _("Map"),
    "structure": _("Structure"),
    "participation": _("Participation"),
    "participation-compare": _("Participation at two times"),
    "reports": _("Reports"),
    "report": _("Report: {slug}"),
    "history": _("{entry}: history"),
    "fact": _("{entry}: history of a fact"),
    "claim": _("{entry}: history of a claim"),
    "compare": _("{entry}: changesets {a} and {b} compared"),
}
"""What a page is called, by the name of its address; others by their path."""


@reading
def entry(request: HttpRequest, world: World, model: type[Entry], slug: str) -> HttpResponse:
    """How to cite the page of an entry."""
    try:
        found = find(world, model, slug)
    except Moved as error:
        return moved(request, error, "cite/")
    except Missing as error:
        return missing(request, world, model, slug, error)
    place = PageAddress.found(found.get_absolute_url(), QueryDict())
    return answer(request, world, place, found.title, told=found, named=found.name)


@reading
def other(request: HttpRequest, world: World) -> HttpResponse:
    """How to cite any page, the one `of` which it is asked; that page's own `on` and `at` hold where none are given."""
    place = read_place(text(request, "of"))
    asked = (text(request, name) or place.query.get(name, "") for name in ("on", "at"))
    world = World.asked(viewer_of(request), *asked)
    try:
        return answer(request, world, place, title_of(world, place))
    except Moved as error:
        place = place.moved(error.entry.slug)
        return answer(request, world, place, title_of(world, place))
    except Missing as error:
        return missing(request, world, place.given["model"], place.given["slug"], error)


def read_place(of: str) -> PageAddress:
    """The reading page at a path of this site, with its query. Raises BadRequest."""
    path, _, query = of.partition("#")[0].partition("?")
    try:
        if path.startswith("/") and not path.startswith("//"):
            return PageAddress.found(unquote(path), QueryDict(query))
    except Resolver404:
        pass
    told = gettext("of=%(of)s is no page of this site that can be cited: write its path, such as /states/.")
    raise BadRequest(told % {"of": of[:60]})


def title_of(world: World, place: PageAddress) -> str:
    """What the page is called. Raises Moved and Missing for what is about an entry."""
    names = dict(place.given)
    if "model" in names:
        names["kind"] = capital(names["model"].spec.many)
    if place.is_about_an_entry:
        names["entry"] = find_subject(world, names["model"], names["slug"]).entry.title
    pattern = TITLES.get(place.match.url_name or "")
    return str(pattern).format(**names) if pattern else place.path


def answer(request: HttpRequest, world: World, place: PageAddress, title: str, **beside: Any) -> HttpResponse:
    """The page's citation in every format; in the one asked for, as a file. `beside` is what else its page shows."""
    changeset = recorded(world) if world.at is not None else Changeset.objects.order_by("-number").first()
    number = changeset.number if changeset else 0
    cited = Cited(
        title=title,
        address=origin_of(request) + place.address(world.day, number),
        changeset=number,
        recorded=changeset.created if changeset else None,
        day=world.day,
        accessed=timezone.now().date(),
    )
    if name := text(request, "format"):
        return as_file(cited, name)
    context = {
        "cited": cited,
        "named": title,
        "changeset": changeset,
        "formats": [(name, each, each.write(cited)) for name, each in FORMATS.items()],
        "files": place.citing(world.day, number),
        "shown": place.address(),
        "permanent": cited.address,
        "cite": "",
        **beside,
    }
    return page(request, world, "cite.html", context)


def as_file(cited: Cited, name: str) -> HttpResponse:
    """A citation to download. Raises BadRequest for a format that there is not."""
    if name not in FORMATS:
        told = gettext("%(name)s=%(value)s is not known: choose one of %(known)s, or leave it out.")
        raise BadRequest(told % {"name": "format", "value": name[:40], "known": ", ".join(FORMATS)})
    wanted = FORMATS[name]
    return HttpResponse(
        wanted.write(cited),
        content_type=f"{wanted.media}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{cited.key}.{wanted.suffix}"'},
    )
