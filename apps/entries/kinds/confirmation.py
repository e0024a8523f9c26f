"""Confirmation: the claim that a list was complete, and so, on a day. Names follow Wikidata's point in time."""

from functools import cache
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext

from apps.changes.history import Tracked
from apps.dates.edtf import InvalidDate, parse
from apps.dates.fields import EdtfField
from apps.language.marking import _, ngettext_lazy

from ..claims import Claim
from ..constraints import CheckConstraint
from ..entry import Entry
from ..specs import ClaimSpec, End
from ..validity import Lasting


class Confirmation(Lasting, Claim):
    """A list of an entry was so and complete on a day; or, where it names one entry of the list, that one still was so.

    `listed` is the list's name, as the ends of claims and the facts that name the entry declare it ("members").
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+", verbose_name=_("entry"))
    listed = models.CharField(
        _("list"), max_length=40, help_text=_("Which list of the entry: members, tenures, children …")
    )
    only = models.ForeignKey(
        Entry,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("only of"),
        help_text=_("The one of the list of which it is confirmed. Empty: of all, and nobody else was in it."),
    )
    as_of = EdtfField(_("as of"), interval=False, blank=False, help_text=_("The day on which it was so."))

    history = Tracked()
    dates = ("as_of",)
    spec = ClaimSpec(
        "confirmation",
        "confirmations",
        one=_("confirmation"),
        many=_("confirmations"),
        add=_("Add confirmation"),
        counted=ngettext_lazy("%(count)s confirmation", "%(count)s confirmations", "count"),
        ends=(
            End("entry", "confirmations", _("Confirmations")),
            End("only", "confirmations", _("Confirmed in lists of")),
        ),
        facts=("listed", "as_of"),
        timeline=False,
        place=60,
    )

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            *Claim.Meta.constraints,
            models.UniqueConstraint(
                fields=("entry", "listed", "as_of", "rank"),
                condition=models.Q(only=None),
                name="confirmation_once",
                violation_error_message=_("This list is confirmed for this day already."),
            ),
            models.UniqueConstraint(
                fields=("entry", "listed", "only", "as_of", "rank"),
                condition=~models.Q(only=None),
                name="confirmation_of_one_once",
                violation_error_message=_("This is confirmed for this day already."),
            ),
            CheckConstraint(condition=~models.Q(listed=""), name="confirmation_has_list"),
            CheckConstraint(condition=~models.Q(as_of=""), name="confirmation_has_day"),
        )
        indexes: ClassVar[tuple[models.Index, ...]] = (*Lasting.Meta.indexes, models.Index(fields=("entry", "listed")))

    def __str__(self) -> str:
        whose = " – ".join(str(end) for name in ("entry", "only") if (end := getattr(self, name, None)) is not None)
        return f"{self.spec.one} {whose}: {self.told}"

    @property
    def told(self) -> str:
        """Which list, and as of when: “Members, as of 14 June 2009”."""
        said = {"list": self.get_listed_display(), "day": _in_words(self.as_of)}
        return gettext("%(list)s, as of %(day)s") % said

    def get_listed_display(self) -> str:
        """The heading of the list, as the page of the entry has it. No query."""
        key: Any = type(self)._meta.get_field("entry")
        entry = key.get_cached_value(self, default=None)
        return heading_of_list(entry.kind if entry is not None else "", self.listed)

    @classmethod
    def offers(cls, end: str, kind: str) -> dict[str, dict[str, str]]:
        """The lists that can be confirmed: of the entry, or of any where it is not known yet."""
        return {"listed": confirmable(kind) if end == "entry" else _every_list()}

    def clean(self) -> None:
        """Refuses a day that is not over yet, and a list that entries of the kind do not have or that needs none."""
        super().clean()
        self._require_past()
        if self.entry_id is None or not self.listed:
            return
        lists = confirmable(self.entry.kind)
        if self.listed not in lists:
            raise ValidationError({"listed": not_confirmable(self.listed, self.entry)})

    def _require_past(self) -> None:
        """Nobody can confirm tomorrow, nor all of a year that is not over."""
        try:
            day = parse(self.as_of, interval=False) if self.as_of else None
        except InvalidDate:
            return  # said at the field already
        today = timezone.now().date()
        if day is not None and day.latest > today:
            said = gettext("Nobody can confirm what is to come: %(day)s is not over yet. Today is %(today)s.")
            raise ValidationError({"as_of": said % {"day": day.words, "today": today}})


def not_confirmable(listed: str, entry: Any) -> str:
    """Why a list of this name cannot be confirmed of an entry."""
    said = {"list": listed, "lists": ", ".join(confirmable(entry.kind)), "kind": entry.spec.one}
    if said["lists"]:
        return gettext("“%(list)s” is no list that can be confirmed here: choose one of %(lists)s.") % said
    return gettext("“%(list)s” is no list that can be confirmed here: no list of a %(kind)s can be confirmed.") % said


@cache
def confirmable(kind: str) -> dict[str, str]:
    """The lists of an entry of a kind that can be confirmed, with their headings."""
    found: dict[str, str] = {}
    for claim in _leaves(Claim):
        for end in claim.spec.ends if claim.spec.confirmed else ():
            key: Any = claim._meta.get_field(end.field)
            kinds = (key.get_limit_choices_to() or {}).get("kind__in")
            leads_here = kind in kinds if kinds else key.remote_field.model._meta.model_name == kind
            if leads_here and not key.null:
                found.setdefault(end.listed, end.heading)
    for model in _leaves(Entry):
        if model.spec.name == kind:
            found |= {name: model.spec.listed.get(name, name.capitalize()) for name in model.spec.confirmed}
    return found


def _in_words(as_of: str) -> str:
    try:
        return parse(as_of).words
    except InvalidDate:
        return as_of


def heading_of_list(kind: str, listed: str) -> str:
    """The heading of a list of entries of a kind (empty: of any); the name in words of one that there is not."""
    lists = confirmable(kind) if kind else _every_list()
    return lists.get(listed) or listed.replace("_", " ").capitalize()


@cache
def _every_list() -> dict[str, str]:
    return {name: said for model in _leaves(Entry) for name, said in confirmable(model.spec.name).items()}


def _leaves(parent: Any) -> list[Any]:
    """The concrete models below a class."""
    found = []
    for model in parent.__subclasses__():
        found += _leaves(model) if model._meta.abstract else [model]
    return found
