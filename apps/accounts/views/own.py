"""Pages of one's own account: for who is signed in, and kept by nobody. Must not know any of them."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]


def own(view: View) -> View:
    """Makes a page of one's own account, which is read, or acts when it is posted."""
    guarded: Any = require_http_methods(["GET", "HEAD", "POST"])(never_cache(login_required(view)))
    return guarded
