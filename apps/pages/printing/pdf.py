"""A page of HTML as a PDF, where this installation can make one; must not know what the page shows.

WeasyPrint works in a process of its own: it can be ended when it takes too long, it has nothing of the site's memory
and settings, and where it is not installed nothing is imported.
"""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import BoundedSemaphore

from django.contrib.staticfiles import finders
from django.utils.translation import gettext

RENDERER = Path(__file__).with_name("renderer.py")
STYLE = "site/pdf.css"

LONGEST = 400_000
"""The longest page, in characters, that is tried: some 60 sheets of prose, about eight seconds' work."""
SECONDS = 20
"""How long the processor may take: short prose can be costly, such as a word of 100,000 letters."""
GRACE = 10
"""How many seconds more the clock may show, on a machine that has other work to do."""
MEMORY = 1024**3
"""How many bytes of address space it may take; an ordinary page takes a quarter of that."""
PATIENCE = 10
"""How many seconds a reader waits for the one before, and the next is asked to."""

_ONE_AT_A_TIME = BoundedSemaphore()
_PLACES = BoundedSemaphore(2)
"""One is made and one reader waits, in each process of the server: its other threads are for pages."""


class Unavailable(Exception):
    """The installation makes no PDFs."""


class TooMuch(Exception):
    """The page is too long, or takes too long. The message is a sentence for readers."""


class Busy(Exception):
    """Others are waiting already."""


@lru_cache(maxsize=1)
def available() -> bool:
    """Whether WeasyPrint and the libraries that it needs (Pango) are here: half a second, once in each process."""
    if importlib.util.find_spec("weasyprint") is None:
        return False
    done = subprocess.run(_command("--probe"), env=_environment(), capture_output=True, check=False)
    return done.returncode == 0


def write_pdf(html: str, origin: str, name: str) -> bytes:
    """The PDF of a page at an origin; the same for the same page. Raises Unavailable, TooMuch and Busy.

    `name` is what the file is for ever: its permanent address.
    """
    if not available():
        raise Unavailable
    if len(html) > LONGEST:
        raise TooMuch(gettext("This entry is too long for a PDF here."))
    asked = {
        "html": html,
        "style": style(),
        "origin": origin,
        "name": sha256(name.encode()).hexdigest()[:32],
        "seconds": SECONDS,
        "memory": MEMORY,
    }
    with _place():
        try:
            done = subprocess.run(
                _command(),
                input=json.dumps(asked).encode(),
                env=_environment(),
                capture_output=True,
                timeout=SECONDS + GRACE,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise TooMuch(gettext("A PDF of this entry takes too long to make.")) from error
    if done.returncode:
        raise TooMuch(gettext("A PDF of this entry takes more time or memory than it may."))
    return done.stdout


@contextmanager
def _place() -> Iterator[None]:
    """The only place in this process where a PDF is made, if it is free soon enough. Raises Busy."""
    if not _PLACES.acquire(blocking=False):
        raise Busy
    try:
        if not _ONE_AT_A_TIME.acquire(timeout=PATIENCE):
            raise Busy
        try:
            yield
        finally:
            _ONE_AT_A_TIME.release()
    finally:
        _PLACES.release()


def style() -> str:
    """The style sheet of PDFs: all that they are made of beside the page."""
    found = finders.find(STYLE)
    return Path(str(found)).read_text(encoding="utf-8") if found else ""


def _command(*arguments: str) -> list[str]:
    """Isolated: without the site's folder, the user's packages, and Python's own variables."""
    return [sys.executable, "-I", "-W", "ignore", str(RENDERER), *arguments]


def _environment() -> dict[str, str]:
    """What fonts are found by; none of the site's secrets."""
    return {name: value for name in ("PATH", "HOME", "LANG", "TMPDIR") if (value := os.environ.get(name))}
