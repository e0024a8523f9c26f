"""Writing a letter. Must not know how it is sent."""

from collections.abc import Iterable, Mapping

from .models import Letter


def letter(key: str, to: str, subject: str, body: str, headers: Mapping[str, str] | None = None) -> Letter:
    """A letter to be posted; of one key there is only ever one. A subject is one line."""
    return Letter(key=key, to=to, subject=" ".join(subject.split())[:500], body=body, headers=dict(headers or {}))


def post(letters: Iterable[Letter]) -> None:
    """Have letters sent once the transaction at hand is committed, but those that were posted before; one statement."""
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
