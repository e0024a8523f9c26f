"""Changes as Atom feeds (RFC 4287). Must not know which changes a list shows, nor HTML."""

import re
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language, gettext

from apps.entries.addresses import within
from apps.entries.world import World
from apps.language.answering import tag_of
from apps.language.marking import _
from apps.language.said import retold
from apps.revisions.history import read_history
from apps.revisions.recent import ListedChangeset, read_recent
from apps.revisions.subject import Subject
from apps.web.request import text

from ..change_lists import FEED_NAMES, find_editor
from ..past import of_subject
from ..reading import reading
from ..selecting import read_selection

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that no XML 1.0 document can hold."""
SYSTEM = _("the system")
SAYS = _("Changes, newest first.")


class Feed(Atom1Feed):
    """An Atom feed whose `updated` is its newest entry's, and never now: an unchanged feed stays the same."""

    def latest_post_date(self) -> datetime:
        """The instant of the newest entry; the epoch where there is none."""
        return max((item["updateddate"] for item in self.items), default=datetime.fromtimestamp(0, UTC))


@reading
def changes(request: HttpRequest, world: World) -> HttpResponse:
    """The newest changesets of all entries, of a kind, of an entry or of an editor."""
    asked = {name: value for name in FEED_NAMES if (value := text(request, name))}
    if "user" in asked:
        find_editor(asked["user"])
    cut = read_recent(world, read_selection(request, world, *FEED_NAMES))
    of = f" – {', '.join(f'{name} {value}' for name, value in asked.items())}" if asked else ""
    feed = start(request, gettext("cstowiki: changes") + of, within(None, reverse("changes"), **asked))
    for told in cut.rows:
        changeset = told.changeset
        add(feed, request, changeset, changeset.get_absolute_url(), retold(changeset.summary), _entries(told))
    return answer(feed)


@of_subject("feed/")
def entry(request: HttpRequest, world: World, subject: Subject) -> HttpResponse:
    """The newest revisions of one entry, each with what it changed."""
    shown = subject.entry
    title = gettext("cstowiki: changes of %(entry)s") % {"entry": shown.name}
    feed = start(request, title, reverse(f"{shown.kind}:history", args=[shown.slug]))
    for revision in read_history(world, shown, read_selection(request, world)).rows:
        number = revision.changeset.number
        address = reverse(f"{shown.kind}:compare", args=[shown.slug, number - 1, number])
        add(feed, request, revision.changeset, address, retold(revision.changeset.summary), revision.line)
    return answer(feed)


def start(request: HttpRequest, title: str, address: str) -> Feed:
    """A feed about the page at the address."""
    home = request.build_absolute_uri(address)
    own = request.build_absolute_uri()
    return Feed(
        xml(title),
        home,
        str(SAYS),
        language=tag_of(get_language() or settings.LANGUAGE_CODE),
        feed_url=own,
        feed_guid=own,
        author_name="cstowiki",
    )


def add(feed: Feed, request: HttpRequest, changeset: Any, address: str, title: str, said: str) -> None:
    """Adds a changeset. Its id is the address of its own page, whatever the feed and wherever the link leads."""
    feed.add_item(
        title=xml(f"#{changeset.number} {title}"),
        link=request.build_absolute_uri(address),
        description=escape(xml(said)),
        author_name=xml(changeset.user.get_username()) if changeset.user else str(SYSTEM),
        unique_id=request.build_absolute_uri(changeset.get_absolute_url()),
        pubdate=changeset.created,
        updateddate=changeset.created,
        categories=[changeset.tag],
    )


def answer(feed: Feed) -> HttpResponse:
    """The feed as an answer."""
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def xml(words: str) -> str:
    """A text without what XML cannot hold."""
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words)


def _entries(told: ListedChangeset) -> str:
    entries = ", ".join(entry.name for entry in told.entries)
    return (
        gettext("%(entries)s and %(count)s more") % {"entries": entries, "count": told.more} if told.more else entries
    )
