"""What a form changes, in words, for the summary of an editor who gives none. Must not know single kinds or claims.

“Belarus: member since 1994 (was 1993); Added Uzbekistan: member from 2006, end not recorded”
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import ForeignKey, TextField
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.dates.edtf import InvalidDate
from apps.dates.period import Contradiction
from apps.entries.field_values import label, read_value
from apps.entries.validity import Lasting
from apps.language.said import in_english
from apps.pages.claim_tables import when

from .claims import BACKING, SOURCES

LONGEST = 500
"""Characters of a summary."""


def summary_of(page: Any) -> str:
    """What the form of some parts changes; nothing for nothing. It was checked. It is stored, and so in English."""
    with in_english():
        told = list(_changes(page))
    said = "; ".join(told)
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def _changes(page: Any) -> Iterator[str]:
    for name in page.form.changed_data:
        if name in page.parts.fields:
            yield _field(page.before, page.form.instance, name)
    for box in page.boxes:
        if box.part.startswith("section:") and box.has_changed:
            words = {"section": box.section.words}
            yield _("text, “%(section)s”") % words if box.section.words else _("text, beginning")
    for each, before in zip(page.lists, page.claims_before, strict=True):
        removed = {id(form) for form in each.formset.deleted_forms}
        for form, was in zip(each.formset.forms, before, strict=True):
            if form.has_changed() and (was.pk is not None or id(form) not in removed):
                yield _claim(was, form.instance, each.end.field, set(form.changed_data), gone=id(form) in removed)


def _field(before: Any, after: Any, name: str) -> str:
    field = after._meta.get_field(name)
    words = {"what": lower(label(type(after), name))}
    if isinstance(field, TextField):
        return pgettext("what was changed", "%(what)s") % words
    return _from_to(words["what"], *(str(read_value(row, name).shown or "") for row in (before, after)))


def _from_to(what: str, was: str, now: str) -> str:
    if not was:
        return _("%(what)s: %(now)s") % {"what": what, "now": now}
    if not now:
        return _("%(what)s: removed (was %(was)s)") % {"what": what, "was": was}
    return _("%(what)s: %(now)s (was %(was)s)") % {"what": what, "now": now, "was": what_differs(was, now)}


def what_differs(was: str, now: str) -> str:
    """What was, without the words around it that stand now: “since 1993” beside “since 1994” is “1993”."""
    old, new = was.split(" "), now.split(" ")
    ahead = _alike(old, new)
    behind = _alike(old[ahead:][::-1], new[ahead:][::-1])
    return " ".join(old[ahead : len(old) - behind]).rstrip(",") or was


def _alike(old: list[str], new: list[str]) -> int:
    """How many words two lists begin with alike."""
    return next(
        (n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def _claim(was: Any, now: Any, end: str, changed: set[str], *, gone: bool) -> str:
    spec, who = now.spec, _who(was if gone else now, end)
    if gone:
        return _("Removed %(who)s: %(what)s") % {"who": who, "what": _said(was, end)}
    if was.pk is None:
        return _("Added %(who)s: %(what)s") % {"who": who, "what": _said(now, end)}
    if changed - {SOURCES, *BACKING}:
        before, after = _said(was, end), _said(now, end)
        if before != after:
            return _from_to(who, before, after)
        return _from_to(spec.name, _who(was, end), who)
    names = ", ".join(lower(label(type(now), name)) for name in (SOURCES, *BACKING) if name in changed)
    return _("%(who)s: %(what)s") % {"who": who, "what": names}


def _who(claim: Any, end: str) -> str:
    """What the claim ties the entry to; of one that ties it to nothing, what it says."""
    others = [other for each in claim.spec.ends if each.field != end if (other := _end(claim, each.field)) is not None]
    if others:
        return str(others[0])
    return str(getattr(claim, claim.spec.names)) if claim.spec.names else str(claim.spec.name)


def _end(claim: Any, field: str) -> Any:
    return getattr(claim, field) if getattr(claim, f"{field}_id") is not None else None


def _said(claim: Any, end: str) -> str:
    """What a claim says of it, and when that holds."""
    dates = claim.dates if isinstance(claim, Lasting) else ()
    own = (read_value(claim, name) for name in claim.spec.facts if name not in dates and name != claim.spec.names)
    said = [str(value.shown) for value in own if value and not isinstance(_of(claim, value.name), ForeignKey)]
    try:
        since = when(claim)[0]
    except (InvalidDate, Contradiction):
        since = ""  # said at the field
    return " ".join(filter(None, (", ".join(said), since))) or str(claim.spec.name)


def _of(claim: Any, name: str) -> Any:
    return claim._meta.get_field(name)


def lower(words: str) -> str:
    """The words of a label within a sentence; an abbreviation stays one."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
