"""Reading `on` and `at` as a reader writes them. Must not know what is read at those moments."""

from datetime import UTC, date, datetime, time

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext

from apps.changes.days import until
from apps.changes.models import Changeset
from apps.databases import is_primary, require_known
from apps.dates.edtf import InvalidDate
from apps.dates.reading import parse_day
from apps.fresh.depending import depending
from apps.language.marking import _

AT_ACCEPTS = _("write a changeset's number, such as 12, or an instant, such as 2026-05-03 or 2026-05-03T14:30:00Z")


class UnknownMoment(ValueError):
    """An `on` or `at` that says no moment; the message says what is accepted."""


def read_on(text: str) -> date:
    """The day that `on` names. Raises UnknownMoment."""
    try:
        return parse_day(text)
    except InvalidDate as error:
        raise UnknownMoment(str(error)) from error


def read_at(text: str) -> int:
    """The number of the last changeset that stood at the moment that `at` names; 0 before the first.

    A number is that changeset; a day is its end in UTC (or now, today); an instant without an offset is in UTC.
    Raises UnknownMoment for what cannot be read and for the future.
    """
    text = text.strip()
    if text.isascii() and text.isdigit():
        with depending():  # what is the past stays the past
            last = Changeset.objects.order_by("-number").values_list("number", flat=True).first() or 0
        if len(text) > 18 or int(text) > last:
            said = gettext("at=%(text)s lies in the future: the latest changeset is %(number)s.")
            raise UnknownMoment(said % {"text": text[:40], "number": last})
        return int(text)
    instant = _instant(text)
    numbers = Changeset.objects.order_by("-number").values_list("number", flat=True)
    found = numbers.filter(until(instant)).first() or 0
    if not is_primary():
        require_known(newest=found == (numbers.first() or 0))
    return found


def read_date(text: str) -> datetime | date | None:
    """The instant, in UTC, or the day that `text` writes; None where it writes neither."""
    # In a query string an unescaped "+" of an offset arrives as a blank.
    candidate = text.replace(" ", "+") if "T" in text else text
    try:
        if len(candidate) == 10:
            return parse_date(candidate)
        if instant := parse_datetime(candidate):
            return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        pass  # a day that there is not, or one that UTC puts before the first or after the last
    return None


def _instant(text: str) -> datetime:
    now = timezone.now()
    match read_date(text):
        case datetime() as instant:
            last = instant
        case date() as day:
            last = now if day == now.date() else datetime.combine(day, time.max, UTC)
        case _:
            said = gettext("at=%(text)s cannot be read: %(accepted)s.")
            raise UnknownMoment(said % {"text": text[:40], "accepted": AT_ACCEPTS})
    if last > now:
        raise UnknownMoment(gettext("at=%(text)s lies in the future.") % {"text": text[:40]})
    return last
