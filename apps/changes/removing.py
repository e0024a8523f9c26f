"""Taking texts out of the history for good: personal data, or what is not ours to print. Must not know who may do it.

A base is the text of one revision, and a difference from it has parts of it. So with a text goes the base that it hangs
on, with its root and all that hangs on that: the texts of others are told anew, by other bases, before the transaction
ends. What a worker remembers of
the former base does no harm then: nothing leads to it any more.
"""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from .bases import read
from .models import BaseText
from .packing import BrokenText, reference
from .recording import hold_commit_lock
from .storing import packed_columns, tell
from .texts import Packed, as_kept, kept_bytes


@transaction.atomic
def remove_texts(history: Any, keys: Collection[int]) -> int:
    """Blank the packed texts of the historical rows of these keys; how many texts of others were told anew.

    Their seals stay as they are, so that the chain proves the rest. Nobody can publish meanwhile.
    """
    hold_commit_lock()
    rows = history.objects.filter(history_id__in=keys)
    owners = set(rows.order_by().values_list("id", flat=True))
    return sum(_remove(history, owner, name, set(keys)) for name in packed_columns(history) for owner in owners)


def _remove(history: Any, owner: int, name: str, keys: Collection[int]) -> int:
    """Blank one column in the history of one row, and tell anew what hangs on the bases of what is blanked."""
    every = history.objects.filter(id=owner).order_by("history_id").annotate(kept=as_kept(name))
    kept = {key: kept_bytes(value) for key, value in every.values_list("history_id", "kept")}
    hangs = {key: base for key, packed in kept.items() if (base := _base_key(packed)) is not None}
    roots = _roots(set(hangs.values()))
    gone = {roots[hangs[key]] for key in keys & hangs.keys()}
    history.objects.filter(history_id__in=keys & kept.keys()).update(**{name: ""})
    anew: dict[bytes, bytes] = {}
    before, count = b"", 0
    for key, packed in kept.items():
        if key in keys or key not in hangs or roots[hangs[key]] not in gone:
            continue
        if packed not in anew:
            if (text := _text(packed)) is None:
                continue  # it was broken before; with its base gone, nobody can mend it
            before = anew[packed] = tell(text, before)
        history.objects.filter(history_id=key).update(**{name: Packed(anew[packed])})
        count += 1
    BaseText.objects.filter(pk__in=[base for base, root in roots.items() if root in gone]).delete()
    return count


def _roots(keys: set[int]) -> dict[int, int]:
    """The root of each base, by key; that of a root is itself, and that root is among them."""
    bodies = {pk: bytes(body) for pk, body in BaseText.objects.filter(pk__in=keys).values_list("pk", "body")}
    found = dict(zip(keys, keys, strict=True))
    for pk, body in bodies.items():
        if (root := _base_key(body)) is not None:
            found |= {pk: root, root: root}
    return found


def _base_key(packed: bytes) -> int | None:
    try:
        named = reference(packed)
    except BrokenText:
        return None
    return named.pk if named is not None else None


def _text(packed: bytes) -> str | None:
    try:
        return read(packed)
    except BrokenText:
        return None
