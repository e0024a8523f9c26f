"""Deleting an entry in the admin: with a summary, through the one door. Must not know single kinds."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.db import transaction
from django.db.models import PROTECT
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from apps.changes.models import Changeset
from apps.changes.recording import hold_commit_lock
from apps.door.publish import Refused, claims_of, latest_changeset, publish
from apps.entries.access import Viewer
from apps.entries.claims import Claim
from apps.entries.ends import entry_keys, facts_naming
from apps.entries.entry import Entry
from apps.entries.resolver import EntryResolver
from apps.entries.world import World
from apps.revisions.revision import compare
from apps.revisions.summaries import of_comparison
from apps.web.request import viewer_of

from ..forms.entry import SummaryForm
from ..forms.refusals import overtaken, report
from .request_state import gone_of

MOST_SHOWN = 20
"""How many changesets are listed that an editor who is about to delete an entry has not seen."""


class ChangedMeanwhile(Exception):
    """Others changed the entry since the editor saw it."""


class Deletes(admin.ModelAdmin):
    """Shows what goes with an entry and what keeps it, and asks for a summary.

    There is no deletion of many at once: each needs a reason of its own, and is undone by itself.
    """

    delete_confirmation_template = "admin/entry_delete.html"
    actions = None

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        """The page that asks, and the deletion."""
        entry = self.get_object(request, unquote(object_id))
        if not self.has_delete_permission(request, entry):
            raise PermissionDenied
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]  # Django's own
        if gone_of(request) is not None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]  # ours
        form = SummaryForm(request.POST or None, initial={"base": latest_changeset(entry)})
        if request.method == "POST" and form.is_valid() and self.deleted(request, entry, form):
            return self.response_deleted(request, entry)
        viewer = viewer_of(request)
        claims = named_claims(viewer, entry)
        since = changed_since(viewer, entry, form) if form.errors.as_data().get(NON_FIELD_ERRORS) else None
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Delete %(kind)s") % {"kind": self.model.spec.one},
            "subtitle": str(entry),
            "object": entry,
            "opts": self.opts,
            "form": form,
            "since": since,
            "claims": [str(claim) for claim in claims if not is_kept_by(entry, claim)],
            "protected": [*naming(viewer, entry), *(str(claim) for claim in claims if is_kept_by(entry, claim))],
            **(extra_context or {}),
        }
        response = self.render_delete_form(request, context)
        response.status_code = HTTPStatus.CONFLICT if since else HTTPStatus.OK
        return response

    def deleted(self, request: HttpRequest, entry: Entry, form: SummaryForm) -> bool:
        """Whether publish() took the deletion; if not, the form says why."""
        said = form.cleaned_data
        try:
            with transaction.atomic():
                hold_commit_lock()  # what the editor has not seen must not come between the look and the deletion
                if latest_changeset(entry) > max(said["base"], said["seen"] or 0):
                    raise ChangedMeanwhile
                publish([], [entry], user=request.user, summary=said["edit_summary"])
        except ChangedMeanwhile:
            latest = Changeset.objects.select_related("user").get(number=latest_changeset(entry))
            report(form, overtaken(entry, latest, "changed"))
            form.say_seen(latest.number)
        except Refused as refused:
            report(form, refused)
        return form.is_valid()

    def response_deleted(self, request: HttpRequest, entry: Entry) -> HttpResponse:
        """Back to the list, saying what was deleted."""
        self.message_user(
            request,
            gettext("Deleted the %(kind)s “%(entry)s” with its claims.")
            % {"kind": self.model.spec.one, "entry": entry},
            messages.SUCCESS,
        )
        return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))


@dataclass(frozen=True)
class Since:
    """What became of an entry between two changesets, told in a sentence, and the changesets that did it."""

    base: int
    latest: int
    sentence: str
    changesets: list[Changeset]


def changed_since(viewer: Viewer, entry: Entry, form: SummaryForm) -> Since | None:
    """What the editor who is about to delete an entry has not seen of it; None where that is nothing."""
    base, latest = form.cleaned_data.get("base"), latest_changeset(entry)
    if base is None or latest <= base:
        return None
    found = compare(World(viewer), type(entry), entry.pk, base, latest)
    between = Changeset.objects.filter(touches__entry=entry.pk, number__gt=base).select_related("user")
    return Since(base, latest, of_comparison(found), viewer.redact(between[:MOST_SHOWN]))


def naming(viewer: Viewer, entry: Entry) -> list[str]:
    """Links to the entries whose facts name this one, and keep it from being deleted."""
    found: list[str] = []
    for kind, key in facts_naming(type(entry)):
        for other in viewer.rows(kind).filter(**{key.name: entry}):
            address = reverse(f"admin:{kind._meta.app_label}_{kind._meta.model_name}_change", args=[other.pk])
            found.append(format_html('<a href="{}">{}</a> ({}: {})', address, other, kind.spec.one, key.verbose_name))
    return found


def named_claims(viewer: Viewer, entry: Entry) -> list[Claim]:
    """The claims at whose ends the entry stands, with the entries at all of them."""
    named, claims = EntryResolver(), [claim for claim in claims_of([entry]) if viewer.sees(claim)]
    named.want(claims)
    named.fetch(World(viewer))
    return claims


def is_kept_by(entry: Entry, claim: Claim) -> bool:
    """Whether a claim keeps the entry from being deleted, instead of going with it."""
    keys = (key for key in entry_keys(type(claim)) if getattr(claim, key.attname) == entry.pk)
    return any(key.remote_field.on_delete is PROTECT for key in keys)
