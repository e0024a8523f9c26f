"""The law of the form of some parts: publishing it is publishing the form of the whole with only those parts changed.

Whatever others published meanwhile: two entries alike are edited, each by one of the forms, and are alike afterwards.
"""

import re

import pytest

from apps.door.publish import publish
from apps.entries.models import Body, Membership, Name, State
from tests import factories
from tests.editing.forms_of_pages import address, shown, with_claims

pytestmark = pytest.mark.django_db
LIST = "members-body"
TEXT = "The lead.\n\n# Background\n\nSigned in Tashkent.\n\n## Before\n\nOne.\n\nTwo.\n\n# Today\n\nIt goes on."


def key(entry, name):
    """The key of the membership of a state in the body."""
    return Membership.objects.get(body=entry, member__title=name).pk


def text(old, new):
    """The whole text with a passage changed."""
    return lambda entry: {"text": TEXT.replace(old, new)}


def section(name, passage, old, new):
    """A section that is shown as a passage, with a word changed; line ends as browsers send them."""
    return lambda entry: {f"section:{name}": passage.replace(old, new).replace("\n", "\r\n")}


BEFORE = "## Before\n\nOne.\n\nTwo."
NEW = {"member": "Armenia", "status": "member", "start": "2003", "cites": "@paper, ¶2", "rank": "normal"}
EDITS = {
    "facts": (
        lambda entry: ["title", "established", "cites", "identifiers"],
        *[lambda entry: {"established": "May 2002", "cites": "@paper", "title": "ODKB", "identifiers": "wikidata: Q1"}]
        * 2,
    ),
    "a section": (
        lambda entry: ["section:before"],
        section("before", BEFORE, "Two", "Second"),
        text("Two", "Second"),
    ),
    "the lead": (lambda entry: ["section:"], section("", "The lead.", "lead", "beginning"), text("lead", "beginning")),
    "a section removed": (
        lambda entry: ["section:before"],
        lambda entry: {"section:before": ""},
        text(f"{BEFORE}\n\n", ""),
    ),
    "a claim": (
        lambda entry: [f"{LIST}:{key(entry, 'Belarus')}"],
        lambda entry: {f"{LIST}-{key(entry, 'Belarus')}-start": "1994"},
        lambda entry: {f"{LIST}-0-start": "1994"},
    ),
    "a claim removed, and a fact": (
        lambda entry: ["seat", f"{LIST}:{key(entry, 'Georgia')}"],
        lambda entry: {f"{LIST}-{key(entry, 'Georgia')}-DELETE": "on", "seat": "Minsk"},
        lambda entry: {f"{LIST}-1-DELETE": "on", "seat": "Minsk"},
    ),
    "a new claim": (
        lambda entry: [f"{LIST}:new"],
        lambda entry: {f"{LIST}-new-{name}": value for name, value in NEW.items()},
        lambda entry: [(LIST, NEW)],
    ),
}
"""What an editor does, in words: the parts; what is typed in the form of those; and in the form of the whole."""


def entry_with(**values):
    def others(entry):
        for name, value in values.items():
            setattr(entry, name, value)
        factories.save(entry)

    return others


def claim_with(name, **values):
    def others(entry):
        claim = Membership.objects.get(pk=key(entry, name))
        for field, value in values.items():
            setattr(claim, field, value)
        factories.save(claim)

    return others


def claim_gone(name):
    return lambda entry: publish([], [Membership.objects.get(pk=key(entry, name))], user=None, summary="Gone")


def elsewhere(entry):
    """Another fact, another section, a passage beside the one that is changed, another claim."""
    words = TEXT.replace("goes on", "does not").replace("One", "First")
    entry_with(composition="Seven states", text=words)(entry)
    factories.member(State.objects.get(title="Serbia"), entry, start="1999")


def nothing(entry):
    """Nobody else was there."""


OTHERS = {
    "nothing": nothing,
    "what stands elsewhere": elsewhere,
    "the same facts": entry_with(established="2001", title="Tashkent Pact", identifiers="wikidata: Q2", seat="Yerevan"),
    "the same passages": entry_with(text=TEXT.replace("Two", "Deux").replace("lead", "chapeau")),
    "a section before": entry_with(text=TEXT.replace("# Background", "# New\n\n# Before\n\n# Background")),
    "no prose": entry_with(text=""),
    "the same claims": lambda entry: [claim_with(name, start="1990")(entry) for name in ("Belarus", "Georgia")],
    "the claims in another way": lambda entry: [claim_with(name, note="So.")(entry) for name in ("Belarus", "Georgia")],
    "one claim gone": claim_gone("Belarus"),
}
"""What others publish meanwhile."""


@pytest.fixture(autouse=True)
def states():
    """Two that are members, and two that are not; and the source that is cited."""
    factories.source("Paper")
    return [factories.state(name) for name in ("Belarus", "Georgia", "Armenia", "Serbia")]


def made(slug, states):
    """A body, alike but for its slug."""
    entry = Body(title="CSTO", slug=slug, established="2002", seat="Moscow", text=TEXT, cites="@paper, ¶1")
    factories.save(entry, Name(entry=entry, text="ODKB"))
    claims = [Membership(member=state, body=entry, start="1993", end="..", cites="@paper") for state in states[:2]]
    factories.save(*claims)
    return entry


def state_of(entry):
    """All that the wiki says of the entry, but for what it and its claims are known by."""
    entry = Body.objects.get(pk=entry.pk)
    facts = {
        field.name: getattr(entry, field.attname)
        for field in entry._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in ("slug", "entry_ptr")
    }
    rows = Membership.objects.filter(body=entry)
    claims = {tuple(each) for each in rows.values_list("member__title", "status", "start", "end", "note", "cites")}
    return facts, claims, set(Name.objects.filter(entry=entry).values_list("text", "sort"))


def clashes(answer):
    """What clashed, as it is told."""
    return [
        (
            each.told.act,
            each.told.label,
            [(field.before.raw, field.after.raw) for field in each.told.mine if not field.rows],
        )
        for each in (answer.context or {}).get("clashes", ())
    ]


@pytest.mark.parametrize("edit", EDITS)
def test_the_form_of_parts_publishes_what_the_form_of_the_whole_would(signed_in, states, edit):
    parts, in_parts, in_whole = EDITS[edit]
    for number, others in enumerate(OTHERS.values()):
        one, other = (made(f"{way}-{number}", states) for way in ("parts", "whole"))
        page = signed_in.get(address(one), {"part": parts(one)})
        some = shown(page) | {"part": re.findall(r'name="part" value="([^"]*)"', page.content.decode())}
        every = shown(signed_in.get(address(other)))
        assert some["part"] == parts(one)
        typed, wanted = in_parts(one), in_whole(other)
        for entry in (one, other):
            others(Body.objects.get(pk=entry.pk))
        every = with_claims(every, *wanted) if isinstance(wanted, list) else every | wanted
        answers = [
            signed_in.post(address(entry), {**data, "edit_summary": "Mine"})
            for entry, data in ((one, some | typed), (other, every))
        ]
        case = (edit, list(OTHERS)[number])
        assert answers[0].status_code == answers[1].status_code, case
        assert clashes(answers[0]) == clashes(answers[1]), case
        assert state_of(one) == state_of(other), case


def test_a_clash_over_a_section_comes_back_with_the_whole_text_and_both_can_stay(signed_in, states):
    entry = made("csto", states)
    data = shown(signed_in.get(address(entry), {"part": "section:before"}))
    OTHERS["the same passages"](entry)
    mine = {**data, "section:before": BEFORE.replace("Two", "Second"), "edit_summary": "Mine"}
    answer = signed_in.post(address(entry), mine)
    assert answer.status_code == 409
    again = shown(answer)
    assert again["part"] == "text"
    assert again["text"].replace("\r\n", "\n") == TEXT.replace("Two", "Second")
    assert signed_in.post(address(entry), {**again, "edit_summary": "Mine"}).status_code == 302
    now = Body.objects.get(pk=entry.pk).text
    assert now == TEXT.replace("Two", "Second").replace("lead", "chapeau")


def test_a_clash_over_a_claim_comes_back_with_it_alone_and_theirs_can_be_taken(signed_in, states):
    entry = made("csto", states)
    place = f"{LIST}-{key(entry, 'Belarus')}"
    data = shown(signed_in.get(address(entry), {"part": place.replace("body-", "body:")}))
    OTHERS["the same claims"](entry)
    answer = signed_in.post(address(entry), {**data, f"{place}-start": "1994", f"{place}-note": "Mine."})
    assert answer.status_code == 409
    again = shown(answer)
    assert (again[f"{place}-start"], again[f"{place}-note"]) == ("1994", "Mine.")
    assert not [name for name in again if name.startswith(LIST) and not name.startswith(place)]
    assert signed_in.post(address(entry), {**again, f"theirs-{place}-start": "1"}).status_code == 302
    claim = Membership.objects.get(pk=key(entry, "Belarus"))
    assert (claim.start, claim.note) == ("1990", "Mine.")


def test_an_entry_deleted_meanwhile_keeps_what_was_typed(signed_in, states):
    entry = made("csto", states)
    data = shown(signed_in.get(address(entry), {"part": "section:before"}))
    publish([], [Body.objects.get(pk=entry.pk)], user=None, summary="Gone")
    answer = signed_in.post(address(entry), {**data, "section:before": "My words."})
    assert answer.status_code == 409
    assert shown(answer)["section:before"] == "My words."
