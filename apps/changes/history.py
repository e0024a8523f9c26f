"""django-simple-history, bound to changesets. Must not know which models are tracked."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from secrets import token_hex
from typing import Any, NoReturn

from django.db import models
from django.db.models import signals
from simple_history.models import HistoricalRecords

from .chain import row_digest
from .models import LATEST
from .ranges import StoodIndex
from .recording import OutsideChangeset, current
from .rows import HistoryRow
from .storing import Kept, is_long, kept_texts, pack, packed_columns
from .texts import HistoricText, HistoryQuerySet

AT_ONCE = 500
"""Rows of history that are written together."""


@cache
def history_model(model: Any) -> Any:
    """The model of a tracked model's historical rows. simple-history makes a manager anew each time it is asked."""
    return getattr(model, model._meta.simple_history_manager_attribute).model


class TrackedQuerySet(models.QuerySet):
    """Refuses what would write rows past their history."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OutsideChangeset(
            f"{self.model.__name__} is tracked: rows are saved one by one inside a changeset, never in bulk."
        )

    update = bulk_create = bulk_update = _refuse
    update.alters_data = bulk_create.alters_data = bulk_update.alters_data = True  # type: ignore[attr-defined]  # Django's own marker on methods


class Tracked(HistoricalRecords):
    """`history = Tracked()`: every write leaves a historical row that names its changeset, or is refused.

    The user and the reason are the changeset's, so the rows do not repeat them. Prose is kept packed, and so are the
    columns named by `packed`.
    """

    def __init__(self, *, packed: Collection[str] = (), **kwargs: Any) -> None:
        self.packed = packed
        super().__init__(bases=(HistoryRow,), historical_queryset=HistoryQuerySet, **kwargs)

    def _get_history_user_fields(self) -> dict[str, models.Field]:
        return {}

    def fields_included(self, model: Any) -> list[Any]:
        """All columns but those that are `derived` from the others: they are made anew and not kept."""
        return [field for field in super().fields_included(model) if not getattr(field, "derived", False)]

    def copy_fields(self, model: Any) -> dict[str, Any]:
        """The columns as the history has them: long texts packed, keys found by the index of both key and changeset."""
        copied: dict[str, Any] = super().copy_fields(model)
        for field in self.fields_included(model):
            if field.name in self.packed or getattr(field, "packed", False):
                copied[field.name] = HistoricText(field.verbose_name)
                copied[field.name].name = field.name
            elif field.primary_key or field.name == "id":
                copied[field.name].db_index = False
        return copied

    def get_extra_fields(self, model: Any, fields: Any) -> dict[str, Any]:
        """All of simple-history's own fields but the reason."""
        extra = super().get_extra_fields(model, fields)
        del extra["history_change_reason"]
        return extra

    def get_meta_options(self, model: Any) -> dict[str, Any]:
        """Adds the indexes on which a row's past, and what a changeset superseded, are found."""
        options = super().get_meta_options(model)
        stood = StoodIndex(fields=("changeset", "until"))
        options["indexes"] = (models.Index(fields=("id", "changeset")), models.Index(fields=("until",)), stood)
        return options

    def finalize(self, sender: Any, **kwargs: Any) -> None:
        """Refuse a write outside a changeset before it is made: simple-history speaks up only after it."""
        super().finalize(sender, **kwargs)
        if self.cls is sender:
            signals.pre_save.connect(self._guard, sender=sender, weak=False)
            signals.pre_delete.connect(self._guard, sender=sender, weak=False)

    def _guard(self, **kwargs: Any) -> None:
        current()

    def create_historical_record(self, instance: Any, history_type: str, using: str | None = None) -> None:
        """Write the row as it now is under the open changeset, and close the row that it supersedes."""
        record([instance], history_type)


def record(rows: Sequence[Any], history_type: str, *, fresh: bool = False) -> None:
    """Write rows of one model as they now are under the open changeset, and close the rows that they supersede.

    `fresh` ones never stood before, and supersede none. Statements grow by batches, not by rows.
    """
    opened = current()
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        history = history_model(some[0].__class__)
        before: Kept = {}
        if not fresh:
            superseded = history.objects.filter(id__in=[row.id for row in some], until=LATEST)
            if any(is_long(getattr(row, name)) for row in some for name in packed_columns(history)):
                before = kept_texts(superseded, history)
            superseded.update(until=opened.changeset.number)
        made = _historical(some, history, history_type)
        pack(made, history, before)
        history.objects.bulk_create(made)


def _historical(rows: Iterable[Any], history: Any, history_type: str) -> list[Any]:
    opened = current()
    made = []
    for row in rows:
        content = {field.attname: getattr(row, field.attname) for field in history.tracked_fields}
        salt = token_hex(16)
        digest = row_digest(salt, row._meta.label_lower, history_type, content)
        made.append(
            history(
                changeset=opened.changeset,
                history_date=opened.add(digest),
                history_type=history_type,
                salt=salt,
                digest=digest,
                **content,
            )
        )
    return made
