"""What prose links to and cites, without rendering it."""

from hypothesis import given
from hypothesis import strategies as st

from apps.wikitext.citations import Citation
from apps.wikitext.render import LinkTarget, extract, render

PIECES = st.sampled_from(
    [
        *(
            "[[Belarus]]",
            "[[state:belarus|it]]",
            "[[",
            "]]",
            "[@a, p. 3]",
            "[@b; @c]",
            "[@",
            "]",
            "`",
            "*",
            "\\",
            "|",
        ),
        *(
            "\n\n",
            "    ",
            "> ",
            "- ",
            "| a |\n|---|\n| [[Minsk]] |\n",
            "[^n]",
            "\n\n[^n]: [[Note]]",
            "^[",
            "![",
            "(/x)",
        ),
    ]
)


def test_it_names_each_link_and_citation_once_in_their_order():
    links, citations = extract("[[B]] x[@s, p. 2] [[A]] [[B|again]] y[@s, p. 2; @t] z[@s]")
    assert links == (LinkTarget("", "B"), LinkTarget("", "A"))
    assert citations == (Citation("s", "p. 2"), Citation("t"), Citation("s"))


def test_there_is_nothing_in_plain_prose():
    assert extract("") == extract("Plain *prose*, a [link](/x) and `[[code]]`.") == ((), ())


@given(st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join))
def test_it_finds_what_rendering_finds_and_asks_for(text):
    asked_links, asked_citations = [], []
    rendered = render(text, link=asked_links.append, cite=asked_citations.append)
    assert extract(text) == (rendered.links, rendered.citations)
    assert set(asked_links) == set(rendered.links)
    assert set(asked_citations) == set(rendered.citations)
