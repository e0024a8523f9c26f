"""Narrowing lists: parameters made from fields, and the entries that a reader names. Must not know single kinds."""

from typing import Any, Literal

from django.db.models import CharField, ForeignKey, Model, Q
from pydantic import Field

from apps.dates.fields import EdtfField
from apps.entries.claims import Claim
from apps.entries.ends import ends_of
from apps.entries.entry import Entry
from apps.entries.kinds import KINDS
from apps.entries.lookup import find_stubs
from apps.entries.specs import End
from apps.entries.world import World

from . import facts
from .parameters import NotAccepted, Words


def narrowing_fields(model: type[Model], names: tuple[str, ...]) -> dict[str, Any]:
    """A parameter for each of these fields that holds one of a closed set, another entry, or words."""
    found: dict[str, Any] = {}
    for name in names:
        field = facts.column(model, name)
        word = str(field.verbose_name)
        if isinstance(field, ForeignKey):
            kind = facts.kind_word(field)
            found[name] = (
                Words | None,
                Field(None, description=f"Only those with this {kind} as {word}: a slug."),
            )
        elif values := facts.choices(field):
            one_of: Any = Literal[tuple(values)]
            found[name] = (one_of | None, Field(None, description=f"Only those with this {word}."))
        elif _in_words(field):
            found[name] = (
                Words | None,
                Field(None, description=f"Only those with this {word}, whatever its case."),
            )
    return found


def _in_words(field: Any) -> bool:
    return isinstance(field, CharField) and not isinstance(field, EdtfField)


def narrowed(model: type[Model], names: tuple[str, ...], asked: Any) -> Q:
    """The condition that the parameters of `narrowing_fields` make; those that name entries are left to the caller."""
    where = Q()
    for name in names:
        field = facts.column(model, name)
        if not isinstance(field, ForeignKey) and (wanted := getattr(asked, name, None)):
            where &= Q(**{name if facts.choices(field) else f"{name}__iexact": wanted})
    return where


def ids_named(world: World, model: type[Claim], end: End, name: str) -> list[int]:
    """The keys of the entries that `name`, a slug or kind:slug, means at an end of a claim.

    A slug alone can mean one entry of each kind. Raises Missing, and NotAccepted for a kind that cannot stand there.
    """
    return ids_of([kind for kind in KINDS if end in ends_of(kind, model)], world, end.field, name)


def ids_of(kinds: list[type[Entry]], world: World, parameter: str, name: str) -> list[int]:
    """The keys of the entries of these kinds that `name` means. Raises Missing and NotAccepted."""
    word, colon, slug = name.rpartition(":")
    if colon:
        accepted = " or ".join(kind.spec.name for kind in kinds)
        kinds = [kind for kind in kinds if kind.spec.name == word.strip()]
        if not kinds:
            raise NotAccepted(f"{parameter}={name[:60]}: “{word[:40]}” cannot stand there, but a {accepted} can.")
    return [entry.pk for entry in find_stubs(world, kinds, slug.strip())]
