"""A page as it is answered: its headers, how it is told apart from others, and who has it already."""

import gzip

import pytest
import time_machine

from apps.kept.page import LEAST, OF_A_TOKEN, Page, cache_control, is_unchanged

TEXT = b"The same words again. " * 100
MADE = 1_000_000.75
SECOND = "Mon, 12 Jan 1970 13:46:40 GMT"


def page(body=TEXT, status="200 OK", headers=(), tokens=(), made=MADE):
    return Page(status, list(headers), body, frozenset(tokens), 0.0, made, 0, "")


def names(variant):
    return [name for name, _ in variant.headers]


def test_what_depends_on_how_it_is_sent_is_told_anew():
    sent = [
        *(("Content-Length", "1"), ("Content-Encoding", "br"), ("ETag", '"x"'), ("Last-Modified", "y"), ("Date", "z")),
        *(("Cache-Control", "private"), ("Content-Type", "text/plain"), ("Vary", "Accept-Encoding")),
    ]
    made = page(headers=sent)
    assert made.plain.headers == [
        *(("Content-Type", "text/plain"), ("Vary", "Accept-Encoding")),
        *(("ETag", made.plain.etag), ("Last-Modified", SECOND), ("Content-Length", str(len(TEXT)))),
    ]


def test_an_answer_without_its_body_tells_what_a_cache_may_need():
    kept = [("Vary", "Accept-Encoding"), ("Content-Location", "/a/")]
    for variant in ((made := page(headers=[("Content-Type", "text/plain"), *kept])).plain, made.packed):
        assert variant.unchanged == [*kept, ("ETag", variant.etag), ("Last-Modified", SECOND)]


def test_the_compressed_body_is_told_apart_and_is_the_same_within():
    made = page()
    assert (made.plain.body, gzip.decompress(made.packed.body)) == (TEXT, TEXT)
    assert made.packed.body == page().packed.body
    assert ("Content-Encoding", "gzip") in made.packed.headers
    assert ("Content-Length", str(len(made.packed.body))) in made.packed.headers
    assert made.packed.etag != made.plain.etag
    assert "Content-Encoding" not in names(made.plain)


@pytest.mark.parametrize("body", [b"", b"a" * (LEAST - 1), bytes(range(256))])
def test_what_is_short_or_grows_is_not_compressed(body):
    made = page(body)
    assert made.packed is made.plain
    assert "Content-Encoding" not in names(made.packed)


def test_of_the_least_length_it_is_compressed():
    assert len(page(b"a" * LEAST).packed.body) < LEAST


def test_its_size_counts_both_bodies_and_what_it_is_made_of():
    short, long = page(b"a"), page(b"a" * 10)
    assert short.size > OF_A_TOKEN
    assert long.size - short.size == 9
    assert page(b"a", tokens={"a", "b"}).size - short.size == 2 * OF_A_TOKEN
    assert page().size - short.size == len(TEXT) - 1 + len(page().packed.body)


def test_another_body_status_or_header_is_another_page_and_their_order_is_not():
    one, other = ("Link", "a"), ("Surrogate-Key", "b")
    assert page(headers=[one, other]).plain.etag == page(headers=[other, one]).plain.etag
    assert page(made=MADE + 60).plain.etag == page().plain.etag
    every = [page(), page(TEXT + b"."), page(status="404 Not Found"), page(headers=[one]), page(headers=[other])]
    assert len({each.plain.etag for each in every}) == len(every)


def asked(made, none_match=None, since=None):
    return is_unchanged(made, made.plain, none_match, since)


def test_who_has_it_is_known_by_its_tag_or_by_the_second_in_which_it_was_made():
    made = page()
    tag = made.plain.etag
    for had in (tag, f"W/{tag}", f'"x", W/{tag}', f'W/"x",{tag}', "*", " * "):
        assert asked(made, had), had
    for other in ('"x"', made.packed.etag, "", f"{tag}x"):
        assert not asked(made, other), other
        assert not asked(made, other, SECOND), other
    assert asked(made, since=SECOND)
    assert not asked(made, since="Mon, 12 Jan 1970 13:46:41 GMT")
    assert not asked(made)


@pytest.mark.parametrize("status", ["404 Not Found", "302 Found"])
def test_errors_and_redirections_are_told_whole(status):
    made = page(status=status)
    assert not asked(made, made.plain.etag)
    assert not asked(made, since=SECOND)


def test_caches_that_are_told_keep_it_for_a_time_within_its_day(settings):
    with time_machine.travel(MADE, tick=False):
        until = MADE + 100
        settings.SHARED_SECONDS = 0
        assert cache_control(until) == "public, max-age=0, must-revalidate"
        for seconds, told in ((1, 1), (99, 99), (3600, 100)):
            settings.SHARED_SECONDS = seconds
            assert cache_control(until) == f"public, max-age=0, must-revalidate, s-maxage={told}"
            assert cache_control(until, alone=True) == "private, max-age=0, must-revalidate"
        for past in (until - 100, until - 200):
            assert cache_control(past).endswith(", s-maxage=0")
