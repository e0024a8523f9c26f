"""Where rows name entries: claims at their ends, entries in their facts. Must not query."""

from typing import Any

from django.db.models import ForeignKey, Model

from .claims import Claim
from .entry import Entry
from .kinds import KINDS
from .specs import End


def ends_of(kind: type[Entry], claim: type[Claim]) -> list[End]:
    """The ends of a claim at which an entry of this kind can stand."""
    found = []
    for end in claim.spec.ends:
        key: Any = claim._meta.get_field(end.field)
        kinds = (key.get_limit_choices_to() or {}).get("kind__in", [model.spec.name for model in KINDS])
        if issubclass(kind, key.remote_field.model) and kind.spec.name in kinds:
            found.append(end)
    return found


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
