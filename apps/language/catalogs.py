"""The catalog of the language that is spoken, which remembers what it was asked. Must not know what it is asked.

Django looks for a message in one catalog after another: of a language, of what it is a kind of, of the default, in
each of two dictionaries. English finds nothing in any. What comes out is the same as long as the catalog stands.
"""

from functools import lru_cache
from typing import Any

from django.utils.translation import trans_real

MOST = 16_384
"""Messages: more than there are, and a bound for what is asked about words that come from elsewhere."""


def spoken() -> Any:
    """The catalog of the active language."""
    catalog: Any = trans_real.catalog()
    if "gettext" not in vars(catalog):
        for name in ("gettext", "ngettext", "pgettext", "npgettext"):
            setattr(catalog, name, lru_cache(MOST)(getattr(catalog, name)))
    return catalog
