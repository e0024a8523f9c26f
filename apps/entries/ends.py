"""Where rows name entries: claims at their ends, entries in their facts. Must not query."""

from collections.abc import Iterable
from typing import Any, cast

from django.db.models import ForeignKey, Model, Q

from .claims import Claim
from .entry import Entry
from .kinds import KINDS
from .specs import End


def kinds_at(key: ForeignKey) -> tuple[type[Entry], ...]:
    """The kinds of entries at which a foreign key can lead."""
    limits: Any = key.get_limit_choices_to() or {}
    names = limits.get("kind__in")
    kinds = (kind for kind in KINDS if issubclass(kind, key.remote_field.model))
    return tuple(kind for kind in kinds if names is None or kind.spec.name in names)


def ends_of(kind: type[Entry], claim: type[Claim]) -> list[End]:
    """The ends of a claim at which an entry of this kind can stand."""
    return [end for end in claim.spec.ends if kind in kinds_at(cast(Any, claim._meta.get_field(end.field)))]


def at_ends(ends: Iterable[End], *keys: Any) -> Q:
    """That an entry of one of the keys stands at one of the ends of a claim."""
    is_one = [(f"{end.field}_id", keys[0]) if len(keys) == 1 else (f"{end.field}_id__in", keys) for end in ends]
    return Q(*is_one, _connector=Q.OR)


def sort_mark(claim: type[Claim]) -> str:
    """The name under which an entry that was looked up knows whether it stands at an end of a claim of this sort."""
    return f"has_{claim._meta.model_name}"


def facts_naming(kind: type[Entry]) -> list[tuple[type[Entry], ForeignKey]]:
    """The facts of other entries that can name an entry of this kind, with the kind that holds each."""
    return [(model, key) for model in KINDS for key in entry_keys(model) if key.remote_field.model is kind]


def entry_keys(model: type[Model]) -> list[ForeignKey]:
    """The foreign keys of a kind or claim that lead to entries, its link to its own parent row left out."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and issubclass(field.remote_field.model, Entry) and not field.primary_key
    ]
