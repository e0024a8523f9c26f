"""Roles, what can be done, and the least that each takes: the table from which `access` decides. Must not query."""

from django.db.models import TextChoices

from apps.language.marking import _


class Role(TextChoices):
    """What an account is here; each may do what those before it may."""

    ANONYMOUS = "anonymous", _("reader")
    CONTRIBUTOR = "contributor", _("contributor")
    EDITOR = "editor", _("editor")
    REVIEWER = "reviewer", _("reviewer")
    ADMINISTRATOR = "administrator", _("administrator")
    SYSTEM = "system", _("the wiki itself")


class Verb(TextChoices):
    """What can be done here."""

    READ = "read", _("read")
    SUGGEST = "suggest", _("suggest changes of")
    EDIT = "edit", _("edit")
    CREATE = "create", _("add")
    DELETE = "delete", _("delete")
    REVIEW = "review", _("review")
    UNDO = "undo", _("undo changes of")
    RESTORE = "restore", _("restore")
    ROLL_BACK = "roll back", _("roll back editors of")
    PROTECT = "protect", _("protect")
    HIDE = "hide", _("hide")
    BLOCK = "block", _("block editors of")
    INVITE = "invite", _("invite editors of")
    ADMINISTER = "administer", _("administer")

    @property
    def alone(self) -> str:
        """The verb without what it is done to."""
        return str(ALONE.get(self, self.label))


ALONE: dict[str, str] = {
    Verb.SUGGEST: _("suggest"),
    Verb.CREATE: _("create"),
    Verb.UNDO: _("undo"),
    Verb.ROLL_BACK: _("roll back"),
    Verb.BLOCK: _("block"),
    Verb.INVITE: _("invite"),
}
"""Verbs that are said otherwise where nobody says of what."""


LEAST: dict[Verb, Role] = {
    Verb.READ: Role.ANONYMOUS,
    Verb.SUGGEST: Role.ANONYMOUS,
    Verb.UNDO: Role.EDITOR,
    Verb.RESTORE: Role.EDITOR,
    Verb.REVIEW: Role.REVIEWER,
    Verb.ROLL_BACK: Role.REVIEWER,
    Verb.PROTECT: Role.REVIEWER,
    Verb.HIDE: Role.REVIEWER,
    Verb.INVITE: Role.REVIEWER,
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
