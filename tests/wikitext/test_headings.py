"""The headings of prose: their ids, and the links to them."""

import pytest

from apps.wikitext.headings import Heading, heading_id, heading_slug
from apps.wikitext.render import ResolvedLink, parse, render
from tests.cost import cost


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Background", "background"),
        ("  The 1992  Treaty, and after! ", "the-1992-treaty-and-after"),
        ("Совет коллективной безопасности", "совет-коллективной-безопасности"),
        ("Հայաստան", "հայաստան"),
        ("集体安全", "集体安全"),
        ("हिन्दी में", "हिन्दी-में"),
        ("مُعاهَدة", "مُعاهَدة"),
        ("Straße", "strasse"),
        ("snake_case", "snake-case"),
        ("e\N{COMBINING ACUTE ACCENT}", "é"),
        ("и\N{COMBINING BREVE}", "й"),
        ("a\N{ZERO WIDTH SPACE}b", "a-b"),
        ("", "heading"),
        ("…", "heading"),
        ("\N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16}", "heading"),
        ('<b>"x"</b>', "b-x-b"),
        ("word " * 1000, "-".join(["word"] * 40)),
    ],
)
def test_the_id_of_a_heading_is_its_letters_and_digits(words, slug):
    assert heading_slug(words) == slug


def test_composed_or_not_a_heading_has_the_same_id():
    assert heading_slug("Й") == heading_slug("И\N{COMBINING BREVE}")


def test_headings_of_the_same_words_are_numbered_and_no_id_is_taken_twice():
    used = {}
    ids = [heading_id(words, used) for words in ("a", "a 2", "a", "A!", "a 2", "a-3", "", "?", "heading")]
    assert ids == ["a", "a-2", "a-3", "a-4", "a-2-2", "a-3-2", "heading", "heading-2", "heading-3"]


def test_many_headings_of_the_same_words_take_a_step_each():
    used = {}
    ids = set()
    assert cost(lambda: ids.update(heading_id("a", used) for _ in range(20_000))) < 50
    assert len(ids) == 20_000


def test_a_text_tells_its_headings_with_their_words():
    text = "# One *two* `three`\n\nFour\n====\n\n## [[Belarus|Five]] [@a] {{six}} ^[seven] ![eight](/) [nine](/)\n"
    assert parse(text).headings == (
        Heading(2, "one-two-three", "One two three"),
        Heading(2, "four", "Four"),
        Heading(3, "five-eight-nine", "Five eight nine"),
    )


def test_headings_in_quotations_and_lists_have_ids_and_are_not_among_the_contents():
    skeleton = parse("> # A\n\n- # A\n\n# A")
    assert [heading.id for heading in skeleton.headings] == ["a-3"]
    assert skeleton.fill().count('id="text-a') == 3


def resolve(target):
    return ResolvedLink(f"/states/{target.name.lower()}/", target.name == "Belarus", "Belarus" if target.name else "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[#Own words]]", '<a href="#text-own-words">Own words</a>'),
        ("[[#Own words|see there]]", '<a href="#text-own-words">see there</a>'),
        ("[[ # Own words ]]", '<a href="#text-own-words">Own words</a>'),
        ("[[Belarus#The past]]", '<a href="/states/belarus/#text-the-past">Belarus</a>'),
        ("[[state:Belarus#The past|then]]", '<a href="/states/belarus/#text-the-past">then</a>'),
        ("[[Nowhere#The past|then]]", '<a class="missing" rel="nofollow" href="/states/nowhere/">then</a>'),
        ("[[#\N{RIGHT DOUBLE QUOTATION MARK}]]", '<a href="#text-heading">\N{RIGHT DOUBLE QUOTATION MARK}</a>'),
        ("[[Belarus#]]", "[[Belarus#]]"),
        ("[[#]]", "[[#]]"),
        ("[[a#b#c]]", "[[a#b#c]]"),
    ],
)
def test_a_link_leads_to_a_heading(text, expected):
    assert render(text, link=resolve).html == f"<p>{expected}</p>\n"


def test_a_link_to_an_own_heading_finds_it_whatever_the_prose_is_called_on_the_page():
    html = render("# Où ça?\n\n[[#où ÇA]]", part="note-1").html
    assert '<h2 id="note-1-où-ça">' in html
    assert 'href="#note-1-où-ça"' in html


def test_a_heading_of_two_lines_is_named_by_both():
    assert parse("Two\nlines\n===").headings == (Heading(2, "two-lines", "Two lines"),)


def test_only_headings_take_a_name():
    assert [each.id for each in parse("# Words\n\n# …").headings] == ["words", "heading"]
