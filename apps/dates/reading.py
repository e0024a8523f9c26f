"""Asking rows what held on a day, in the database; must not know which models have the columns.

The same questions as `Period.certainty`, as conditions.
"""

import re
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext

from .edtf import FOREVER, InvalidDate

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def holding(on: date) -> Q:
    """What holds on the day: certainly, as is assumed, or possibly."""
    return Q(start_earliest__lte=on, end_latest__gte=on)


def certain(on: date) -> Q:
    """What certainly holds on the day."""
    return Q(start_latest__lte=on, end_earliest__gte=on, confirmed__gte=on)


def assumed(on: date) -> Q:
    """What goes on and has certainly begun by the day: where it is not certain, it is assumed to hold."""
    return Q(start_latest__lte=on, end_earliest=FOREVER, end_latest=FOREVER)


def parse_day(text: str) -> date:
    """The one day that `text` writes in full; a question is asked of a day. Raises InvalidDate."""
    text = text.strip()
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # a day that there is not, such as 30 February
    shown = text if len(text) <= 20 else text[:20] + "…"
    message = gettext("“%(text)s” is not a day: write year, month and day, such as 1999-07-01.")
    raise InvalidDate.said(message, text=shown)
