"""Tags of the language of the interface, as every template has them. They never fetch."""

from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.template import Context
from django.template.defaultfilters import date as in_django
from django.utils.translation import get_language

from .answering import tag_of
from .asked import PARAMETER, short
from .numbers import grouped
from .said import retold, said

register = template.Library()


class Offered(NamedTuple):
    """A language in which the page is there: its code, its tag, its own name, and the page's address in it."""

    code: str
    tag: str
    name: str
    address: str
    current: bool


@register.filter(name="retold")
def retold_filter(text: str) -> str:
    """What was stored, in the language of the page where the wiki wrote it: `{{ changeset.summary|retold }}`."""
    return retold(text)


@register.filter(name="said")
def said_filter(text: str) -> str:
    """A word that the code has in English, such as that of what was done: `{{ change.op|said }}`."""
    return said(text)


@register.filter
def number(value: int) -> str:
    """A whole number as the language writes it: “1,500”, «1 500»."""
    return grouped(value)


@register.filter(expects_localtime=True, is_safe=False)
def date(value: Any, form: str | None = None) -> Any:
    """Django's filter; a month after its day is as the language has it there: «2 апреля 1999»."""
    return in_django(value, form and form.replace("j F", "j E"))


@register.simple_tag
def language_tag() -> str:
    """The tag of the language of the page, for HTML's `lang`: “en-GB”."""
    return tag_of(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[Offered]:
    """The languages that there are, with the address of this page in each, its other parameters kept."""
    request: Any = context.get("request")
    now = get_language() or settings.LANGUAGE_CODE
    rest = request.GET if request is not None else None
    found = []
    for code, name in settings.LANGUAGES:
        address = ""
        if rest:
            asked = rest.copy()
            asked[PARAMETER] = short(code)
            address = f"{request.path}?{asked.urlencode()}"
        elif rest is not None:
            address = f"{request.path}?{PARAMETER}={short(code)}"
        found.append(Offered(short(code), tag_of(code), name, address, code == now))
    return found


@register.simple_tag(takes_context=True)
def without_language(context: Context) -> str:
    """The address of this page, without the language that it may name."""
    request: Any = context.get("request")
    if request is None:
        return "/"
    if not request.GET:
        return str(request.path)
    asked = request.GET.copy()
    asked.pop(PARAMETER, None)
    return f"{request.path}?{asked.urlencode()}" if asked else str(request.path)
