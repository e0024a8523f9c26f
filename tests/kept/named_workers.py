"""The site, each of whose answers names the process that gave it. Must not know what is answered."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from cstowiki.wsgi import application as site

WORKER = "X-Worker"


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """The site's answer, kept ones too, with the number of the process."""

    def named(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        return start(status, [*headers, (WORKER, str(os.getpid()))], *more)

    return site(environ, named)
