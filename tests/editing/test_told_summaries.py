"""Summaries that the wiki writes are stored in English, and told and proposed in the language of who reads."""

import pytest
from django.utils import translation

from apps.changes.models import Changeset
from apps.editing.forms.summaries import _changes
from apps.editing.forms.summaries_told import retold_summary
from apps.entries.models import Body
from apps.language.said import retold
from tests import factories
from tests.editing.forms_of_pages import address
from tests.editing.test_parts import MEMBERS, form

RUSSIAN = {"HTTP_ACCEPT_LANGUAGE": "ru"}


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ("seat: Minsk (was Moscow)", "местопребывание: Minsk (было: Moscow)"),
        ("established: 2002 (was 7 October)", "создание: 2002 (было: 7 октября)"),
        ("established: 7 October 2002; text, “Rôle”", "создание: 7 октября 2002; текст, «Rôle»"),
        ("dissolved: removed (was 1999); text, beginning", "прекращение: убрано (было: 1999); текст, начало"),
        ("type: organ (was organisation); text", "тип: орган (было: организация); текст"),
        (
            "Belarus: member since 1994 (was 1993); Removed Georgia: member since 1993",
            "Belarus: член с 1994 года (было: 1993); Убрано: Georgia, член с 1993 года",
        ),
        (
            "Added A: member going on when it was recorded; start not recorded; Added B: member",
            "Добавлено: A, член на момент записи продолжалось; начало не указано; Добавлено: B, член",
        ),
        (
            "Added N: Secretary General since 2003, last confirmed in 2009",
            "Добавлено: N, Secretary General с 2003 года, последнее подтверждение в 2009 году",
        ),
        ("Added A: signature 15 May 1992", "Добавлено: A, подписание 15 мая 1992"),
        ("Belarus: observer since 1993 (was member)", "Belarus: наблюдатель с 1993 года (было: член)"),
        ("Protocol: two: member since 1994", "Protocol: two: член с 1994 года"),
        ("Belarus: cites, note", "Belarus: источники, примечание"),
        ("Edited", "Исправлено"),
        ("Confirmed: Members of “CSTO”", "Подтверждено: Члены («CSTO»)"),
        (
            "Confirmed: Members of “A” in “CSTO”, as of 14 June 2009",
            "Подтверждено: Члены — «A» в «CSTO», на дату: 14 июня 2009",
        ),
        ("Undo #3: seat: Minsk (was Moscow)", "Отмена правки № 3: местопребывание: Minsk (было: Moscow)"),
    ],
)
def test_what_the_wiki_wrote_is_told_in_russian(stored, told):
    with translation.override("ru"):
        assert retold(stored) == told
    assert retold(stored) == stored


@pytest.mark.parametrize(
    "written",
    [
        *("Fixed a typo", "Added Uzbekistan: it joined in 2006", "Belarus: see talk", "Added a source", "seat", ""),
        *("Confirmed: nothing of “CSTO”", "Added A: member since 1994; and more", "Belarus: rewritten (was bad)"),
    ],
)
def test_what_editors_wrote_stays_as_it_is(written):
    with translation.override("ru"):
        assert retold(written).replace("местопребывание", "seat") == written


def test_of_a_summary_that_was_cut_off_the_rest_stays():
    cut = "seat: Minsk (was Moscow); Added Uzb".ljust(499, "b") + "…"
    with translation.override("ru"):
        told = retold_summary(cut)
    assert told.startswith("местопребывание: Minsk (было: Moscow); Added Uzb")


@pytest.fixture
def csto(db):
    text = "The lead.\n\n# Background\n\nSigned in Tashkent."
    return factories.body("CSTO", established="2002-10-07", seat="Moscow", type="organ", text=text)


@pytest.fixture
def typed(signed_in, csto):
    """The form of several parts in which each was changed."""
    factories.source()
    known = {"end": "..", "cites": "@eurasian-home"}
    members = {
        name: factories.member(factories.state(name), csto, start=start, **known)
        for name, start in (("Belarus", "1993"), ("Georgia", "1993-05"), ("Armenia", "1992-05-15"))
    }
    belarus, georgia, armenia = (f"{MEMBERS}-{each.pk}" for each in members.values())
    parts = [f"{MEMBERS}:{each.pk}" for each in members.values()]
    data = form(signed_in, csto, "seat", "established", "type", "section:background", *parts)
    return {
        **data,
        "seat": "Minsk",
        "established": "2002",
        "type": "organisation",
        "section:background": "# Background\n\nSigned.",
        f"{belarus}-start": "1994",
        f"{georgia}-DELETE": "on",
        f"{armenia}-status": "observer",
    }


def checked(client, data):
    told = {"HTTP_HX_REQUEST": "true"}
    return client.post(address(Body.objects.get()), {**data, "act": "check"}, **RUSSIAN, **told).context["page"]


def test_it_is_told_as_it_would_have_been_written_in_the_readers_language(signed_in, typed):
    page = checked(signed_in, typed)
    assert "seat: Minsk (was Moscow); " in page.summary
    with translation.override("ru"):
        written = "; ".join(_changes(page))
        assert retold_summary(page.summary) == written
    assert page.summary.count("; ") == written.count("; ") == 6


@pytest.mark.parametrize("left", ["as it was proposed", "empty"])
def test_a_summary_that_the_editor_leaves_is_proposed_in_their_language_and_stored_in_english(signed_in, typed, left):
    page = checked(signed_in, typed)
    with translation.override("ru"):
        proposed = page.proposed
    assert "местопребывание: Minsk" in proposed
    summary = proposed if left == "as it was proposed" else ""
    signed_in.post(address(Body.objects.get()), {**typed, "edit_summary": summary, "act": "publish"}, **RUSSIAN)
    assert Changeset.objects.latest().summary == page.summary


def test_what_the_editor_wrote_is_stored_as_it_is(signed_in, csto):
    data = {**form(signed_in, csto, "seat"), "seat": "Minsk", "edit_summary": "Переехала"}
    signed_in.post(address(csto), data, **RUSSIAN)
    assert Changeset.objects.latest().summary == "Переехала"


def test_a_confirmation_is_proposed_in_the_readers_language_and_stored_in_english(signed_in, csto):
    factories.member(factories.state(), csto, start="1993", end="..", cites=factories.source() and "@eurasian-home")
    to = "/bodies/csto/confirm/?list=members"
    proposed = signed_in.get(to, **RUSSIAN).context["form"]["edit_summary"].value()
    assert proposed == "Подтверждено: Члены («CSTO»)"
    data = {"as_of": "14 июня 2009", "cites": "@eurasian-home", "note": "", "base": Changeset.objects.latest().number}
    looked = signed_in.post(to, {**data, "edit_summary": "", "act": "look"}, **RUSSIAN)
    assert looked.context["form"]["edit_summary"].value() == "Подтверждено: Члены («CSTO»), на дату: 14 июня 2009"
    signed_in.post(to, {**data, "edit_summary": proposed, "act": "publish"}, **RUSSIAN)
    assert Changeset.objects.latest().summary == "Confirmed: Members of “CSTO”"


def test_an_undo_is_proposed_in_the_readers_language_and_stored_in_english(signed_in, csto):
    csto.seat = "Minsk"
    factories.save(csto)
    page = signed_in.get("/changes/2/undo/", **RUSSIAN)
    assert page.context["summary"] == "Отмена правки № 2: For a test"
    data = {"base": page.context["base"], "edit_summary": page.context["summary"]}
    signed_in.post("/changes/2/undo/", data, **RUSSIAN)
    assert Changeset.objects.latest().summary == "Undo #2: For a test"


def test_a_renaming_is_proposed_in_the_readers_language_and_stored_in_english(signed_in, csto):
    to, said = "/bodies/csto/rename/", {"title": "ODKB", "slug": "odkb", "base": 1}
    looked = signed_in.post(to, {**said, "act": "look", "edit_summary": ""}, **RUSSIAN)
    proposed = looked.context["form"]["edit_summary"].value()
    assert proposed == "Переименование «CSTO» в “ODKB”"
    signed_in.post(to, {**said, "act": "publish", "edit_summary": proposed}, **RUSSIAN)
    assert Changeset.objects.latest().summary == "Renamed “CSTO” to “ODKB”"
