"""What many forms of one page have in common, made once. Must not know what they ask."""

from functools import lru_cache
from typing import Any, Self

from django import forms
from django.urls import get_script_prefix, get_urlconf, reverse

from .choices import EntryChoiceField


class SharedFields(dict[str, forms.Field]):
    """The fields of a form of which a page has dozens: Django gives each form a copy of all, to change as it likes.

    Ours change none but those that choose entries; a form that wants another one puts it in its place.
    """

    def __deepcopy__(self, memo: Any) -> Self:
        """A dictionary of one form's own, of fields that are shared."""
        return type(self)(
            (name, field.for_one_form() if isinstance(field, EntryChoiceField) else field)
            for name, field in self.items()
        )


def media_of(*kinds: type[forms.BaseForm]) -> forms.Media:
    """The scripts and styles of all fields of some sorts of form, each once; what a sort needs is kept with it."""
    media = forms.Media()
    for kind in kinds:
        if (own := vars(kind).get("_own_media")) is None:
            own = forms.Media()
            for field in kind.base_fields.values():  # type: ignore[attr-defined]  # every form's
                own += field.widget.media
            kind._own_media = own  # type: ignore[attr-defined]  # ours
        media += own
    return media


def address(name: str) -> str:
    """The address of a page without parameters, which hundreds of fields name."""
    return _address(name, get_urlconf(), get_script_prefix())


@lru_cache(100)
def _address(name: str, urls: str | None, prefix: str) -> str:
    return reverse(name, urls)
