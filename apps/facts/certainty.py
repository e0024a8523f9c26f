"""How sure claims are on a day, for claims that were read with their ends. Must not query, nor know single claims.

The database gives the same answer to `World.claims`; this one is for other days than the World's, and for drafts.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext

from apps.dates.edtf import parse
from apps.dates.period import Certainty, Period, dated, last_known
from apps.entries.claims import Rank
from apps.entries.validity import holding_period


def certainties(claims: Iterable[Any], day: date) -> list[Certainty | None]:
    """How surely each of some claims of one sort holds on the day, suspensions among them counted in."""
    found = list(claims)
    periods = [holding_period(claim) if claim.rank != Rank.DEPRECATED else None for claim in found]
    alone = [period.certainty(day) if period else None for period in periods]
    stands = found[0].spec.stands if found else None
    if stands is None or not stands.instead:
        return alone
    suspended = _suspensions(found, periods, stands, day)
    return [
        _beside(certainty, suspended[_pair(claim, stands)])
        if getattr(claim, stands.fact) not in stands.instead
        else certainty
        for claim, certainty in zip(found, alone, strict=True)
    ]


def confirmed_date(row: Any) -> str:
    """The date, as EDTF, up to which a claim, or the existence of an entry, is confirmed: the last of its own, of its
    attestation and of its confirmation. Empty where nothing says so. No query.
    """
    if dating := getattr(row.spec, "dated_by", ""):
        return str(getattr(getattr(row, dating, None), "when", "") or "")
    names = dict.fromkeys((*getattr(row, "dates", ()), "attested"))
    texts = [getattr(row, name, "") for name in names] + [getattr(row, "as_of", "") or ""]
    known = [(last_known(parse(text)), text) for text in texts if text and text != ".."]
    return max(known, default=(None, ""))[1]


def as_last_confirmed(confirmed: Iterable[str]) -> str:
    """Up to when things are confirmed that are assumed, of the EDTF text of each: “as last confirmed in 2009”.

    Empty where there are none.
    """
    known = sorted((last_known(parse(text)), text) for text in confirmed if text)
    if not known:
        return ""
    first, last = parse(known[0][1]), parse(known[-1][1])
    if first.text == last.text:
        return gettext("as last confirmed %(when)s") % {"when": dated(last)}
    return gettext("as last confirmed between %(first)s and %(last)s") % {"first": first.words, "last": last.words}


def _suspensions(
    claims: list[Any], periods: list[Period | None], stands: Any, day: date
) -> dict[tuple[int, int], set[Certainty]]:
    """How surely each pair is suspended on the day."""
    found: dict[tuple[int, int], set[Certainty]] = defaultdict(set)
    for claim, period in zip(claims, periods, strict=True):
        if period and getattr(claim, stands.fact) in stands.instead and (certainty := period.certainty(day)):
            found[_pair(claim, stands)].add(certainty)
    return found


def _pair(claim: Any, stands: Any) -> tuple[int, int]:
    return getattr(claim, f"{stands.party}_id"), getattr(claim, f"{stands.subject}_id")


def _beside(certainty: Certainty | None, suspended: set[Certainty]) -> Certainty | None:
    """How sure a membership is beside a suspension, which stands in for it as far as it holds."""
    if certainty is None or suspended & {"certain", "assumed"}:
        return None
    return "possible" if suspended else certainty
