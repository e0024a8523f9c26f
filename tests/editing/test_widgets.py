"""The text areas of prose and citations, and what the admin's form tells the editor's scripts."""

import re
import shutil

import pytest

from apps.editing.forms.widgets import CitesInput, ProseInput
from apps.entries import models
from cstowiki.static_files import StaticFiles
from deploy.dependencies import ROOT
from tests import factories
from tests.editing.forms_of_admin import address

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("widget", "editor"), [(ProseInput, "prose"), (CitesInput, "cites")])
def test_it_is_a_text_area_that_says_what_is_written_in_it(widget, editor):
    html = widget({"rows": 3, "class": "wide"}).render("text", "a </textarea> <b>", {"id": "id_text"})
    assert re.match(r'(<source-picker>)?<textarea name="text"[^>]*>\s*a &lt;/textarea&gt; &lt;b&gt;</textarea>', html)
    for attribute in (f'editor="{editor}"', 'data-suggest="/suggest/"', 'rows="3"', 'class="wide"', 'id="id_text"'):
        assert attribute in html


def test_its_scripts_are_a_module_and_the_htmx_before_it():
    media = str(ProseInput().media + CitesInput().media)
    assert media.count("<script") == 3
    assert '<script src="/static/django_htmx/htmx-2.min.js" defer></script>' in media
    assert media.index("htmx-2.min.js") < media.index('<script src="/static/editor/editor.js" type="module">')
    assert "editor/editor.css" in media


def test_the_admin_offers_prose_and_citations_with_it(client, editor):
    belarus, csto = factories.state("Belarus"), factories.body("CSTO")
    factories.member(belarus, csto)
    client.force_login(editor)
    page = client.get(address(csto)).content.decode()
    found = dict(re.findall(r'<textarea name="([^"]+)"[^>]*data-editor="(\w+)"', page))
    assert (found["text"], found["cites"], found["members-body-0-note"]) == ("prose", "cites", "prose")
    assert found["members-body-0-cites"] == found["members-body-__prefix__-cites"] == "cites"
    assert "identifiers" not in found
    assert re.search(r'<textarea name="text"[^>]*rows="18"', page)


def test_the_form_tells_whose_draft_of_what_is_kept(client, editor):
    csto = factories.body("CSTO")
    client.force_login(editor)
    page = client.get(address(csto)).content.decode()
    assert f'data-edit-form data-draft="bodies/{csto.pk}" data-user="edith"' in page
    assert "data-returned" not in page
    assert 'data-draft="topics/new"' in client.get("/admin/entries/topic/add/").content.decode()


def test_a_form_that_comes_back_with_errors_says_so(client, editor):
    client.force_login(editor)
    page = client.post("/admin/entries/topic/add/", {"title": "Something"}).content.decode()
    assert re.search(r"data-edit-form [^>]*data-returned>", page)


def test_a_form_that_is_only_read_keeps_no_draft(client, editor):
    closed = factories.make(models.Topic, "Closed", protection="reviewed")
    client.force_login(editor)
    assert "data-edit-form" not in client.get(address(closed)).content.decode()


def test_modules_import_each_other_under_the_names_that_production_keeps(tmp_path):
    """Django finds imports by patterns; this is every one that is written in our modules."""
    shutil.copytree(ROOT / "static" / "editor", tmp_path / "editor")
    storage = StaticFiles(tmp_path)
    names = [f"editor/{path.name}" for path in (tmp_path / "editor").iterdir()]
    wrong = [done for *_, done in storage.post_process({name: (storage, name) for name in names}) if done is not True]
    assert [done for done in wrong if isinstance(done, Exception)] == []
    for name in filter(lambda name: name.endswith(".js"), names):
        text = (tmp_path / storage.stored_name(name)).read_text()
        for imported in re.findall(r'^(?:import|export)\b[^;]*?"\./([^"]+)";', text, re.MULTILINE):
            assert re.fullmatch(r"\w+\.[0-9a-f]{12}\.js", imported), (name, imported)
            assert (tmp_path / "editor" / imported).exists()
