"""Reports of a large wiki, made once and kept: each says as of when. Of a small one they are made as they are asked.

Must not know single reports, nor requests and HTML.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from apps.changes.announcing import announce
from apps.entries.access import SYSTEM
from apps.entries.batches import batches
from apps.entries.entry import Entry
from apps.entries.keyset import counted
from apps.entries.kinds import CLAIMS
from apps.entries.world import World
from apps.fresh.depending import table
from apps.revisions.history import latest_number

from ..models import KeptFinding, KeptReport
from .report import LinkedWords, Report, ReportRow
from .shown import Shown
from .survey import Survey

SMALL = 3_000
"""Up to so many entries, reports are made as they are asked for."""
MOST_KEPT = 1_000
"""Findings of one report that are kept; of more it is said how many there are."""
AT_ONCE = 100
STALE = timedelta(days=1)
"""A report that is older, and behind the wiki, is made anew for the reader who asks for it."""


def is_kept(world: World) -> bool:
    """Whether reports of what a World shows are kept: of a large wiki as it stands."""
    return world.at is None and counted(SYSTEM.rows(Entry), SMALL).more


def keep(report: Report, survey: Survey | None = None) -> KeptReport:
    """Make a report and keep it in place of the one before."""
    survey = survey or Survey(SYSTEM)
    number = latest_number()
    findings = report.find(survey)
    told = [told_of for some in batches(list(findings[:MOST_KEPT]), AT_ONCE) for told_of in _told(some, survey)]
    with transaction.atomic():
        kept, _ = KeptReport.objects.update_or_create(
            slug=place_of(report), defaults={"made": timezone.now(), "number": number, "found": len(findings)}
        )
        announce(table(KeptReport._meta.db_table))
        kept.findings.all().delete()
        KeptFinding.objects.bulk_create(
            [KeptFinding(report=kept, place=place, **each) for place, each in enumerate(told)], AT_ONCE
        )
    return kept


def place_of(report: Report) -> str:
    """Under what a report is kept: it is told in a language, and so it is kept for each in which it was asked for."""
    code = get_language() or settings.LANGUAGE_CODE
    return report.slug if code == settings.LANGUAGE_CODE else f"{report.slug}.{code}"


def keep_all(reports: Sequence[Report]) -> list[KeptReport]:
    """Make every report anew; what several of them ask is asked once."""
    survey = Survey(SYSTEM)
    return [keep(report, survey) for report in reports]


def last_kept(report: Report) -> KeptReport:
    """The report as it was kept last; made now where it never was, or not for long while the wiki went on."""
    kept = KeptReport.objects.filter(slug=place_of(report)).first()
    if kept is None or (timezone.now() - kept.made > STALE and kept.number != latest_number()):
        return keep(report)
    return kept


def page_of(world: World, kept: KeptReport, first: int, size: int) -> list[ReportRow]:
    """Findings of a kept report from a place on, but for those of which the viewer may not read all. Two queries."""
    hidden = world.viewer.hidden
    secret = {f"{claim.spec.plural}:{key}" for claim, key in hidden.claims}
    rows = [
        each.told
        for each in kept.findings.filter(place__gte=first, place__lt=first + size).order_by("place")
        if not (hidden.entries & set(each.entries) or secret & set(each.claims))
    ]
    keys = {key for told in rows for key in told["holders"]}
    standing = {entry.pk: entry for entry in world.stubs(Q(id__in=keys))} if keys else {}
    return [
        ReportRow(
            tuple([LinkedWords(*words) for words in cell] for cell in told["cells"]),
            tuple(standing[key] for key in told["holders"] if key in standing),
            tuple(told["wanted"]) if told["wanted"] else None,
            tuple(told["lists"]),
        )
        for told in rows
    ]


def _told(findings: Sequence[Any], survey: Survey) -> list[dict[str, Any]]:
    shown = Shown(survey)
    for finding in findings:
        finding.want(shown)
    shown.fetch()
    made = []
    for finding in findings:
        if (row := finding.as_row(shown)) is not None:
            entries, claims = involved(finding, shown)
            told = {
                "cells": [[[words.said, words.address, words.exact] for words in cell] for cell in row.cells],
                "holders": [holder.pk for holder in row.holders],
                "wanted": row.wanted,
                "lists": row.lists,
            }
            made.append({"told": told, "entries": sorted(entries), "claims": sorted(claims)})
    return made


def involved(finding: Any, shown: Shown) -> tuple[set[int], set[str]]:
    """The keys of the entries of which a finding tells, and of the claims, as plural:key."""
    wants = Shown(shown.world)
    finding.want(wants)
    entries, claims = set(wants.named.keys), set()
    for row in (*wants.named.rows, *(row for each in wants.wanted() if (row := shown.row(*each)) is not None)):
        if type(row) in CLAIMS:
            claims.add(f"{row.spec.plural}:{row.pk}")
            entries |= row.end_ids
        else:
            entries.add(row.pk)
    for claim, keys in wants.wanted_prose().items():
        claims |= {f"{claim}:{key}" for key in keys if claim}
        entries |= keys if not claim else set()
    return entries, claims
