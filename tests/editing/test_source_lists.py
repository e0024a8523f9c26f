"""The lists of sources on forms: where they stand, which titles they know, and the text that they stand for."""

import re

import pytest

from apps.editing.forms.sources import titles_of
from apps.entries.access import Viewer
from apps.entries.models import Source
from tests import factories
from tests.editing import forms_of_admin, forms_of_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def csto():
    factories.source("Eurasian Home")
    csto = factories.body("CSTO", cites="@eurasian-home, Background ¶2")
    factories.member(factories.state("Belarus"), csto, cites="@eurasian-home, Participants ¶1")
    return csto


@pytest.mark.parametrize("forms", [forms_of_pages, forms_of_admin])
def test_each_field_for_citations_is_a_list_and_stands_in_view(signed_in, csto, forms):
    page = signed_in.get(forms.address(csto)).content.decode()
    listed = re.findall(r'<source-picker><textarea name="([\w-]*cites)"', page)
    assert {"cites", "members-body-0-cites", "members-body-__prefix__-cites"} <= set(listed)
    folded = re.findall(r"<details.*?</details>", page, re.DOTALL)
    assert folded
    assert not any("cites" in each for each in folded)
    assert page.count("data-source-picker") == 1
    assert '<option value="eurasian-home">Eurasian Home</option>' in page


def test_titles_are_those_of_sources_by_the_slugs_of_now_and_of_before(csto):
    texts = ["@eurasian-home, p. 1; @nobody", "@csto", "", "no citation"]
    assert titles_of(Viewer(), texts) == [("eurasian-home", "Eurasian Home")]
    source = Source.objects.get()
    source.slug = "new-home"
    factories.save(source)
    assert titles_of(Viewer(), texts) == [("eurasian-home", "Eurasian Home")]


def test_it_leads_to_a_new_source_for_those_who_may_add_one(signed_in, csto):
    page = signed_in.get(forms_of_pages.address(csto)).content.decode()
    assert 'data-new-source="/sources/new/"' in page


def test_the_page_that_confirms_a_list_has_it_too(signed_in, csto):
    page = signed_in.get("/bodies/csto/confirm/?list=members").content.decode()
    assert page.count("data-source-picker") == 1
    assert '<source-picker><textarea name="cites"' in page
