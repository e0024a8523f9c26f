"""What every historical row carries. Must not know which models are tracked."""

from typing import Any

from django.db import models

from .models import LATEST, Changeset
from .seals import HexField
from .texts import HistoryQuerySet


class HistoryRow(models.Model):
    """A row as one changeset left it, until another changeset wrote the row again.

    The row stood from `changeset` up to, but not including, changeset number `until`; "as of changeset N" is
    therefore the range query `changeset <= N < until`.
    """

    changeset = models.ForeignKey(Changeset, on_delete=models.PROTECT, related_name="%(class)s_rows")
    until = models.PositiveBigIntegerField(default=LATEST, editable=False)
    salt = HexField(editable=False)
    digest = HexField(editable=False)

    objects: models.Manager[Any] = HistoryQuerySet.as_manager()

    class Meta:
        abstract = True
