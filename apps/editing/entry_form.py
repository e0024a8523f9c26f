"""The page with the form of an entry: shown, sent back, previewed, published. Must not know where entries come from."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from apps.changes.models import Changeset
from apps.door.policy import Decision, decide
from apps.entries.entry import Entry
from apps.pages.offers import form_address
from apps.web.addresses import address_of
from apps.web.limits import is_too_often, too_often
from apps.web.request import viewer_of

from .carried import resumes
from .decorators import refused
from .edit_preview import preview_alone, preview_context
from .forms.changed import changes_of
from .forms.choices import as_key
from .forms.conflicts import choices
from .forms.page import EntryPage
from .forms.parts import Parts
from .forms.parts_page import PartsPage
from .forms.publishing import publish_forms, refused_beforehand, say_published, say_unchanged
from .forms.refusals import MAIN, Unpublished, overtaken
from .forms.sources import titles_of

PUBLISH, PREVIEW, CHECK, ADD = "publish", "preview", "check", "add:"
"""What the buttons of the form do, and its script: the last is followed by the prefix of a list of claims."""


def entry_form(
    request: HttpRequest,
    entry: Entry,
    *,
    gone: Changeset | None = None,
    initial: Mapping[str, Any] | None = None,
    unpublished: Unpublished | None = None,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The form of an entry, or of one that is new; posted to be published, it is, if nothing is wrong.

    `gone` is the changeset that deleted the entry meanwhile; `unpublished` what came of publishing the same request
    before. Raises Unpublished: then ask again with that, and with the entry as it is by then.
    """
    decision = decide(viewer_of(request), entry)
    if request.method != "POST":
        if not decision.publishes:
            return refused(request, [decision.why])
        return shown(request, page_of(request, entry, initial=initial), decision, context)
    if gone is not None:
        unpublished = Unpublished({MAIN: overtaken(entry, gone, "deleted")})
    act = request.POST.get("act", PUBLISH)
    if "HX-Request" in request.headers and act != CHECK:
        act = PREVIEW  # the editor's scripts ask, and nothing else: whatever they send, it is not published
    if act == PREVIEW and is_too_often(request, "preview"):
        return too_often(request)
    page = posted(request, entry, act, unpublished)
    if act == PUBLISH and decision.publishes and unpublished is None and page.is_valid():
        return published(request, page)
    if act == CHECK and page.is_valid() and (asked := refused_beforehand(viewer_of(request), page.formsets)):
        page = posted(request, entry, act, Unpublished(asked))
    told: dict[str, Any] = {**(context or {}), "gone": gone, "shown_again": resumes(request)}
    if act == PREVIEW:
        if decision.publishes and "HX-Request" in request.headers:
            return preview_alone(request, page.form, page.formsets)
        told |= preview_context(request, page.form, page.formsets, page.left_alone())
    return shown(request, page, decision, told)


def posted(request: HttpRequest, entry: Entry, act: str, unpublished: Unpublished | None) -> EntryPage:
    """The page bound to what was posted; with one more claim, where that is asked for."""
    data: Any = request.POST
    checked = act in (PUBLISH, PREVIEW, CHECK)
    if act.startswith(ADD):
        data = page_of(request, entry, data, checked=False).with_row(act.removeprefix(ADD))
    page = page_of(request, entry, data, unpublished=unpublished, checked=checked)
    page.form.fields["edit_summary"].required &= act == PUBLISH
    return page


def page_of(request: HttpRequest, entry: Entry, data: Any = None, **told: Any) -> EntryPage:
    """The form of the entry; of some of its parts only, where they are asked for. Raises BadRequest."""
    asked = (request.GET if data is None else data).getlist("part")
    if not asked or entry.pk is None:
        return EntryPage(viewer_of(request), entry, data, **told)
    told.pop("initial", None)
    base = as_key(request.GET.get("base")) or 0
    return PartsPage(viewer_of(request), entry, data, parts=Parts.asked(asked), base=base, **told)


def published(request: HttpRequest, page: EntryPage) -> HttpResponse:
    """On to the entry's page, saying what became of the edit. Raises Unpublished."""
    entry = page.form.instance
    changeset = publish_forms(viewer_of(request), page.form, page.formsets, change=page.change)
    if changeset is None:
        messages.warning(request, say_unchanged(entry))
    else:
        base = page.form.cleaned_data["base"] if page.change else None
        messages.success(request, say_published(changeset, entry, base))
    return HttpResponseRedirect(entry.get_absolute_url() + (f"#{page.anchor}" if page.anchor else ""))


def shown(
    request: HttpRequest, page: EntryPage, decision: Decision, context: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page; as 403 where its edit would not be taken, as 409 where it conflicts with what stands."""
    told: dict[str, Any] = {"gone": None, **(context or {})}
    status = HTTPStatus.OK
    if not decision.publishes:
        status = HTTPStatus.FORBIDDEN
    elif page.conflict is not None:
        base = page.shown.at or 0
        told |= {"clashes": list(choices(page.conflict, viewer_of(request), base)), "base": base}
        status = HTTPStatus.CONFLICT
    elif told["gone"] is not None:
        status = HTTPStatus.CONFLICT
    model = type(page.entry)
    stands = page.change and told["gone"] is None
    told["away"] = page.entry.get_absolute_url() if stands else address_of(f"{model.spec.name}:list")
    told["changes"] = changes_of(page.form, ((each.end.heading, each.formset) for each in page.lists))
    if page.change and viewer_of(request).uses_admin:
        told["admin_form"] = form_address(viewer_of(request), page.entry)
    told["sources"] = titles_of(viewer_of(request), page.cited)
    told |= {"page": page, "entry": page.entry, "model": model, "here": model.spec, "decision": decision}
    template = page.fragment if "HX-Request" in request.headers else page.template
    return render(request, template, told, status=status)
