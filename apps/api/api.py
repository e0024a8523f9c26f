"""The read API under /api/v1/: its calls, its description and its index. Must not know how a call is answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI, Router
from ninja.openapi.docs import DocsBase

from apps.entries.kinds import CLAIMS, KINDS

from . import changes, claims, compare, entries, participation, parties, search
from .answering import Readable, ReadAPI, add_errors

DESCRIPTION = """
Everything that the wiki's pages say, as JSON, for everybody, for reading.

* **Two times.** `on` is the day of the world that is asked about, `at` what this wiki said: a changeset's number, a day
  or an instant. Both go with every call.
* **Honest dates.** Dates are EDTF (ISO 8601-2, levels 0 and 1) as vague as their sources. `certainty` says whether a
  claim holds on the day: `certain`; `assumed` where it goes on, but nobody confirmed it as late as that (`confirmed`
  says up to when); or `possible` where its dates do not tell. What certainly does not hold is left out; with
  `all=true` it is there, with null.
* **Lists** are `{"count", "next", "results"}`: follow `next` until it is null.
* **Errors** are `{"detail": "…"}`: 400 for an `on` or `at` that says no moment, 404 for what does not exist, 422 for a
  parameter that is not accepted.
* **Caching.** Every answer carries an `ETag` and honours `If-None-Match` with a 304.
""".strip()

TAGS = [
    {"name": "entries", "description": "Things with a page, of several kinds."},
    {"name": "claims", "description": "Dated statements that tie entries together."},
    {"name": "documents", "description": "What is derived for documents."},
    {"name": "search", "description": "Entries of all kinds, by words."},
    {"name": "changes", "description": "Who changed what, when and why."},
]


class Docs(DocsBase):
    """The documentation as a page of this site, with nothing inline, which its policy would block."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """The page; it reads the OpenAPI document."""
        return render(request, "api/docs.html", {"openapi": self.get_openapi_url(api, kwargs)})


api = ReadAPI(
    title="cstowiki",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    renderer=Readable(),
    docs=Docs(),
    openapi_extra={"tags": TAGS},
)
add_errors(api)

index = Router(tags=["index"])


@index.get("/", operation_id="index", summary="List the calls", include_in_schema=False, url_name="index")
def calls(request: HttpRequest) -> dict[str, Any]:
    """The addresses of all calls."""
    root = request.build_absolute_uri(request.path)
    plurals = [model.spec.plural for model in KINDS] + [model.spec.plural for model in CLAIMS]
    return {name: f"{root}{name}" for name in (*plurals, "participation", "search", "changes", "openapi.json", "docs")}


ROUTERS = (entries, parties, claims, participation, search, changes, compare)
for router in (index, *(room.router for room in ROUTERS)):
    api.add_router("", router)
