"""Prose as it is rendered once, when its row is saved, kept beside it. Must not know which rows have prose."""

from typing import Any

from django.db import models

from apps.wikitext.budget import within_budget
from apps.wikitext.render import parse
from apps.wikitext.skeleton import Skeleton


class RenderedField(models.TextField):
    """The skeleton of the prose in the field `of`, as JSON; empty for no prose.

    It follows from the prose, so the history does not keep it: prose of the past is rendered as it is read.
    """

    derived = True
    """Told to apps.changes.history.Tracked, which passes over it."""

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        kwargs |= {"editable": False, "blank": True, "default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """With `of`, which migrations need to make it."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The rendering of the prose as the row now has it."""
        setattr(model_instance, self.attname, rendering(getattr(model_instance, self.of)))
        return super().pre_save(model_instance, add)


def rendering(text: str) -> str:
    """What the field keeps of a text."""
    return parse(text).to_json() if text.strip() else ""


def skeleton_of(text: str, rendered: str) -> Skeleton:
    """The skeleton of a row's prose: the one that was kept, else (`rendered` is empty) made now."""
    kept = Skeleton.from_json(rendered) if rendered else None
    return within_budget(kept) if kept is not None else parse(text)


def prose_field(model: type[models.Model]) -> str:
    """The name of the field that holds the prose of a model."""
    return next(field.of for field in model._meta.concrete_fields if isinstance(field, RenderedField))
