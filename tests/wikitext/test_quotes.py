"""Quoted facts as they are written, and what is shown of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.wikitext.quotes import QUOTE, Answer, AnswerPart, Quote, parse_quote
from apps.wikitext.render import parse, render


@pytest.mark.parametrize(
    ("written", "name", "arguments"),
    [
        ('{{members of="csto"}}', "members", (("of", "csto"),)),
        ('{{members of="csto" on="2005-01-01"}}', "members", (("of", "csto"), ("on", "2005-01-01"))),
        ("{{members of=“csto” on=“2005”}}", "members", (("of", "csto"), ("on", "2005"))),
        ('{{members of=“the "CSTO"”}}', "members", (("of", 'the "CSTO"'),)),
        ('{{members of="the “CSTO”"}}', "members", (("of", "the “CSTO”"),)),
        ('{{  members  of = "csto"  }}', "members", (("of", "csto"),)),
        ('{{members\nof="csto"\n}}', "members", (("of", "csto"),)),
        ('{{members of="" on=“”}}', "members", (("of", ""), ("on", ""))),
        ('{{members of="a" of="b"}}', "members", (("of", "a"), ("of", "b"))),
        ('{{anything goes="here"}}', "anything", (("goes", "here"),)),
        ("{{members}}", "members", ()),
        ('{{date of="event:moscow-summit"}}', "date", (("of", "event:moscow-summit"),)),
        ('{{fact of="Совет"}}', "fact", (("of", "Совет"),)),
    ],
)
def test_a_quoted_fact_is_a_name_and_arguments(written, name, arguments):
    assert parse_quote(written) == Quote(name, arguments, written)


@pytest.mark.parametrize(
    "written",
    [
        *(
            "{{}}",
            "{{ }}",
            "{{members of=csto}}",
            "{{members of='csto'}}",
            '{{members of="csto}}',
            '{{members of=“csto"}}',
        ),
        *(
            '{{members "csto"}}',
            '{{Members of="csto"}}',
            '{{members of="a"on="b"}}',
            '{{of="csto"}}',
            "{{members, of}}",
        ),
        *('{{members Of="csto"}}', '{{члены of="csto"}}', '{{members of="a" }', '{members of="a"}'),
    ],
)
def test_what_cannot_be_read_has_no_name_and_is_kept_as_written(written):
    assert parse_quote(written) == Quote("", (), written)


def test_the_first_of_two_arguments_of_one_name_counts_and_is_trimmed():
    quote = parse_quote('{{members of=" a " of="b"}}')
    assert (quote.argument("of"), quote.argument("on")) == ("a", "")


@given(st.text(st.characters(exclude_characters="{}"), max_size=30).map("{{{{{}}}}}".format))
def test_any_text_between_braces_can_be_read_or_is_kept(written):
    quote = parse_quote(written)
    assert quote.written == written
    assert quote.name or not quote.arguments
    assert QUOTE.fullmatch(written)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "`{{members}}`",
            "    {{members}}",
            "~~~\n{{members}}\n~~~",
            "\\{{members}}",
            "{\\{members}}",
            "{{members}",
            "{members}}",
        ),
        *("{{members", "{{a{b}}", "{{a}b}}", "{{" + "a" * 501 + "}}", "![{{members}}](/)", "[x](/{{members}})"),
    ],
)
def test_there_is_none_in_code_nor_without_both_pairs_of_braces(text):
    assert parse(text).quotes == ()


def test_the_inner_of_two_is_the_one():
    assert [quote.written for quote in parse("{{a {{members}} b}}").quotes] == ["{{members}}"]
    assert [quote.written for quote in parse("{{{members}}}").quotes] == ["{{members}}"]


def test_it_is_named_once_in_order_of_appearance():
    assert [quote.name for quote in parse("{{b}} {{a}}\n\n# {{b}}\n\n| {{c}} |\n|---|\n").quotes] == ["b", "a", "c"]


def answer(quote):
    known = {
        "list": Answer(
            (AnswerPart("A", "/a/"), AnswerPart(" and "), AnswerPart("B", "/b/")), title="The list", source="/list/"
        ),
        "count": Answer((AnswerPart("2", "/list/"),), title="How many"),
        "elsewhere": Answer((AnswerPart("x", "https://example.org/"),), source="//example.org/"),
        "wrong": Answer(error="no <such> thing"),
    }
    return known.get(quote.name)


def html(text):
    return render(text, quote=answer).html.strip()


def test_its_answer_leads_to_what_it_quotes():
    assert '<a href="/a/"' in html("{{list}}")
    assert '<a class="quoted-from" href="/list/"' in html("{{list}}")
    assert html("{{count}}") == '<p><span class="quoted"><a href="/list/" title="How many">2</a></span></p>'


def test_inside_a_link_it_leads_nowhere_itself():
    assert html("[x {{list}} *{{count}}*](/y)") == (
        '<p><a href="/y">x <span class="quoted">A and B</span> <em><span class="quoted">2</span></em></a></p>'
    )
    assert html("[x](/y) {{count}}").endswith('<a href="/list/" title="How many">2</a></span></p>')


def test_it_leads_to_this_site_alone():
    assert html("{{elsewhere}}") == '<p><span class="quoted">x</span></p>'


def test_what_cannot_be_answered_says_why_and_what_nobody_answers_stays_as_written():
    assert html("{{wrong}}") == '<p><span class="quote-error">{{wrong}}: no &lt;such&gt; thing</span></p>'
    assert html('{{other of="<b>"}}') == ('<p><span class="missing">{{other of=&quot;&lt;b&gt;&quot;}}</span></p>')
    assert html("{{what\n  is it}}") == '<p><span class="missing">{{what is it}}</span></p>'


def test_the_link_to_where_a_fact_stands_is_named_for_those_who_do_not_see_it():
    answer = Answer((AnswerPart("7", ""),), source="/bodies/csto/", title="Members of the CSTO")
    html = render('{{count of="csto"}}', quote=lambda quote: answer).html
    assert 'aria-label="Members of the CSTO"' in html
