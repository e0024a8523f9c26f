"""What every claim has: one end or more, dates, a note, citations and a rank. Must not know the single claims."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext

from apps.changes.history import TrackedQuerySet
from apps.dates.fields import EdtfField
from apps.language.marking import _

from .cited import CitesField, ProseField
from .constraints import CheckConstraint
from .entry import Entry
from .rendered import RenderedField
from .specs import ClaimSpec, End


class Rank(models.TextChoices):
    """Wikidata's ranks: deprecated is "recorded, but not what we hold to be true"."""

    PREFERRED = "preferred", _("preferred")
    NORMAL = "normal", _("normal")
    DEPRECATED = "deprecated", _("deprecated")


class Claim(models.Model):
    """A dated statement that ties entries together."""

    attested = EdtfField(
        _("attested on"),
        interval=True,
        help_text=_("A day on which a source says that it held (Wikidata's point in time)."),
    )
    note = ProseField(_("note"))
    rendered = RenderedField(of="note")
    cites = CitesField(_("cites"), help_text=_("@source-slug, locator; @another, locator"))
    rank = models.CharField(_("rank"), max_length=10, choices=Rank, default=Rank.NORMAL)

    spec: ClaimSpec
    looked_up_by: tuple[str, ...] = ()
    """The columns in which other claims agree with this one that its `clean` compares it with; none for none."""
    history: Any
    objects = TrackedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = (CheckConstraint(condition=models.Q(rank__in=Rank.values), name="%(class)s_rank_known"),)

    def __str__(self) -> str:
        ends = (getattr(self, end.field) for end in self.spec.ends)
        return f"{self.spec.one} " + " – ".join(str(entry) for entry in ends if entry is not None)

    @property
    def wants_source(self) -> bool:
        """Whether it is held to be true, and names no source."""
        return not self.cites.strip() and self.rank != Rank.DEPRECATED

    @property
    def told(self) -> str:
        """What a claim says that its ends alone do not tell, for one line of a history; nothing where they do."""
        return ""

    @classmethod
    def offers(cls, end: str, kind: str) -> dict[str, dict[str, str]]:
        """What a form at an end where an entry of a kind stands offers to choose from, by the fact: values, labels."""
        return {}

    @property
    def end_ids(self) -> set[int]:
        """The keys of the entries at its ends."""
        return ids_at(self.spec.ends, self)


def ids_at(ends: Iterable[End], row: Any) -> set[int]:
    """The keys of the entries at the ends of a claim's row, standing or historical."""
    ids = (getattr(row, f"{end.field}_id") for end in ends)
    return {pk for pk in ids if pk is not None}


class DatedClaim(Claim):
    """A claim with a start and an end of its own, both included; empty is unknown, `..` as an end goes on."""

    start = EdtfField(_("start"), interval=False, begins=True)
    end = EdtfField(_("end"), interval=False, open_end=True)

    class Meta:
        abstract = True


def require_kind(claim: Claim, field: str, *kinds: str) -> None:
    """Raises ValidationError at `field` unless the entry there is of one of `kinds` (or not chosen yet)."""
    entry: Any = getattr(claim, field, None) if getattr(claim, f"{field}_id", None) else None
    if entry is not None and entry.kind and entry.kind not in kinds:
        said = {"entry": entry, "kind": entry.spec.one, "kinds": gettext(" or a ").join(map(kind_word, kinds))}
        raise ValidationError({field: gettext("“%(entry)s” is a %(kind)s; choose a %(kinds)s.") % said})


def kind_word(name: str) -> str:
    """What people call a kind of this name: “body”."""
    return next((str(model.spec.one) for model in Entry.__subclasses__() if model.spec.name == name), name)
