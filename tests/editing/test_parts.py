"""The form of some parts of an entry: what it asks for, what is published, and that it says what it changed."""

import re

import pytest

from apps.changes.models import Changeset
from apps.entries.models import Body, Membership, Name
from tests import factories
from tests.editing.forms_of_pages import address, errors, said, shown

pytestmark = pytest.mark.django_db
MEMBERS = "members-body"
TEXT = "The lead.\n\n# Background\n\nSigned in Tashkent.\n\n# Today\n\nIt goes on."


@pytest.fixture
def csto():
    return factories.body("CSTO", established="2002", text=TEXT, seat="Moscow")


def form(client, entry, *parts, **more):
    """What the form of some parts would post if nothing was typed."""
    return of_parts(client.get(address(entry), {"part": parts, **more}))


def of_parts(answer):
    """The same of a form that came back; a field of its parts stands there for each."""
    return {**shown(answer), "part": re.findall(r'name="part" value="([^"]*)"', answer.content.decode())}


def asked(data):
    """The names of the fields of a form, but for those that every form has."""
    always = {"csrfmiddlewaretoken", "writer", "entry", "base", "seen", "part", "edit_summary"}
    return data.keys() - always


def test_it_asks_for_its_parts_and_for_nothing_else(signed_in, csto):
    belarus, armenia = (factories.state(name) for name in ("Belarus", "Armenia"))
    claim = factories.member(belarus, csto, start="1993")
    factories.member(armenia, csto, start="1992")
    assert asked(form(signed_in, csto, "established", "cites")) == {"established", "cites"}
    row = form(signed_in, csto, f"{MEMBERS}:{claim.pk}")
    assert row["part"] == [f"{MEMBERS}:{claim.pk}"]
    assert row[f"{MEMBERS}-{claim.pk}-member"] == "Belarus (state)"
    assert {name.rpartition("-")[0] for name in asked(row)} <= {f"{MEMBERS}-{claim.pk}", f"{MEMBERS}-{claim.pk}-end"}
    assert form(signed_in, csto, "section:background")["section:background"] == (
        "# Background\r\n\r\nSigned in Tashkent."
    )
    assert form(signed_in, csto, f"{MEMBERS}:new")[f"{MEMBERS}-new-status"] == "member"


@pytest.mark.parametrize(
    "part",
    [
        *("nothing", "slugs", "base", "members-body:0", "members-body:99", "members-body:x", "members-nobody:new"),
        *("seat:new", "members-body:new-", f"members-body:{'9' * 30}", "protection"),
    ],
)
def test_what_is_no_part_is_a_400_that_says_so(signed_in, csto, part):
    answer = signed_in.get(address(csto), {"part": part})
    assert answer.status_code == 400
    assert part.removeprefix("section:").partition(":")[0] in answer.content.decode()


def test_a_section_that_there_is_not_is_looked_for_in_all_of_the_text(signed_in, csto):
    data = form(signed_in, csto, "section:nowhere", "seat")
    assert (data["part"], asked(data)) == (["seat", "text"], {"seat", "text"})


def test_a_fact_is_published_and_its_summary_says_what_it_was(signed_in, csto):
    data = form(signed_in, csto, "established", "cites")
    answer = signed_in.post(address(csto), {**data, "established": "7 October 2002"})
    assert (answer.status_code, answer.url) == (302, "/bodies/csto/#part-established")
    assert Body.objects.get().established == "2002-10-07"
    assert Changeset.objects.latest().summary == "established: 7 October 2002 (was 2002)"
    assert "established: 7 October 2002 (was 2002)" in said(signed_in.get("/bodies/csto/"))


def test_a_new_claim_needs_who_since_when_and_a_source_and_nothing_else(signed_in, csto):
    factories.source()
    factories.state("Uzbekistan")
    data = form(signed_in, csto, f"{MEMBERS}:new")
    typed = {"member": "Uzbekistan", "start": "23 June 2006", "cites": "@eurasian-home, ¶3"}
    answer = signed_in.post(address(csto), {**data, **{f"{MEMBERS}-new-{name}": text for name, text in typed.items()}})
    claim = Membership.objects.get()
    assert answer.url == f"/bodies/csto/#part-{MEMBERS}-{claim.pk}"
    assert (claim.member.title, claim.start, claim.cites) == ("Uzbekistan", "2006-06-23", "@eurasian-home, ¶3")
    assert Changeset.objects.latest().summary == "Added Uzbekistan: member from 23 June 2006, end not recorded"


def test_a_claim_is_changed_or_removed_and_the_others_are_not_touched(signed_in, csto):
    factories.source()
    known = {"start": "1993", "end": "..", "cites": "@eurasian-home"}
    claims = [factories.member(factories.state(name), csto, **known) for name in ("Belarus", "Georgia")]
    parts = [f"{MEMBERS}:{claim.pk}" for claim in claims]
    changed, gone = (f"{MEMBERS}-{claim.pk}" for claim in claims)
    data = {**form(signed_in, csto, *parts), f"{changed}-start": "1994", f"{gone}-DELETE": "on"}
    assert signed_in.post(address(csto), data).status_code == 302
    assert [(claim.member.title, claim.start) for claim in Membership.objects.all()] == [("Belarus", "1994")]
    told = "Belarus: member since 1994 (was 1993); Removed Georgia: member since 1993"
    assert Changeset.objects.latest().summary == told


def test_sections_of_the_prose_are_rewritten_renamed_and_removed(signed_in, csto):
    data = form(signed_in, csto, "section:", "section:background")
    data |= {"section:": "", "section:background": "# Origin\r\n\r\nOld."}
    answer = signed_in.post(address(csto), data)
    assert answer.url == "/bodies/csto/#part-section-"
    assert Body.objects.get().text == "# Origin\n\nOld.\n\n# Today\n\nIt goes on."
    assert Changeset.objects.latest().summary == "text, beginning; text, “Background”"


def test_the_names_are_a_list_to_which_one_can_be_added_without_scripts(signed_in, csto):
    factories.name(csto, "ODKB", sort="abbreviation")
    data = form(signed_in, csto, "names-entry")
    more = of_parts(signed_in.post(address(csto), {**data, "act": "add:names-entry"}))
    assert more["names-entry-new-sort"] == "common"
    answer = signed_in.post(
        address(csto), {**more, "names-entry-new-text": "Tashkent Pact", "unsourced-names-entry-new": "1"}
    )
    assert answer.status_code == 302
    assert set(Name.objects.values_list("text", "sort")) == {("ODKB", "abbreviation"), ("Tashkent Pact", "common")}
    assert Changeset.objects.latest().summary == "Added Tashkent Pact: common"


def test_mistakes_come_back_at_their_fields_with_what_was_typed_and_can_be_corrected(signed_in, csto):
    data = form(signed_in, csto, "established", "section:background")
    data |= {"established": "nonsense", "section:background": "[@no]"}
    answer = signed_in.post(address(csto), data)
    assert answer.status_code == 200
    assert set(errors(answer)) == {"established", "text"}
    again = of_parts(answer)
    assert (again["established"], again["section:background"]) == ("nonsense", "[@no]")
    again |= {"established": "2003", "section:background": "Right."}
    assert signed_in.post(address(csto), again).status_code == 302
    assert Body.objects.get().text == "The lead.\n\nRight.\n\n# Today\n\nIt goes on."


def test_a_summary_that_the_editor_gives_is_kept_and_nothing_changed_is_no_changeset(signed_in, csto):
    data = form(signed_in, csto, "seat")
    before = Changeset.objects.count()
    assert "You changed nothing" in said(signed_in.get(signed_in.post(address(csto), data).url))
    assert Changeset.objects.count() == before
    signed_in.post(address(csto), {**data, "seat": "Minsk", "edit_summary": "It moved"})
    assert Changeset.objects.latest().summary == "It moved"


def test_a_preview_shows_the_whole_page_with_the_parts_as_they_are_left(signed_in, csto):
    for name in ("Belarus", "Georgia"):
        factories.member(factories.state(name), csto, start="1993")
    claim = Membership.objects.get(member__title="Georgia")
    data = form(signed_in, csto, f"{MEMBERS}:{claim.pk}")
    answer = signed_in.post(
        address(csto), {**data, f"{MEMBERS}-{claim.pk}-note": "It left in between.", "act": "preview"}
    )
    page = answer.content.decode()
    preview = page[page.index('id="preview"') : page.index("data-parts")]
    for words in ("Belarus", "Georgia", "It left in between.", "Signed in Tashkent."):
        assert words in preview
    assert shown(answer)[f"{MEMBERS}-{claim.pk}-note"] == "It left in between."
    assert Changeset.objects.count() == 5


def test_the_script_gets_the_parts_alone_and_never_publishes_by_asking(signed_in, csto):
    told = {"HX-Request": "true"}
    fragment = signed_in.get(address(csto), {"part": "seat"}, headers=told).content.decode()
    assert "<html" not in fragment
    assert 'data-part-form="seat"' in fragment
    data = form(signed_in, csto, "seat") | {"seat": "Minsk", "act": "check"}
    checked = signed_in.post(address(csto), data, headers=told).content.decode()
    assert 'data-count="1 change" data-summary="seat: Minsk (was Moscow)">' in checked
    wrong = signed_in.post(address(csto), {**data, "base": ""}, headers=told).content.decode()
    assert "data-wrong" in wrong
    assert Body.objects.get().seat == "Moscow"


def test_the_script_is_told_of_a_claim_without_a_source_and_how_to_publish_it_all_the_same(signed_in, csto):
    factories.state("Uzbekistan")
    data = form(signed_in, csto, f"{MEMBERS}:new") | {f"{MEMBERS}-new-member": "Uzbekistan"}
    told = {"HX-Request": "true"}
    asked = signed_in.post(address(csto), {**data, "act": "check"}, headers=told).content.decode()
    tick = f"unsourced-{MEMBERS}-new"
    assert "data-wrong" in asked
    assert f'name="{tick}"' in asked
    answered = signed_in.post(address(csto), {**data, "act": "check", tick: "1"}, headers=told).content.decode()
    assert "data-wrong" not in answered
    assert f'name="{tick}" value="1" checked' in answered
    assert signed_in.post(address(csto), {**data, tick: "1"}).status_code == 302


def test_what_was_written_in_parts_comes_back_in_them_after_a_session_that_ended(signed_in, csto, editor):
    data = form(signed_in, csto, "seat", "section:background") | {"seat": "Minsk", "section:background": "My words."}
    signed_in.logout()
    kept = signed_in.post(address(csto), data)
    assert kept.status_code == 403
    signed_in.force_login(editor)
    again = of_parts(signed_in.post(address(csto), {**data, "act": "resume"}))
    assert (again["part"], again["seat"], again["section:background"]) == (data["part"], "Minsk", "My words.")
    assert (Body.objects.get().seat, Body.objects.get().text) == ("Moscow", TEXT)
    assert re.findall(r'name="carried-part" value="([^"]*)"', kept.content.decode()) == data["part"]
