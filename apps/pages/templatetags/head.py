"""What the head of a page says of it to search engines and to those who show a link to it: title, description, address,
languages, picture (HTML, Open Graph, Twitter's cards). They never fetch.
"""

from collections.abc import Callable
from html import escape
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.entries.addresses import within
from apps.entries.entry import Entry
from apps.language.answering import tag_of
from apps.language.asked import PARAMETER, of_tag, short
from apps.web.addresses import address_of
from apps.web.request import origin_of

from ..cards.sizes import HEIGHT, WIDTH
from ..linked_data import linked_site

register = template.Library()

SITE = "cstowiki"
SUFFIX = f" – {SITE}"
TITLE = "title of the page"
LONGEST = 300
"""Characters of a description; who shows it shows fewer."""


class SaidInHead(template.Node):
    """Renders what a page says of itself, and hands it on to be written in all the ways in which it is asked for."""

    def __init__(self, inner: NodeList, write: Callable[[Context, str], str]) -> None:
        self.inner = inner
        self.write = write

    def render(self, context: Context) -> SafeString:
        """The elements of the head. What is inside is HTML already: only quotation marks can end an attribute."""
        said = " ".join(self.inner.render(context).split()).replace('"', "&quot;")
        return SafeString(self.write(context, said))


def _pair(name: str, write: Callable[[Context, str], str]) -> None:
    def read(parser: Parser, token: Token) -> SaidInHead:
        inner = parser.parse((f"end{name}",))
        parser.delete_first_token()
        return SaidInHead(inner, write)

    register.tag(name, read)


def _title(context: Context, said: str) -> str:
    context.render_context[TITLE] = said
    return said


def _description(context: Context, said: str) -> str:
    if not said:
        said = escape(_("A structured wiki for international organisations: dated claims, each with its source."))
    if len(said) > LONGEST:
        said = said[:LONGEST].rpartition(" ")[0] + " …"
    shown = f'<meta property="og:description" content="{said}">' if context.get("world") else ""
    return f'<meta name="description" content="{said}">{shown}'


def _address(context: Context, said: str) -> str:
    """The page whatever the moment is canonical; shared is the one that is shown."""
    request: Any = context.get("request")
    if request is None or not context.get("world"):
        return ""
    here = origin_of(request) + said
    asked = of_tag(request.GET.get(PARAMETER, "").lower())
    own = f"{here}?{PARAMETER}={short(asked)}" if asked else here
    shown = origin_of(request) + escape(within(context["world"], said, **({PARAMETER: short(asked)} if asked else {})))
    found = [f'<link rel="canonical" href="{own}">', f'<meta property="og:url" content="{shown}">']
    found.append(f'<link rel="alternate" hreflang="x-default" href="{here}">')
    for code, _name in settings.LANGUAGES:
        found.append(f'<link rel="alternate" hreflang="{short(code)}" href="{here}?{PARAMETER}={short(code)}">')
    return "".join(found)


_pair("head_title", _title)
_pair("head_description", _description)
_pair("head_address", _address)


@register.simple_tag(takes_context=True)
def linked_home(context: Context) -> SafeString:
    """The site as machines are told of it."""
    return linked_site(origin_of(context["request"]), SITE, address_of("search"))


@register.simple_tag(takes_context=True)
def head_picture(context: Context, entry: Entry | None = None) -> SafeString:
    """The picture that stands for the page, of its entry or of the site, and what else a card of it needs."""
    request: Any = context.get("request")
    if request is None or not context.get("world"):
        return SafeString("")
    if isinstance(entry, Entry):
        world, path, alt = context["world"], address_of(f"{entry.kind}:card-picture", entry.slug), entry.name
    else:
        world, path, alt = None, address_of("card-picture"), SITE
    now = get_language() or settings.LANGUAGE_CODE
    title = str(context.render_context.get(TITLE) or SITE).removesuffix(SUFFIX)
    told = {
        "og:type": "article" if isinstance(entry, Entry) else "website",
        "og:site_name": SITE,
        "og:locale": tag_of(now).replace("-", "_"),
        "og:image": origin_of(request) + within(world, path, **{PARAMETER: short(now)}),
        "og:image:type": "image/png",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": alt,
    }
    found = [f'<meta property="{name}" content="{escape(value)}">' for name, value in told.items()]
    found.append(f'<meta property="og:title" content="{title}">')  # escaped already
    return SafeString("".join([*found, '<meta name="twitter:card" content="summary_large_image">']))
