"""What reports found, kept for wikis too large to be asked anew by every reader. Knows no single reports."""

from django.db import models
from django.db.models import Q


class KeptReport(models.Model):
    """A report as it was made: when, of which changeset, and how much it found in all."""

    slug = models.CharField(primary_key=True, max_length=40)
    made = models.DateTimeField()
    number = models.BigIntegerField()
    found = models.PositiveIntegerField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(number__gte=0), name="kept_report_of_a_changeset"),)

    def __str__(self) -> str:
        return f"{self.slug} as of #{self.number}"


class KeptFinding(models.Model):
    """A finding as it is told: `told` holds its cells, and what it is mended in.

    `entries` and `claims` are the keys of all that it tells of: whoever may not read one of them is not shown it.
    """

    report = models.ForeignKey(KeptReport, on_delete=models.CASCADE, related_name="findings")
    place = models.PositiveIntegerField()
    told = models.JSONField()
    entries = models.JSONField()
    claims = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "place"), name="kept_finding_has_its_place"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.place}"
