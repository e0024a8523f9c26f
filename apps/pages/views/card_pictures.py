"""The pictures that stand for pages where links to them are shown. Must not know how they are drawn."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from apps.entries.entry import Entry
from apps.entries.lookup import Missing, Moved
from apps.entries.world import World
from apps.language.asked import PARAMETER, of_tag
from apps.web.request import text
from apps.web.sharing import shareable

from ..cards.drawing import Card, as_png
from ..cards.saying import card_of, site_card
from ..entry_page import read
from ..missing import missing, moved
from ..reading import reading
from ..templatetags.reading import day, moment_in_words


@reading
def entry(request: HttpRequest, world: World, model: type[Entry], slug: str) -> HttpResponse:
    """The picture of an entry: what it is, and who stood to it on the day, as far as who asks may read it."""
    try:
        sheet = read(world, model, slug)
    except Moved as error:
        return moved(request, error, "card.png")
    except Missing as error:
        return missing(request, world, model, slug, error)
    with translation.override(language(request)):
        shown = world.on is not None or world.at is not None
        return picture(card_of(sheet, moment_in_words(world) if shown else "", day(world.day)))


@shareable
def site(request: HttpRequest) -> HttpResponse:
    """The picture of every other page."""
    with translation.override(language(request)):
        return picture(site_card())


def language(request: HttpRequest) -> str:
    """The language that the address names, else ours: whoever fetches pictures for others does not know theirs."""
    return of_tag(text(request, PARAMETER).lower()) or settings.LANGUAGE_CODE


def picture(card: Card) -> HttpResponse:
    """The card as PNG."""
    return HttpResponse(as_png(card), content_type="image/png")
