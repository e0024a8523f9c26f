"""What an edit would look like, before it is saved: the page as it would be, and what is wrong. Must not write."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext, ngettext

from apps.dates.edtf import InvalidDate
from apps.dates.period import Contradiction
from apps.entries.claims import Claim
from apps.entries.validity import Lasting
from apps.entries.world import World
from apps.facts.entry_data import EntryData, read_draft
from apps.pages.entry_page import TEMPLATE, compose
from apps.pages.problems import problems
from apps.web.request import viewer_of
from apps.wikitext.sanitise import Html, assembled

from .forms.claims import ClaimFormSet
from .forms.entry import EntryForm
from .forms.refusals import overloaded
from .forms.unsourced import in_question

Beside = Mapping[tuple[type[Claim], str], list[Any]]
"""Claims that a form does not show, by their sort and the end at which the entry stands."""


def preview_context(
    request: HttpRequest, form: EntryForm, formsets: Iterable[ClaimFormSet], beside: Beside | None = None
) -> dict[str, Any]:
    """What the page shows as its preview: `preview` is HTML, `problems` are sentences."""
    if too_much := overloaded(form.data):
        return {"preview": "", "problems": [too_much], "shown": True}
    form.is_valid()
    formsets = list(formsets)
    found, left_out = dict(beside or {}), 0
    for formset in formsets:
        claims, wrong = claims_of(formset)
        left_out += wrong
        found[formset.model, formset.fk.name] = [*found.get((formset.model, formset.fk.name), ()), *claims]
    lists = [(model, model.spec.end(field), claims) for (model, field), claims in found.items()]
    try:
        sheet = read_draft(World(viewer_of(request)), form.instance, lists)
    except (InvalidDate, Contradiction) as error:
        return {"preview": "", "problems": [str(error)], "shown": True}
    said = problems(sheet)
    if left_out:
        said.insert(
            0,
            ngettext(
                "%(count)s claim with mistakes: not shown in the preview.",
                "%(count)s claims with mistakes: not shown in the preview.",
                left_out,
            )
            % {"count": left_out},
        )
    said += unsourced_sentences(form, formsets)
    return {"preview": page_of(request, sheet), "problems": said, "shown": True}


def unsourced_sentences(form: EntryForm, formsets: Sequence[ClaimFormSet]) -> Iterator[str]:
    """What the edit would publish without a source, in sentences."""
    entry = form.instance
    if entry.wants_source and (entry.pk is None or set(entry.spec.facts) & set(form.changed_data)):
        yield gettext("The facts of this entry name no source: the page will say that one is wanted.")
    if count := len(in_question(formsets)):
        said = ngettext(
            "%(count)d claim that you added or changed names no source.",
            "%(count)d claims that you added or changed name no source.",
            count,
        )
        yield said % {"count": count}


def preview_alone(request: HttpRequest, form: EntryForm, formsets: Iterable[ClaimFormSet]) -> HttpResponse:
    """The preview without the form, for the editor's script."""
    return render(request, "editing/_preview.html", preview_context(request, form, formsets))


def claims_of(formset: ClaimFormSet) -> tuple[list[Any], int]:
    """The claims that the editor leaves in a list, and how many more have mistakes."""
    formset.is_valid()
    claims, wrong = [], 0
    for form in formset.forms:
        removed = formset.can_delete and formset._should_delete_form(form)  # type: ignore[attr-defined]  # Django's own
        if removed or not (form.instance.pk or form.has_changed()):
            continue
        if form.errors or not has_readable_dates(form.instance):
            wrong += 1
        else:
            claims.append(form.instance)
    return claims, wrong


def has_readable_dates(claim: Any) -> bool:
    """Whether the dates of a claim can be read together."""
    try:
        claim.clean_fields(exclude=[field.name for field in claim._meta.fields if field.is_relation])
        return not isinstance(claim, Lasting) or claim.period is not None
    except (ValidationError, InvalidDate, Contradiction):
        return False


def page_of(request: HttpRequest, sheet: EntryData) -> Html:
    """The page of the entry as it would be, without what stands around it.

    It is a page within a page: its ids, and what leads to them, are told apart from those of the form around it.
    """
    context = compose(sheet) | {"base": "entries/alone.html", "world": sheet.world, "draft": True}
    html = render_to_string(TEMPLATE, context, request)
    return assembled(_TAG.sub(lambda tag: _ID.sub(r"\1preview-", tag[0]), html))


_TAG = re.compile(r"<[a-z][^<>]*>")
_ID = re.compile(r"""(\s(?:id|for|aria-labelledby|aria-describedby)="|\shref="#)(?=[^"])""")
