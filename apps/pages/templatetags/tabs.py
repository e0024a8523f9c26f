"""The tabs under the title of every page of an entry: what can be read and done there. They never fetch."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django import template
from django.template import Context
from django.utils.translation import gettext as _

from apps.entries.access import Verb, Viewer
from apps.entries.addresses import within
from apps.entries.entry import Entry
from apps.entries.world import World
from apps.web.addresses import address_of

from ..hooks import ADMIN_DELETING, API_ROOT, FORM_PAGE
from ..offers import edit_addresses, restore_address

register = template.Library()


@dataclass(frozen=True)
class Tab:
    """A way to a page of the entry, or to an act; the `name` of that page says whether one is on it.

    Where there is little room, it is called `brief`; what is `spare` then stands in the menu alone.
    """

    name: str
    label: str
    address: str
    followed: bool = True
    """Whether crawlers may follow it."""
    brief: str = ""
    spare: bool = False


@dataclass(frozen=True)
class Tabs:
    """The tabs in their order, and what the menu beside them holds."""

    first: list[Tab]
    more: list[Tab]


@register.simple_tag(takes_context=True)
def tabs_of(context: Context, entry: Entry, gone: int = 0) -> Tabs:
    """The tabs of an entry, for who asks and in the World that the page shows; `gone` is the changeset that deleted it.

    Of an entry that is known as a stub alone, what may be done to its kind is offered: whether it is protected is
    found out where one does it.
    """
    world: World = context.get("world") or World(context.get("viewer") or Viewer())
    if gone:
        return Tabs(list(_of_what_is_gone(world, entry, gone)), [])
    acts = edit_addresses(world, entry)
    first = list(_first(world, entry, acts))
    return Tabs(first, [*(tab for tab in first if tab.spare), *_more(context, world, entry, acts)])


def _first(world: World, entry: Entry, acts: dict[str, str]) -> Iterator[Tab]:
    yield Tab("read", _("Read"), within(world, entry.get_absolute_url()))
    if acts:
        yield Tab("edit", _("Edit"), acts["edit_page"])
    elif world.at is None and world.viewer.user is None:
        edit = quote(FORM_PAGE("edit", entry.spec.plural, entry.slug))
        yield Tab("edit", _("Sign in to edit"), f"{FORM_PAGE('sign-in')}?next={edit}", followed=False, brief=_("Edit"))
    yield Tab("history", _("History"), _page(world, entry, "history"))
    yield Tab("cite", _("Cite"), _page(world, entry, "cite"), spare=True)


def _more(context: Context, world: World, entry: Entry, acts: dict[str, str]) -> Iterator[Tab]:
    if acts:
        yield Tab("rename", _("Rename"), acts["rename"])
        if acts["edit"] != acts["edit_page"]:
            yield Tab("admin", _("Edit in the administration"), acts["edit"])
        if world.viewer.uses_admin and world.viewer.may(Verb.DELETE, type(entry)):
            yield Tab("delete", _("Delete"), ADMIN_DELETING(str(entry._meta.model_name), entry.pk))
    if restore := context.get("restore"):
        yield Tab("restore", _("Restore this revision"), restore, followed=False)
    yield Tab("links", _("What links here"), _page(world, entry, "links"))
    if permanent := context.get("permanent"):
        yield Tab("permanent", _("Permanent address"), permanent, followed=False)
    yield Tab("print", _("Print version"), _page(world, entry, "print"))
    yield Tab("api", _("JSON"), within(world, f"{API_ROOT()}{entry.spec.plural}/{entry.slug}"))


def _of_what_is_gone(world: World, entry: Entry, gone: int) -> Iterator[Tab]:
    yield Tab("read", _("Read"), within(None, entry.get_absolute_url(), at=gone - 1))
    if restore := restore_address(world.viewer, entry, gone - 1, gone=True):
        yield Tab("restore", _("Restore"), restore, followed=False)
    yield Tab("history", _("History"), _page(world, entry, "history"))


def _page(world: World, entry: Any, name: str) -> str:
    return within(world, address_of(f"{entry.kind}:{name}", entry.slug))
