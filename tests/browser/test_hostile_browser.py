"""Hostile prose in a real browser: nothing of it runs, is fetched or becomes an element, policy or no policy."""

import pytest

from apps.entries import models
from tests import factories
from tests.wikitext.payloads import PAYLOADS
from tests.wikitext.strict import CLASSES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STEP, PAGES = 11, 6
"""One payload in eleven, on six pages: each place is among them, and, as eleven divides no place's, each spelling."""
CHOSEN = PAYLOADS[::STEP]
LOOK = """() => {
  const found = {tags: new Set(), classes: new Set(), attributes: new Set(), protocols: new Set(), ends: 0};
  const prose = document.querySelector('section.prose');
  for (const element of prose.querySelectorAll('*')) {
    found.tags.add(element.localName);
    element.classList.forEach(name => found.classes.add(name));
    for (const {name} of element.attributes) found.attributes.add(name);
    if (element.localName === 'a' && element.hasAttribute('href')) found.protocols.add(element.protocol);
    if (element.localName === 'p' && element.textContent === 'The end of one.') found.ends += 1;
  }
  const plain = ([key, value]) => [key, value instanceof Set ? [...value] : value];
  return Object.fromEntries(Object.entries(found).map(plain));
}"""
TAGS = {
    *("a", "blockquote", "br", "code", "em", "h2", "h3", "hr", "li", "ol", "p", "pre", "section", "span", "strong"),
    *("sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {"aria-label", "class", "href", "id", "rel", "title", "type", "start"}


@pytest.fixture(params=[False, True], ids=["policy", "no-policy"])
def browser_context_args(browser_context_args, request):
    """Without its Content-Security-Policy too, so that it is not the policy that saves us."""
    return {**browser_context_args, "bypass_csp": request.param}


@pytest.fixture
def heard(page, live_server):
    """What should not happen: dialogs, errors, requests to elsewhere, and calls of what the payloads call."""
    heard = []
    page.on("dialog", lambda dialog: (heard.append(("dialog", dialog.message)), dialog.dismiss()))
    page.on("pageerror", lambda error: heard.append(("error", str(error))))
    page.on("console", lambda message: heard.append(("console", message.text)) if message.type == "error" else None)
    page.on("request", lambda asked: asked.url.startswith(live_server.url) or heard.append(("request", asked.url)))
    page.expose_function("called", lambda: heard.append(("called", "alert")))
    page.add_init_script("window.alert = () => window.called();")
    return heard


def test_nothing_hostile_runs_or_is_fetched_or_becomes_an_element(page, live_server, heard) -> None:
    factories.source("A")
    topics = [
        models.Topic(title=f"Topic {n}", slug=f"topic-{n}", text="".join(map(ended, CHOSEN[n::PAGES])))
        for n in range(PAGES)
    ]
    factories.save(*topics)
    for n in range(PAGES):
        page.goto(f"{live_server.url}/topics/topic-{n}/")
        found = page.evaluate(LOOK)
        assert found["ends"] == len(CHOSEN[n::PAGES])
        assert set(found["tags"]) <= TAGS
        assert set(found["classes"]) <= CLASSES
        assert set(found["attributes"]) <= ATTRIBUTES
        assert set(found["protocols"]) <= {"http:", "https:", "mailto:", ":"}  # the last of what is no address
        page.locator("section.prose").hover()
    assert heard == []


def ended(payload):
    """A payload, and after it a paragraph that stands on its own unless the payload swallowed it."""
    return f"{payload}\n\nThe end of one.\n\n"


UNCLOSED = "one \N{RIGHT-TO-LEFT OVERRIDE}two"
ORDER = """() => Array.from(document.querySelectorAll('section.prose :is(p, li, td, h2)'), element => {
  const text = element.firstChild, at = index => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + 1);
    return range.getBoundingClientRect().left;
  };
  return [text.data.replace(/[^a-z ]/g, ''), at(text.data.length - 2) < at(text.data.length - 1)];
})"""


def test_a_block_whose_direction_is_overridden_leaves_those_after_it_alone(page, live_server) -> None:
    blocks = (
        f"# {UNCLOSED}",
        f"- {UNCLOSED}\n- three",
        f"| {UNCLOSED} | three |\n|---|---|\n| three | three |",
        UNCLOSED,
    )
    factories.make(models.Topic, "Topic", text="\n\nthree\n\n".join((*blocks, "")))
    page.goto(f"{live_server.url}/topics/topic/")
    order = page.evaluate(ORDER)
    assert {words for words, _ in order} == {"one two", "three"}
    assert all(forwards == (words == "three") for words, forwards in order)


def test_this_test_would_notice(page, live_server, heard) -> None:
    page.goto(live_server.url)
    page.set_content("<img src='https://evil.example/' onerror='alert(1)'><a href='javascript:alert(1)'>a</a>")
    page.locator("a").click()
    what = {what for what, _ in heard}
    assert "request" in what
    assert {"called", "console"} & what  # the policy forbids the call, and says so
