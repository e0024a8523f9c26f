"""Check constraints that are answered without the database where their condition is simple. Must not know any model."""

import operator
from collections.abc import Callable
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.constants import LOOKUP_SEP

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
}
"""The lookups that mean in Python what they mean in SQL, for values of one type."""


class CheckConstraint(models.CheckConstraint):
    """Django's constraint, in the database as ever; only its validation asks the database no more than it must.

    Django validates a check by a query of its own, for each constraint of each row that is saved. Here the condition
    is first read in Python, and the query is made only where that finds no clear yes: so every refusal is the
    database's.
    """

    def deconstruct(self) -> Any:
        """For migrations: Django's own constraint, since the database's is the same."""
        _, args, kwargs = super().deconstruct()
        return "django.db.models.CheckConstraint", args, kwargs

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: set[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """Raises ValidationError where the condition is false for the instance. A query only where Python is unsure."""
        if not surely_holds(self.condition, instance):
            super().validate(model, instance, exclude, using)


def surely_holds(condition: Any, instance: models.Model) -> bool:
    """Whether SQL would let the row pass: the condition is true of it or, for want of a value, unknown.

    False where it is false, and where it has lookups or values that are not read here.
    """
    try:
        return _truth(condition, instance) is not False
    except (FieldDoesNotExist, NotImplementedError, TypeError):
        return False


def surely_fails(condition: Any, instance: models.Model) -> bool:
    """Whether the condition is false of the row, or unknown; not where it is true, or cannot be read here."""
    try:
        return _truth(condition, instance) is not True
    except (FieldDoesNotExist, NotImplementedError, TypeError):
        return False


def _truth(node: Any, instance: models.Model) -> bool | None:
    """The truth of a condition in SQL's three values, None for unknown (Kleene's logic)."""
    if not isinstance(node, models.Q):
        return _compared(node, instance)
    truths = [_truth(child, instance) for child in node.children]
    decisive = node.connector == models.Q.OR
    if node.connector not in (models.Q.AND, models.Q.OR):
        raise NotImplementedError(node.connector)
    truth = decisive if decisive in truths else None if None in truths else not decisive
    return truth if truth is None or not node.negated else not truth


def _compared(child: Any, instance: models.Model) -> bool | None:
    """The truth of one lookup, such as ("rank__in", ["normal"]); unknown where a value is missing."""
    if not isinstance(child, tuple):
        raise NotImplementedError(child)
    name, _, lookup = child[0].partition(LOOKUP_SEP)
    left, right = _value(name, instance), child[1]
    if right is None and (lookup or "exact") == "exact":  # Django takes it for IS NULL
        return left is None
    if isinstance(right, models.F):
        right = _value(right.name, instance)  # type: ignore[attr-defined]  # the stubs leave it out
    elif hasattr(right, "resolve_expression"):
        raise NotImplementedError(right)
    if left is None or right is None:
        return None
    if lookup == "in":
        return left in right
    if (lookup or "exact") not in COMPARISONS:
        raise NotImplementedError(lookup)
    return COMPARISONS[lookup or "exact"](left, right)


def _value(name: str, instance: models.Model) -> Any:
    """What stands in a column of the instance, a key where it leads to another row."""
    field: Any = instance._meta.get_field(name)
    return getattr(instance, field.attname)
