"""Roles, what can be done, and the least that each takes: the table from which `access` decides. Must not query."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What an account is here; each may do what those before it may."""

    ANONYMOUS = "anonymous", "reader"
    CONTRIBUTOR = "contributor", "contributor"
    EDITOR = "editor", "editor"
    REVIEWER = "reviewer", "reviewer"
    ADMINISTRATOR = "administrator", "administrator"
    SYSTEM = "system", "the wiki itself"


class Verb(TextChoices):
    """What can be done here."""

    READ = "read", "read"
    SUGGEST = "suggest", "suggest changes of"
    EDIT = "edit", "edit"
    CREATE = "create", "add"
    DELETE = "delete", "delete"
    REVIEW = "review", "review"
    UNDO = "undo", "undo changes of"
    RESTORE = "restore", "restore"
    ROLL_BACK = "roll back", "roll back editors of"
    PROTECT = "protect", "protect"
    HIDE = "hide", "hide"
    BLOCK = "block", "block editors of"
    ADMINISTER = "administer", "administer"


LEAST: dict[Verb, Role] = {
    Verb.READ: Role.ANONYMOUS,
    Verb.SUGGEST: Role.ANONYMOUS,
    Verb.UNDO: Role.EDITOR,
    Verb.RESTORE: Role.EDITOR,
    Verb.REVIEW: Role.REVIEWER,
    Verb.ROLL_BACK: Role.REVIEWER,
    Verb.PROTECT: Role.REVIEWER,
    Verb.HIDE: Role.REVIEWER,
    Verb.BLOCK: Role.ADMINISTRATOR,
    Verb.ADMINISTER: Role.ADMINISTRATOR,
}
"""The least role that may; the other verbs are given kind by kind."""

PERMISSIONS: dict[Verb, str] = {
    Verb.EDIT: "change",
    Verb.CREATE: "add",
    Verb.DELETE: "delete",
    Verb.RESTORE: "change",
}
"""The permission of Django's that a verb takes on the model of what it is done to."""

REVIEWS = "entries.review_entry"
"""The permission that makes a reviewer."""

WRITING = {Verb.EDIT, Verb.DELETE, Verb.RESTORE}
"""The verbs that a protected entry is closed to."""
