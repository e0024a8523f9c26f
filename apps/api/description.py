"""The API's OpenAPI document: ninja's, with what it leaves out. Must not know single calls."""

from collections.abc import Iterator
from typing import Any

ETAG = {
    "ETag": {
        "description": "Sent back as `If-None-Match`, it is answered with a 304 while nothing has changed.",
        "schema": {"type": "string"},
    }
}
LOCATION = {"Location": {"description": "The entry's address now.", "schema": {"type": "string"}}}
LAST = ("on", "at", "all", "limit", "offset")
"""The parameters that many calls have come after those that are a call's own."""
MEANINGS = {
    "200": "What was asked for",
    "301": "Another name or a former slug: the entry has another address",
    "304": "Not changed since the answer with that ETag",
    "400": "`on`, `at` or `since` says no moment that can be answered",
    "404": "Something that the address or a parameter names does not exist",
    "422": "A parameter is not accepted",
}


def complete(document: dict[str, Any]) -> dict[str, Any]:
    """The document with what every answer means and carries, and parameters that are left out rather than null."""
    for operation in _operations(document):
        operation["parameters"].sort(key=lambda each: LAST.index(each["name"]) if each["name"] in LAST else -1)
        for parameter in operation["parameters"]:
            parameter["schema"] = _without_null(parameter["schema"])
            if examples := parameter.pop("examples", None):
                # As a parameter's own, the documentation page would fill them in, and ask for them unasked.
                parameter["description"] += f" Such as {' or '.join(examples)}."
        operation["responses"] = {str(status): each for status, each in sorted(operation["responses"].items())}
        for status, response in operation["responses"].items():
            response["description"] = MEANINGS[status]
        operation["responses"]["200"]["headers"] = ETAG
        if moved := operation["responses"].get("301"):
            moved["headers"] = LOCATION
    used = document["components"]["schemas"]  # ninja adds the models of parameters, to which nothing refers
    document["components"]["schemas"] = {name: each for name, each in used.items() if not name.endswith("Asking")}
    return document


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in document["paths"].values():
        yield from path.values()


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a value that is there; what is known of it beside its type stays."""
    rest = {name: value for name, value in schema.items() if name not in ("anyOf", "title", "description", "examples")}
    forms = [form for form in schema.get("anyOf", ()) if form != {"type": "null"}]
    return rest | (forms[0] if len(forms) == 1 else {"anyOf": forms} if forms else {})
