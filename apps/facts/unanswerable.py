"""Why a quoted fact cannot be answered. Must not know what can be quoted."""

from django.utils.translation import gettext

from apps.entries.specs import KindSpec
from apps.language.numbers import either


class Unanswerable(ValueError):
    """A quoted fact that says nothing; the message is a sentence for the person who wrote it."""


def no_such_fact(spec: KindSpec, name: str) -> str:
    """What is said where a quoted fact names none that entries of a kind have."""
    if not spec.facts:
        said = gettext("A %(kind)s has no fact “%(name)s”.") if name else gettext("A %(kind)s has several facts.")
    elif name:
        said = gettext("A %(kind)s has no fact “%(name)s”: name %(names)s.")
    else:
        said = gettext("A %(kind)s has several facts: name %(names)s.")
    return said % {"kind": spec.one, "name": name, "names": either(spec.facts or ("",))}
