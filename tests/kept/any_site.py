"""Any site at all, which stands behind kept pages; and who asks it."""

from datetime import UTC, datetime
from types import SimpleNamespace

from apps.fresh.depending import Noted
from apps.kept.slots import SLOT

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
BODY = b"The same words again. " * 100


class Site:
    """Answers everybody alike, and remembers how it was asked."""

    def __init__(self):
        self.asked, self.closed = [], 0
        self.status, self.headers, self.error = "200 OK", [("Content-Type", "text/plain")], None
        self.noted = Noted(FOREVER, {"a"})

    def __call__(self, environ, start):
        self.asked.append(dict(environ))
        if SLOT in environ:
            environ[SLOT].noted = self.noted
            for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_ACCEPT_ENCODING"):
                environ.pop(name, None)
        start(self.status, self.headers, *([self.error] if self.error else []))
        return self

    def __iter__(self):
        return iter([BODY[:7], BODY[7:]])

    def close(self):
        self.closed += 1


def environ(**more):
    return {"REQUEST_METHOD": "GET", "wsgi.url_scheme": "http", "HTTP_HOST": "testserver", "PATH_INFO": "/a/", **more}


def get(front, **more):
    """What is answered, and with which arguments that begins."""
    begun = []
    body = front(environ(**more), lambda *said: begun.extend(said))
    return SimpleNamespace(status=begun[0], headers=dict(begun[1]), error=begun[2:], body=b"".join(body))


def is_kept(front, **more):
    before = len(front.site.asked)
    get(front, **more)
    return len(front.site.asked) == before
