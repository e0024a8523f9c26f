"""What changed, in a line or a sentence. Must not know pages."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext, ngettext

from apps.changes.diff import DiffLine
from apps.changes.measuring import Measure, read
from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.validity import Lasting
from apps.language.marking import _
from apps.language.numbers import all_of, grouped

from .comparison import RowChange
from .revision import COUNTED, RevisionComparison

NAMED = 3
"""How many claims of a sort a line names before it only counts them."""
FATES = {
    "added": _("%(rows)s added"),
    "removed": _("%(rows)s removed"),
    "changed": _("%(rows)s changed"),
    "ended": _("%(rows)s ended"),
}
SIGNS = {"added": "+", "removed": "−"}  # a minus sign, as wide as the plus


def in_a_line(changes: Sequence[RowChange], entry: Entry | None = None) -> str:
    """The changes in one line, claims by their other ends: “+ membership Uzbekistan; end of 2 memberships”."""
    parts = [_entry_line(change) for change in changes if change.claim is None]
    groups: dict[tuple[Any, str, tuple[str, ...]], list[RowChange]] = defaultdict(list)
    for change in changes:
        if change.claim is not None:
            labels = tuple(_word(change, field.name) for field in change.fields) if change.op == "changed" else ()
            groups[change.delta.model, change.op, labels].append(change)
    for (model, op, labels), group in groups.items():
        rows = _count(model, group, entry)
        if sign := SIGNS.get(op):
            parts.append(f"{sign} {rows}")
        else:
            parts.append(gettext("%(fields)s of %(rows)s") % {"fields": _join(labels), "rows": rows})
    return "; ".join(parts)


def _entry_line(change: RowChange) -> str:
    title = change.delta.row.title
    if change.op == "changed":
        return _join([_word(change, field.name) for field in change.fields])
    return f"{SIGNS[change.op]} {change.delta.model.spec.one} {title}"


def _word(change: RowChange, field: str) -> str:
    return str(change.delta.model._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def _count(model: Any, group: list[RowChange], entry: Entry | None) -> str:
    if len(group) > NAMED:
        return _counted(model, len(group))
    ends = [said for change in group if (said := _said(change.claim, entry))]
    if len({*ends}) < len(group):  # some cannot be named, or two would be named alike
        return _counted(model, len(group))
    return f"{model.spec.one} {_join(ends)}"


def _said(claim: Claim, entry: Entry | None) -> str:
    return ": ".join(filter(None, (other_ends(claim, entry), claim.told)))


def _counted(model: Any, number: int) -> str:
    return str(model.spec.counted % {"count": number})


def other_ends(claim: Claim, entry: Entry | None) -> str:
    """The titles at a claim's first two ends, without that of `entry`; before it, the name that it records."""
    if claim.spec.names:
        named = f"“{getattr(claim, claim.spec.names)}”"
        ends = [end.name for end in known_ends(claim) if entry is None or end.pk != entry.pk]
        return gettext("%(name)s of %(entry)s") % {"name": named, "entry": ends[0]} if ends else named
    return " – ".join(end.name for end in known_ends(claim) if entry is None or end.pk != entry.pk)


def known_ends(claim: Claim) -> list[Entry]:
    """The entries at a claim's first two ends, as far as the reader may see them."""
    ends = (getattr(claim, end.field, None) for end in claim.spec.ends[:2])
    return [end for end in ends if end is not None]


def in_a_sentence(changes: Iterable[RowChange]) -> str:
    """The changes counted: “3 facts changed, 1 membership ended, 2 paragraphs”; nothing where nothing changed."""
    counts: Counter[tuple[Any, str]] = Counter()
    for change in changes:
        if change.claim is None:
            if change.op != "changed":
                counts[change.delta.model, change.op] += 1
                continue
            for field in change.fields:
                if field.rows and field.name == "text":
                    counts[None, "paragraphs"] += _paragraphs(field.rows)
                else:
                    counts[None, "facts"] += 1
        else:
            counts[change.delta.model, _fate(change)] += 1
    return ", ".join(_told(model, what, number) for (model, what), number in counts.items() if number)


def of_comparison(found: RevisionComparison) -> str:
    """The same of two revisions; of more claims than are compared, that they are more."""
    if not found.many:
        return in_a_sentence(found.counted)
    told = [in_a_sentence(change for change in found.changes if change.claim is None)]
    told.append(gettext("more than %(number)s claims edited") % {"number": grouped(COUNTED)})
    return ", ".join(filter(None, told))


def _told(model: Any, what: str, number: int) -> str:
    """So many rows of a model, and what became of them; without one, so many facts or paragraphs."""
    if model is not None:
        return FATES[what] % {"rows": _counted(model, number)}
    if what == "facts":
        return ngettext("%(count)s fact changed", "%(count)s facts changed", number) % {"count": number}
    return ngettext("%(count)s paragraph", "%(count)s paragraphs", number) % {"count": number}


def _paragraphs(rows: Iterable[DiffLine]) -> int:
    """How many lines of a text differ, the empty ones between them left out; one where only those differ."""
    differing = [row for row in rows if row.kind not in ("same", "fold")]
    return sum(any(piece.text.strip() for piece in row.inline) for row in differing) or 1


def _fate(change: RowChange) -> str:
    """What became of a claim: "ended" where its end, unknown or open before, was given a date."""
    model = change.delta.model
    if change.op == "changed" and issubclass(model, Lasting) and len(model.dates) > 1:
        end = model.dates[1]
        if getattr(change.delta.before, end) in ("", "..") and getattr(change.delta.after, end) not in ("", ".."):
            return "ended"
    return change.op


def sizes(changes: Iterable[RowChange]) -> tuple[int, int]:
    """How many characters were added to the rows, and how many removed; as it is counted for a whole changeset."""
    measure = Measure()
    for change in changes:
        for each in change.fields:
            column: Any = change.delta.model._meta.get_field(each.name)
            if not column.is_relation:
                usual = ("", str(column.get_default()))
                measure.compare(*("" if side.raw in usual else side.raw for side in (each.before, each.after)))
    return measure.added, measure.removed


def _join(words: Sequence[str]) -> str:
    return all_of(words) if words else ""


def in_short(did: str) -> str:
    """What a changeset did, from what is kept beside it: “text; + 2 memberships; end of membership”.

    No row is read. Facts of one entry stand alone: the list names the entry.
    """
    parts = []
    for done in read(did):
        try:
            model: Any = apps.get_model("entries", done.sort)
            names = _join([str(model._meta.get_field(name).verbose_name) for name in done.fields])
        except (LookupError, FieldDoesNotExist):  # a sort or a field that was there once
            continue
        what = str(model.spec.one) if done.many == 1 else _counted(model, done.many)
        if sign := SIGNS.get(done.op):
            parts.append(f"{sign} {what}")
        elif names and issubclass(model, Entry) and done.many == 1:
            parts.append(names)
        else:
            told = gettext("%(fields)s of %(rows)s") if names else gettext("%(rows)s changed")
            parts.append(told % {"fields": names, "rows": what})
    return "; ".join(parts)
