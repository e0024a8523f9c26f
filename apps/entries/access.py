"""Who may read what, and who may do what: the one place that decides. Must not know requests or pages.

Entries, claims and historical rows are reached through a Viewer alone. What is hidden, and from whom, one function
says: `hidden_from`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext, gettext_noop, ngettext

from apps.changes.history import history_model
from apps.changes.models import LATEST, Changeset
from apps.language.said import said

from .claims import Claim, ids_at
from .entry import Entry, Protection, Touch
from .roles import LEAST, PERMISSIONS, REVIEWS, WRITING, Role, Verb

Row = Entry | Claim


@dataclass(frozen=True)
class Hidden:
    """What a viewer may not read.

    `entries` are keys, of what stands or was deleted; `claims` each a model and a key; `revisions` each the key of an
    entry and the number of a changeset: the rows of the entry and its claims that it wrote, once they are superseded.
    """

    entries: frozenset[int] = frozenset()
    claims: frozenset[tuple[type[Claim], int]] = frozenset()
    revisions: frozenset[tuple[int, int]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.entries or self.claims or self.revisions)


NOTHING = Hidden()
REDACTED = gettext_noop("(summary hidden)")
"""What is said in place of the summary of a changeset that wrote something hidden."""


def hidden_from(viewer: "Viewer") -> Hidden:
    """What is hidden from a viewer: nothing yet, from anyone. It is not asked for the system, which reads all."""
    return NOTHING


@dataclass(frozen=True)
class Viewer:
    """Who asks: a user, nobody in particular (None), or the system, for seeding, indexing, merging and verifying.

    What may be hidden from a viewer is asked once: one lives no longer than a request.
    """

    user: Any = None
    is_system: bool = False

    @classmethod
    def of(cls, user: Any) -> "Viewer":
        """The viewer that a user is; whoever has not signed in, or may not any more, is anonymous."""
        known = getattr(user, "is_authenticated", False) and getattr(user, "is_active", False)
        return cls(user if known else None)

    @cached_property
    def role(self) -> Role:
        """The role of the account."""
        if self.is_system:
            return Role.SYSTEM
        if self.user is None:
            return Role.ANONYMOUS
        if self.user.is_superuser:
            return Role.ADMINISTRATOR
        if self.user.has_perm(REVIEWS):
            return Role.REVIEWER
        edits = ("entries.change_", "entries.add_")
        return Role.EDITOR if any(p.startswith(edits) for p in self.user.get_all_permissions()) else Role.CONTRIBUTOR

    @property
    def uses_admin(self) -> bool:
        """Whether the account may open Django's admin."""
        return self.user is not None and bool(self.user.is_staff)

    # Doing

    def may(self, verb: Verb, what: Any = None) -> bool:
        """Whether the viewer may do this to an entry or a claim, or to those of a model; protection counted in."""
        return not self.why_not(verb, what)

    def why_not(self, verb: Verb, what: Any = None) -> str:
        """Why the viewer may not do this, in a sentence; nothing where they may."""
        if self.is_system:
            return ""
        row: Any = what if isinstance(what, Entry | Claim) else None
        model = type(row) if row is not None else what
        if row is not None and row.pk is not None and not self.sees(row):
            return gettext("There is nothing here that you may read.")
        if not self._is_given(verb, model):
            if model is None:
                return gettext("Your account may not %(do)s.") % {"do": verb.alone}
            return gettext("Your account may not %(do)s %(what)s.") % {"do": verb.label, "what": _plural(model)}
        if verb in WRITING and row is not None and row.pk is not None and (closed := self._closed_by(row)):
            names = gettext(" and ").join(f"“{entry.name}”" for entry in sorted(closed.values(), key=str))
            sentence = ngettext(
                "%(names)s is protected: only reviewers publish its changes. Ask a reviewer for it.",
                "%(names)s are protected: only reviewers publish their changes. Ask a reviewer for it.",
                len(closed),
            )
            return sentence % {"names": names}
        return ""

    def _is_given(self, verb: Verb, model: Any) -> bool:
        if verb in LEAST and _rank(self.role) < _rank(LEAST[verb]):
            return False
        if verb not in PERMISSIONS:
            return True
        if self.user is None:
            return False
        models = Entry.__subclasses__() if model is None else [model]  # one is enough
        return any(self.user.has_perm(f"entries.{PERMISSIONS[verb]}_{each._meta.model_name}") for each in models)

    def may_edit_claims(self, claim: type[Claim]) -> bool:
        """Whether the viewer may add, edit and delete claims of a sort: a form that lists them takes all three."""
        return all(self.may(verb, claim) for verb in (Verb.CREATE, Verb.EDIT, Verb.DELETE))

    def _closed_by(self, row: Row) -> dict[int, Entry]:
        """The entries that a row is part of and that are protected from the viewer; no query for one that is loaded."""
        if isinstance(row, Entry) and "protection" not in row.get_deferred_fields():
            closed = row.protection == Protection.REVIEWED and not self.may(Verb.REVIEW)
            return {row.pk: row} if closed else {}
        return self.closed(touched_by(row))

    def closed(self, keys: Iterable[int]) -> dict[int, Entry]:
        """Those of the entries with these keys that are protected from the viewer, by key."""
        keys = set(keys)
        if not keys or self.may(Verb.REVIEW):
            return {}
        return {entry.pk: entry for entry in Entry.objects.filter(pk__in=keys, protection=Protection.REVIEWED)}

    # Reading

    @cached_property
    def hidden(self) -> Hidden:
        """What is hidden from the viewer, asked once."""
        return NOTHING if self.is_system else hidden_from(self)

    def rows(self, model: type[Model]) -> QuerySet[Any]:
        """The rows of entries, of a kind or of a claim that stand and that the viewer may read.

        A claim can be read where every one of its ends can.
        """
        return model._default_manager.filter(self._shown(model))

    def past(self, model: type[Model]) -> QuerySet[Any]:
        """The historical rows of a kind or a claim that the viewer may read, in no order."""
        rows = history_model(model).objects.order_by()
        return rows.filter(self._shown(model) & self._unhidden(model)) if self.hidden else rows

    def leading(self, name: str) -> Q:
        """Of rows that lead to an entry by a foreign key of this name: that the viewer may read the entry."""
        return ~Q(**{f"{name}__in": self.hidden.entries}) if self.hidden.entries else Q()

    def sees(self, row: Any) -> bool:
        """Whether the viewer may read a row, standing or historical."""
        if not self.hidden:
            return True
        model = getattr(row, "instance_type", type(row))
        keys = touched_by(row)
        number = getattr(row, "changeset_id", None)
        superseded = number is not None and row.until != LATEST
        return (
            not keys & self.hidden.entries
            and (model, getattr(row, "id", None)) not in self.hidden.claims
            and not (superseded and any((key, number) in self.hidden.revisions for key in keys))
        )

    def redact(self, changesets: Iterable[Changeset]) -> list[Changeset]:
        """The changesets; those that wrote something hidden lose their summaries, and what was counted of them."""
        found = list(changesets)
        if self.hidden and (numbers := {each.number for each in found}):
            secret = set(Changeset.objects.filter(self._secret(), number__in=numbers).values_list("number", flat=True))
            for each in found:
                if each.number in secret:
                    each.summary, each.did = said(REDACTED), ""
                    each.added = each.removed = None
        return found

    def plain(self, changesets: QuerySet[Changeset]) -> QuerySet[Changeset]:
        """Those of the changesets that wrote nothing hidden: what they say can be searched."""
        return changesets.exclude(self._secret()) if self.hidden else changesets

    def _secret(self) -> Q:
        """That a changeset wrote something hidden from the viewer."""
        secret = Q(number__in=[number for _, number in self.hidden.revisions])
        touched = Touch.objects.filter(entry__in=self.hidden.entries).order_by()
        secret |= Q(number__in=touched.values("changeset"))
        for model, key in self.hidden.claims:
            secret |= Q(number__in=history_model(model).objects.filter(id=key).order_by().values("changeset"))
        return secret

    def _shown(self, model: Any) -> Q:
        """By the columns that live and historical rows have in common."""
        if not self.hidden:
            return Q()
        if not issubclass(model, Claim):
            return self.leading("id")
        shown = ~Q(id__in=[key for of, key in self.hidden.claims if of is model])
        for end in model.spec.ends:
            shown &= self.leading(f"{end.field}_id")
        return shown

    def _unhidden(self, model: Any) -> Q:
        """That a historical row is of no revision that is hidden."""
        names = [f"{end.field}_id" for end in model.spec.ends] if issubclass(model, Claim) else ["id"]
        shown = Q()
        for key, number in self.hidden.revisions:
            at = Q(*((name, key) for name in names), _connector=Q.OR)
            shown &= ~(Q(changeset=number, until__lt=LATEST) & at)
        return shown


SYSTEM = Viewer(is_system=True)

__all__ = ["NOTHING", "REDACTED", "SYSTEM", "Hidden", "Role", "Verb", "Viewer", "hidden_from", "touched_by"]


def _rank(role: Role) -> int:
    return list(Role).index(role)


def _plural(model: Any) -> str:
    spec = getattr(model, "spec", None)
    return str(spec.many if spec else model._meta.verbose_name_plural)


def touched_by(row: Any) -> set[int]:
    """The keys of the entries that a row, standing or historical, is part of: the entry itself, or a claim's ends."""
    model = getattr(row, "instance_type", type(row))
    if issubclass(model, Claim):
        return ids_at(model.spec.ends, row)
    return {row.id if model is not type(row) else row.pk}
