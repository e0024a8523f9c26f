"""Hiding things from some roles: the double of the one function that says what is hidden."""

from apps.entries import access


def hide(monkeypatch, *, entries=(), claims=(), revisions=(), roles=tuple(access.Role)):
    """Hide entries, claims and revisions (each an entry and the number of a changeset) from roles."""
    hidden = access.Hidden(
        frozenset(entry.pk for entry in entries),
        frozenset((type(claim), claim.pk) for claim in claims),
        frozenset((entry.pk, number) for entry, number in revisions),
    )
    monkeypatch.setattr(access, "hidden_from", lambda viewer: hidden if viewer.role in roles else access.NOTHING)
