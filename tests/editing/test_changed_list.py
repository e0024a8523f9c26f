"""What is changed, named beside the button that publishes it: of a form that comes back, as without scripts."""

import re

import pytest

from tests import factories
from tests.answers import text_of
from tests.editing import forms_of_admin, forms_of_pages

pytestmark = pytest.mark.django_db
MEMBERS = "members-body"


@pytest.fixture
def csto():
    csto = factories.body("CSTO", established="2002")
    factories.member(factories.state("Armenia"), csto)
    factories.member(factories.state("Georgia"), csto)
    return csto


def listed(answer):
    """The list, as pairs of a place and a text."""
    box = re.search(r"<details class=\"changes\".*?</details>", answer.content.decode(), re.DOTALL)[0]
    return re.findall(r'<a href="#([^"]*)">([^<]*)</a>', box)


@pytest.mark.parametrize("forms", [forms_of_pages, forms_of_admin])
def test_a_form_that_comes_back_names_fields_and_claims_that_differ(signed_in, csto, forms):
    belarus = factories.state("Belarus")
    named = "Belarus" if forms is forms_of_pages else belarus.pk
    rows = [(MEMBERS, {"member": named, "status": "member"}), (MEMBERS, {"status": "member"})]
    values = {"seat": "Moscow", f"{MEMBERS}-0-start": "1993", f"{MEMBERS}-1-DELETE": "on"}
    answer = forms.edited(signed_in, csto, *rows, summary="", **values)
    several = " (state)"
    new = "Members: Belarus" + ("" if forms is forms_of_pages else several)
    assert listed(answer) == [
        ("id_seat", "Seat"),
        (f"{MEMBERS}-0", f"Members: Armenia{several} – Start"),
        (f"{MEMBERS}-1", f"Members: Georgia{several} (removed)"),
        (f"{MEMBERS}-2", f"{new} (new)"),
    ]


@pytest.mark.parametrize("forms", [forms_of_pages, forms_of_admin])
def test_a_form_that_is_opened_names_nothing_and_says_what_it_is_for(signed_in, csto, forms):
    answer = signed_in.get(forms.address(csto))
    assert listed(answer) == []
    assert "The whole entry in one form, for large edits" in text_of(answer)
    other = forms_of_admin if forms is forms_of_pages else forms_of_pages
    assert f'<a href="{other.address(csto)}">' in answer.content.decode()
