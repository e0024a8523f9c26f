"""What caches are told of an answer, whoever made it: whether it may be shared, by what it varies, what drops it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.http import HttpResponse

from apps.fresh.depending import Noted
from apps.kept.headers import MOST_KEYS, keys_of, share, sharing
from apps.kept.slots import SLOT, Slot

SESSION = {settings.SESSION_COOKIE_NAME: "abc"}
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_ACCEPT_ENCODING")


def noted(*tokens):
    return Noted(datetime.now(UTC) + timedelta(hours=1), set(tokens))


def answered(rf, made_of=None, cookies=(), **headers):
    """The request, as the site has left it, and the answer."""
    response = HttpResponse("body", headers={name.replace("_", "-"): value for name, value in headers.items()})
    if made_of is not None:
        response.made_of = made_of
    request = rf.get("/", **dict.fromkeys(CONDITIONS, "x"))
    request.COOKIES.update(cookies)
    request.META[SLOT] = Slot()
    return request, sharing(lambda _: response)(request)


def test_what_may_be_shared_says_so_and_whoever_stands_before_is_told(rf, settings):
    settings.SHARED_SECONDS = 60
    made_of = noted("b", "a")
    request, response = answered(rf, made_of, Vary="Cookie, Accept-Datetime")
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate, s-maxage=60"
    assert response["Surrogate-Key"] == "all a b"
    assert response["Vary"] == "Accept-Datetime, Accept-Encoding"
    assert request.META[SLOT].noted is made_of
    assert not set(CONDITIONS) & request.META.keys()


def test_where_nobody_stands_before_it_is_for_the_site_to_compare_and_compress(rf):
    response = HttpResponse("body")
    response.made_of = noted("a")
    request = rf.get("/", **dict.fromkeys(CONDITIONS, "x"))
    assert sharing(lambda _: response)(request)["Surrogate-Key"] == "all a"
    assert set(CONDITIONS) <= request.META.keys()


@pytest.mark.parametrize("why", ["nothing noted", "a cookie", "asked to come later"])
@pytest.mark.parametrize("cookies", [{}, SESSION])
def test_what_is_for_its_reader_alone_is_not_shared(rf, why, cookies):
    response = HttpResponse("body", headers={"Vary": "Cookie"})
    if why != "nothing noted":
        response.made_of = noted("a")
    if why == "a cookie":
        response.set_cookie("theme", "dark")
    if why == "asked to come later":
        response.headers["Retry-After"] = "5"
    request = rf.get("/", **dict.fromkeys(CONDITIONS, "x"))
    request.COOKIES.update(cookies)
    request.META[SLOT] = slot = Slot()
    told = sharing(lambda _: response)(request)
    assert told is response
    assert told.get("Cache-Control") == ("private" if cookies else None)
    assert (told.get("Surrogate-Key"), told["Vary"], slot.noted) == (None, "Cookie", None)
    assert set(CONDITIONS) <= request.META.keys()


def test_what_says_itself_how_it_may_be_kept_is_not_told_otherwise(rf):
    _, response = answered(rf, cookies=SESSION, Cache_Control="no-store")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("varied", "told"),
    [
        ("", "Accept-Encoding"),
        ("Cookie", "Accept-Encoding"),
        ("cookie, Accept-Language", "Accept-Language, Accept-Encoding"),
        (" , Accept-Language ,, ", "Accept-Language, Accept-Encoding"),
    ],
)
def test_an_answer_is_parted_by_how_it_is_sent_and_not_by_cookies(varied, told):
    response = HttpResponse(headers={"Vary": varied} if varied else {})
    share(response)
    assert response["Vary"] == told


def test_keys_that_are_too_long_for_a_header_are_told_as_one():
    longest = "x" * (MOST_KEYS - len("all "))
    assert keys_of({longest}) == f"all {longest}"
    assert keys_of({f"{longest}x"}) == "all any"
    assert keys_of(()) == "all"
