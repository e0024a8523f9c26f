"""The languages that there are translations of, and their compiled form; it must not know what is translated.

A language is a folder of `locale/` with an `LC_MESSAGES/django.po`: nothing else names it. gettext reads `.mo` files,
which are made here from the `.po` beside them whenever the two are not of the same moment: no command is needed.
"""

import os
import tempfile
import warnings
from pathlib import Path

from django.conf.locale import LANG_INFO
from django.utils.translation import to_language

ENGLISH = ("en-gb", "English")
"""The language in which texts are written: what has no translation is answered in it."""


def languages(folder: Path) -> list[tuple[str, str]]:
    """Django's code and the own name of each language, English first; of a code that Django does not know, the code."""
    codes = [to_language(path.parent.parent.name) for path in _sources(folder)]
    named = [(code, LANG_INFO.get(code, {}).get("name_local", code)) for code in codes]
    return [ENGLISH, *((code, name[:1].upper() + name[1:]) for code, name in named)]


def compile_all(folder: Path) -> None:
    """Make the `.mo` of each `.po` that has none of its own moment. Where nothing can be written, it is warned of."""
    for source in _sources(folder):
        made = source.with_suffix(".mo")
        try:
            if not made.exists() or made.stat().st_mtime_ns != source.stat().st_mtime_ns:
                _compile(source, made)
        except OSError as error:
            warnings.warn(f"{made} could not be written, and answers may be in English: {error}", stacklevel=2)


def _sources(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/LC_MESSAGES/django.po"))


def _compile(source: Path, made: Path) -> None:
    """Several processes may start at once: each writes a file of its own, and puts it in place whole."""
    import polib  # noqa: PLC0415 - most starts need not compile

    moment = source.stat().st_mtime_ns  # of what is read now, or older: then it is compiled once more
    content = polib.pofile(str(source), encoding="utf-8").to_binary()
    number, name = tempfile.mkstemp(dir=made.parent, suffix=".tmp")
    with open(number, "wb") as file:
        file.write(content)
    os.utime(name, ns=(moment, moment))
    Path(name).chmod(0o644)
    Path(name).replace(made)
