"""The chain of hashes: what a changeset wrote, sealed with the changeset before it. Must not know what is tracked.

A row's digest is SHA-256 over a salt of its own and its content in canonical JSON. A changeset's digest is SHA-256 over
the digest before it, its own particulars and the digests of its rows in order. A row's text can therefore be taken out
one day (personal data, copyright), and its digest, which nobody can guess the text from, still proves the rest.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .models import Changeset


def canonical(value: Any) -> bytes:
    """JSON in one fixed form: sorted keys, no blanks, UTF-8; days and instants as ISO 8601."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_iso).encode()


def _iso(value: Any) -> str:
    return str(value.isoformat())


def row_digest(salt: str, label: str, history_type: str, content: dict[str, Any]) -> str:
    """The seal of one historical row: 64 hexadecimal digits. `label` names its model, `content` its columns.

    A column that is empty is not sealed, so that one which is added later leaves the seals of older rows as they are.
    """
    content = {name: value for name, value in content.items() if value not in ("", None)}
    return sha256(canonical([salt, label, history_type, content])).hexdigest()


def changeset_digest(previous: str, changeset: "Changeset", rows: Iterable[str]) -> str:
    """The seal of a changeset: 64 hexadecimal digits. `previous` is the seal before it, `rows` those of its rows."""
    particulars = {
        "number": changeset.number,
        "created": changeset.created,
        "user": changeset.user_id,
        "summary": changeset.summary,
        "tag": changeset.tag,
        "reverts": changeset.reverts_id,
    }
    return sha256(canonical([previous, particulars, list(rows)])).hexdigest()
