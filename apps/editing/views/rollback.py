"""Rolling back an editor: the page that shows what would be undone, and the act. Must not know how it is planned."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.translation import gettext

from apps.changes.models import Changeset
from apps.door.merging import latest_published
from apps.door.policy import HIDDEN, bars
from apps.door.reversal import MOST, roll_back
from apps.door.rollback import Foreseen, foresee
from apps.entries.access import Verb, Viewer
from apps.entries.world import World
from apps.pages.change_lists import find_editor
from apps.revisions.comparison import compare_rows
from apps.revisions.summaries import in_a_sentence
from apps.web.request import viewer_of

from ..carried import resumes
from ..confirming import sentences
from ..decorators import acting, refused
from ..forms.reversal import RollbackForm, SinceForm


@dataclass
class RollbackRow:
    """A changeset that would be undone: what that does, in a sentence; or left, with the reasons."""

    changeset: Changeset
    sentence: str
    reasons: list[str]


@acting
def rollback(request: HttpRequest, name: str) -> HttpResponse:
    """Ask, and undo what an editor did since some changeset or day, each changeset by one of its own."""
    viewer = viewer_of(request)
    if not viewer.may(Verb.ROLL_BACK):
        return refused(request, [gettext("Only reviewers roll back editors.")])
    editor = find_editor(name)
    posted = request.method == "POST"
    form = RollbackForm(request.POST) if posted else SinceForm(request.GET if "since" in request.GET else None)
    overtaken: list[int] = []
    if posted and form.is_valid() and not resumes(request):
        overtaken = changed_meanwhile(viewer, editor, form.cleaned_data)
        if not overtaken:
            return rolled_back(request, editor, form.cleaned_data)
    links = ((Changeset(number=number).get_absolute_url(), number) for number in overtaken)
    told = format_html_join(", ", '<a href="{}">#{}</a>', links)
    context = {"editor": editor, "form": form, "overtaken": overtaken, "overtaken_links": told}
    if form.is_bound and not form.errors.get("since"):
        context |= shown(viewer, editor, form.cleaned_data["since"])
    return render(request, "editing/rollback.html", context, status=409 if overtaken else 200)


def shown(viewer: Viewer, editor: Any, since: int) -> dict[str, Any]:
    """What the page shows of the changesets that would be undone."""
    base = latest_published().number if Changeset.objects.exists() else 0  # first: what comes after it is found later
    foreseen, more = foresee(editor, since, partial(bars, viewer))
    doable = any(not each.reasons for each in foreseen)
    return {
        "rows": rollback_rows(foreseen, viewer),
        "more": more,
        "most": MOST,
        "since": since,
        "base": base,
        "doable": doable,
    }


def changed_meanwhile(viewer: Viewer, editor: Any, asked: dict[str, Any]) -> list[int]:
    """The changesets that changed what would be undone after the page was shown."""
    foreseen, _ = foresee(editor, asked["since"], partial(bars, viewer), until=asked["base"])
    return sorted({number for each in foreseen for number in each.plan.changed_since(asked["base"])})


def rolled_back(request: HttpRequest, editor: Any, asked: dict[str, Any]) -> HttpResponse:
    """Roll back what was shown, and tell what was undone and what was left."""
    viewer = viewer_of(request)
    result = roll_back(
        editor,
        asked["since"],
        until=asked["base"],
        user=request.user,
        summary=asked["edit_summary"],
        bars=partial(bars, viewer),
    )
    viewer.redact([*result.done, *(changeset for changeset, _ in result.left)])
    left = [(changeset, sentences(viewer, error)) for changeset, error in result.left]
    context = {"editor": editor, "done": result.done, "left": left}
    return render(request, "editing/rolled_back.html", context)


def rollback_rows(foreseen: list[Foreseen], viewer: Viewer) -> list[RollbackRow]:
    """Each changeset with what its undoing does in a sentence; one comparison for all of them."""
    world = World(viewer)
    viewer.redact(each.changeset for each in foreseen)
    deltas = [delta for each in foreseen for delta in each.plan.changes]
    changes = {id(change.delta): change for change in compare_rows(deltas, world, world, by_word=False)}
    return [
        RollbackRow(
            each.changeset,
            "" if HIDDEN in each.reasons else in_a_sentence(changes[id(delta)] for delta in each.plan.changes),
            [HIDDEN] if HIDDEN in each.reasons else each.reasons,
        )
        for each in foreseen
    ]
