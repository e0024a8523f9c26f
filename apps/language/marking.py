"""Django's marks for texts that are translated as they are shown, typed as the texts that they are used as."""

from collections.abc import Callable
from typing import Any, cast

from django.utils import translation

_ = gettext_lazy = cast("Callable[[str], str]", translation.gettext_lazy)
pgettext_lazy = cast("Callable[[str, str], str]", translation.pgettext_lazy)
ngettext_lazy = cast("Callable[[str, str, str], Any]", translation.ngettext_lazy)
