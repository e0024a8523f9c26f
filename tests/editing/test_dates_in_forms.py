"""Dates in both forms: people write them in words, EDTF is stored, and an end says whether there is one."""

from html.parser import HTMLParser

import pytest

from apps.changes.models import Changeset
from apps.editing.forms.dates import EndInput
from apps.entries.models import Body, Membership
from tests import factories
from tests.editing import forms_of_admin, forms_of_pages

pytestmark = pytest.mark.django_db
ROW = "members-body-0"
BOTH = pytest.mark.parametrize("forms", [forms_of_pages, forms_of_admin], ids=["page", "admin"])


@pytest.fixture
def client(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def csto():
    return factories.body("CSTO", established="2002")


@pytest.fixture
def membership(csto):
    """One that ended."""
    return factories.member(factories.state("Uzbekistan"), csto, start="2006-06-23", end="2012")


class _Shown(HTMLParser):
    """The values of the lines of a page, what is chosen in its selects, and its elements' words by their ids."""

    def __init__(self, answer):
        super().__init__()
        self.values, self.words, self.select, self.told = {}, {}, "", ""
        self.feed(answer.content.decode())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input":
            self.values[attrs.get("name")] = attrs.get("value", "")
        elif tag == "select":
            self.select = attrs.get("name")
        elif tag == "option" and "selected" in attrs:
            self.values[self.select] = attrs["value"]
        self.told = attrs.get("id", "") if tag == "span" else ""

    def handle_endtag(self, tag):
        self.told = ""

    def handle_data(self, data):
        if self.told:
            self.words[self.told] = self.words.get(self.told, "") + data


@BOTH
def test_words_are_stored_as_edtf(client, csto, forms):
    belarus = factories.state("Belarus")
    row = {
        "member": belarus if forms is forms_of_admin else "Belarus",
        "status": "member",
        "start": "since October 2002",
        "end": "until about 2011",
    }
    answer = forms.edited(
        client, csto, ("members-body", {**row, "attested": "2003 to 2005"}), established="7 Oct. 2002"
    )
    assert answer.status_code == 302, forms.errors(answer)
    claim = Membership.objects.get()
    assert (claim.start, claim.end, claim.attested) == ("2002-10", "2011~", "2003/2005")
    assert Body.objects.get().established == "2002-10-07"


@BOTH
def test_a_form_that_comes_back_shows_the_edtf_and_the_words_of_what_was_read(client, csto, forms):
    answer = forms.edited(client, csto, established="perhaps  march 2002", dissolved="05/06/2012", summary="")
    shown = _Shown(answer)
    assert (shown.values["established"], shown.words["id_established_reading"]) == (
        "2002-03?",
        "March 2002 (uncertain)",
    )
    assert (shown.values["dissolved"], shown.values["dissolved-choice"]) == ("05/06/2012", "ended")
    assert "5 June 2012 to some and 6 May 2012 to others" in forms.errors(answer)["dissolved"]


@BOTH
def test_the_same_date_in_other_words_is_no_change(client, csto, forms):
    before = Changeset.objects.count()
    assert forms.edited(client, csto, established="in 2002").status_code == 302
    assert Changeset.objects.count() == before


@BOTH
@pytest.mark.parametrize(
    ("end", "line", "chosen"), [("..", "", "open"), ("2012", "2012", "ended"), ("", "", "unrecorded")]
)
def test_a_form_shows_whether_there_is_an_end(client, csto, membership, forms, end, line, chosen):
    if end != membership.end:
        membership.end = end
        factories.save(membership, summary="Another end")
    shown = _Shown(client.get(forms.address(csto)))
    assert (shown.values[f"{ROW}-end"], shown.values[f"{ROW}-end-choice"]) == (line, chosen)
    assert forms.edited(client, csto, seat="Moscow").status_code == 302
    assert Membership.objects.get().end == end


@BOTH
@pytest.mark.parametrize(
    ("line", "chosen", "stored"),
    [
        ("", "open", ".."),
        ("..", "open", ".."),
        ("..", "ended", ".."),
        ("..", None, ".."),
        ("still so", "ended", ".."),
        ("June 2013", "ended", "2013-06"),
        ("June 2013", None, "2013-06"),
        ("June 2013", "nonsense", "2013-06"),
        ("", "unrecorded", ""),
        ("", None, ""),
    ],
)
def test_an_end_is_what_is_chosen_and_written(client, csto, membership, forms, line, chosen, stored):
    data = forms.shown(client.get(forms.address(csto)))
    data |= {f"{ROW}-end": line, f"{ROW}-end-choice": chosen, "edit_summary": "An end"}
    answer = client.post(forms.address(csto), {name: value for name, value in data.items() if value is not None})
    assert answer.status_code == 302, forms.errors(answer)
    assert Membership.objects.get().end == stored


@BOTH
@pytest.mark.parametrize(
    ("line", "chosen", "said"),
    [
        ("2013", "open", "“still so” is chosen, and a date is written"),
        ("2013", "unrecorded", "“not recorded” is chosen, and a date is written"),
        ("", "ended", "“ended” is chosen: write when"),
    ],
)
def test_a_choice_and_a_line_that_contradict_each_other_are_refused_at_the_field(
    client, csto, membership, forms, line, chosen, said
):
    answer = forms.edited(client, csto, **{f"{ROW}-end": line, f"{ROW}-end-choice": chosen})
    assert list(forms.errors(answer)) == [f"{ROW}-end"]
    assert said in forms.errors(answer)[f"{ROW}-end"]
    shown = _Shown(answer)
    assert (shown.values[f"{ROW}-end"], shown.values[f"{ROW}-end-choice"]) == (line, chosen)
    assert Membership.objects.get().end == "2012"


@BOTH
def test_a_date_beside_a_choice_that_nobody_touched_is_the_end(client, csto, forms):
    assert forms.edited(client, csto, dissolved="2013", **{"dissolved-choice": "unrecorded"}).status_code == 302
    assert Body.objects.get().dissolved == "2013"


def test_an_entry_still_exists_and_a_claim_is_still_so(client, csto, membership):
    page = client.get(forms_of_pages.address(csto)).content.decode()
    assert page.count("still exists</option>") == 1
    assert "still so</option>" in page


@pytest.mark.parametrize(
    ("mine", "theirs"), [(("2013", "ended"), ".."), (("", "open"), "2014"), (("2013", "ended"), "")]
)
def test_what_others_made_of_an_end_can_be_taken_whatever_was_chosen_beside_it(client, csto, membership, mine, theirs):
    data = forms_of_pages.shown(client.get(forms_of_pages.address(csto)))
    membership.end = theirs
    factories.save(membership, summary="Theirs")
    line, chosen = mine
    data |= {f"{ROW}-end": line, f"{ROW}-end-choice": chosen, "edit_summary": "Mine", "seat": "Moscow"}
    clash = client.post(forms_of_pages.address(csto), data)
    assert clash.status_code == 409
    again = forms_of_pages.shown(clash)
    assert (again[f"{ROW}-end"], again[f"{ROW}-end-choice"]) == mine
    taken = client.post(forms_of_pages.address(csto), {**again, f"theirs-{ROW}-end": "1"})
    assert taken.status_code == 302, forms_of_pages.errors(taken)
    assert (Membership.objects.get().end, Body.objects.get().seat) == (theirs, "Moscow")


def test_what_is_written_is_escaped():
    html = EndInput().render("end", '"><b>', {"id": "id_end"})
    assert "<b>" not in html
    assert 'aria-describedby="id_end_reading"' in html
