"""Body, the kind, and the claim of belonging to one, membership. Names follow Popolo's Organization."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext

from apps.changes.history import Tracked
from apps.dates.fields import EdtfField
from apps.language.marking import _, ngettext_lazy, pgettext_lazy

from ..beside import at_hand
from ..boxes import FromClaims
from ..claims import Claim, DatedClaim, Rank, require_kind
from ..constraints import CheckConstraint
from ..entry import Entry
from ..layouts import ChapterPlan, Layout
from ..schema import Schema
from ..specs import Acts, ClaimSpec, End, KindSpec, Stands
from ..validity import Lasting


class BodyType(models.TextChoices):
    """What sort of body."""

    ORGANISATION = "organisation", _("organisation")
    ORGAN = "organ", _("organ")
    DEPARTMENT = "department", _("department")
    HEADQUARTERS = "headquarters", _("headquarters")
    COMMAND = "command", _("command")
    FORCE = "force", _("force")
    BASE = "base", _("base")


ARTICLE = Layout(
    plans=(
        ChapterPlan(_("Participants"), lists=("members",)),
        ChapterPlan(_("Background"), incoming=("events",)),
        ChapterPlan(_("Objectives")),
        ChapterPlan(_("Managing bodies"), incoming=("children",)),
        ChapterPlan(_("Documents"), incoming=("documents",)),
        ChapterPlan(_("Personalities"), lists=("tenures",), of_parts=True),
    ),
    topics=True,
    then=_("Objectives"),
)
"""The order of the article from which the wiki was seeded; its Links are what each print version ends with."""


class Body(Lasting, Entry):
    """An organisation, or a part of one, down to a force or a base."""

    abbreviation = models.CharField(_("abbreviation"), max_length=20, blank=True)
    type = models.CharField(_("type"), max_length=16, choices=BodyType, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("answers to")
    )
    established = EdtfField(_("established"), interval=False, begins=True)
    dissolved = EdtfField(_("dissolved"), interval=False, open_end=True)
    attested = EdtfField(_("attested on"), interval=True, help_text=_("A day on which a source says that it existed."))
    seat = models.CharField(_("seat"), max_length=120, blank=True)
    composition = models.CharField(
        _("composition"), max_length=300, blank=True, help_text=_("Who sits in it, or how strong it is.")
    )

    history = Tracked()
    dates = ("established", "dissolved", "attested")
    spec = KindSpec(
        "body",
        "bodies",
        one=_("body"),
        many=_("bodies"),
        new=_("New body"),
        counted=ngettext_lazy("%(count)s body", "%(count)s bodies", "count"),
        facts=("abbreviation", "type", "parent", "established", "dissolved", "attested", "seat", "composition"),
        columns=("abbreviation", "type", "parent", "established"),
        filters=("type", "parent"),
        names=("abbreviation",),
        box=(
            "type",
            "seat",
            FromClaims("tenures", by="office"),
            FromClaims("members"),
            "established",
            "dissolved",
            FromClaims("predecessors"),
            FromClaims("successors"),
            "parent",
        ),
        extras=("members",),
        layout=ARTICLE,
        listed={"children": _("Bodies that answer to it")},
        facet="b",
        concerned=True,
        confirmed=("children",),
        schema=Schema(
            "Organization",
            {
                "abbreviation": "alternateName",
                "parent": "parentOrganization",
                "established": "foundingDate",
                "dissolved": "dissolutionDate",
                "seat": "location",
            },
            standing="member",
        ),
    )

    class Meta(Lasting.Meta):
        verbose_name_plural = "bodies"
        indexes = (
            *Lasting.Meta.indexes,
            models.Index(fields=("end_latest",), name="body_ended"),
        )  # for turns around a day
        constraints = (
            *Lasting.Meta.constraints,
            CheckConstraint(condition=~models.Q(parent=models.F("entry_ptr")), name="body_not_its_own_parent"),
            CheckConstraint(condition=models.Q(type__in=["", *BodyType.values]), name="body_type_known"),
        )

    def clean(self) -> None:
        """Refuses a parent that stands below the body itself."""
        super().clean()
        above, names = self.parent, [str(self)]
        while above is not None and self.pk is not None:
            names.append(str(above))
            if above.pk == self.pk:
                raise ValidationError(
                    {"parent": gettext("A body cannot answer to itself: %(chain)s.") % {"chain": " → ".join(names)}}
                )
            above = above.parent


class MembershipStatus(models.TextChoices):
    """As what a member belongs."""

    MEMBER = "member", _("member")
    OBSERVER = "observer", _("observer")
    PARTNER = "partner", _("partner")
    SUSPENDED = "suspended", pgettext_lazy("a member", "suspended")


BEGAN: dict[str, str] = {
    MembershipStatus.MEMBER: _("joined"),
    MembershipStatus.OBSERVER: _("became an observer"),
    MembershipStatus.PARTNER: _("became a partner"),
    MembershipStatus.SUSPENDED: pgettext_lazy("a member", "was suspended"),
}
ENDED: dict[str, str] = {
    MembershipStatus.MEMBER: _("left, or ceased to be a member"),
    MembershipStatus.OBSERVER: _("ceased to be an observer"),
    MembershipStatus.PARTNER: _("ceased to be a partner"),
    MembershipStatus.SUSPENDED: _("ceased to be suspended"),
}
"""What a reader calls it when a membership began or ended."""

HEADINGS: dict[str, str] = {
    MembershipStatus.MEMBER: _("Members"),
    MembershipStatus.OBSERVER: _("Observers"),
    MembershipStatus.PARTNER: _("Partners"),
    MembershipStatus.SUSPENDED: pgettext_lazy("members", "Suspended"),
}


INSTEAD = (MembershipStatus.SUSPENDED,)
"""What stands in for the membership of the same member in the same body, on the days on which it holds."""


class Membership(Lasting, DatedClaim):
    """A state or a body belonged to a body, in some status, for some time."""

    member = models.ForeignKey(
        Entry,
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"kind__in": ["state", "body"]},
        verbose_name=_("member"),
    )
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+", verbose_name=_("body"))
    status = models.CharField(_("status"), max_length=10, choices=MembershipStatus, default=MembershipStatus.MEMBER)

    looked_up_by = ("member_id", "body_id")

    history = Tracked()
    spec = ClaimSpec(
        "membership",
        "memberships",
        one=_("membership"),
        many=_("memberships"),
        add=_("Add membership"),
        counted=ngettext_lazy("%(count)s membership", "%(count)s memberships", "count"),
        ends=(End("member", "memberships", _("Memberships")), End("body", "members", _("Members"))),
        facts=("status", "start", "end"),
        acts=Acts("bodies", _("Bodies: who joined and left"), "status", BEGAN, ENDED),
        stands=Stands(
            "member", "body", "status", "members", dict(MembershipStatus.choices), instead=INSTEAD, headings=HEADINGS
        ),
        place=10,
        confirmed=True,
    )

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            *Claim.Meta.constraints,
            models.UniqueConstraint(
                fields=("member", "body", "status", "start", "rank"),
                name="membership_once",
                violation_error_message=_("This membership is recorded already: same member, body, status and start."),
            ),
            CheckConstraint(condition=~models.Q(member=models.F("body")), name="membership_not_of_itself"),
            CheckConstraint(condition=models.Q(status__in=MembershipStatus.values), name="membership_status_known"),
        )

    def clean(self) -> None:
        """Refuses a second membership of the same pair and status that certainly overlaps this one."""
        super().clean()
        require_kind(self, "member", "state", "body")
        if self.member_id is not None and self.member_id == self.body_id:
            raise ValidationError({"member": gettext("A body cannot be a member of itself.")})
        if None in (self.member_id, self.body_id) or self.rank == Rank.DEPRECATED:
            return
        for other in self._others_of_the_pair():
            if other.status != self.status or other.rank == Rank.DEPRECATED:
                continue
            if self.period.certainly_overlaps(other.period):
                raise ValidationError(
                    {
                        "start": ValidationError(
                            gettext(
                                "%(member)s is recorded as %(status)s of %(body)s already for a time that overlaps "
                                "this one (%(start)s to %(end)s)."
                            )
                            % {
                                "member": self.member,
                                "status": self.get_status_display(),
                                "body": self.body,
                                "start": other.start or "?",
                                "end": other.end or "?",
                            },
                            code="duplicate",
                        )
                    }
                )

    def _others_of_the_pair(self) -> Iterable["Membership"]:
        if (beside := at_hand()) is not None:
            return beside.like(self, self.looked_up_by)
        return type(self).objects.filter(member_id=self.member_id, body_id=self.body_id).exclude(pk=self.pk)
