"""How much a request may bring: no more than a form holds, whatever it says of itself, and told before it is read."""

from io import BytesIO

import pytest
from django.test import RequestFactory

from cstowiki.payload import bounded
from tests.answers import text_of
from tests.ops.test_headers import assert_guarded

pytestmark = pytest.mark.django_db
MOST = 1_000
MULTIPART = "multipart/form-data; boundary=x"


class Body(BytesIO):
    """A request's body, and how much of it was read."""

    taken = 0

    def read(self, size=-1):
        data = super().read(size)
        self.taken += len(data)
        return data


@pytest.fixture(autouse=True)
def most(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = MOST


def sent(client, body, place="/sign-in/", **extra):
    """The answer to a body, which is posted as a server hands it on."""
    given = {"CONTENT_TYPE": MULTIPART, "CONTENT_LENGTH": str(len(body.getvalue())), "wsgi.input": body} | extra
    return client.post(place, **{name: value for name, value in given.items() if value is not None})


def form(size):
    """A multipart form with a file, of so many bytes in all."""
    head = b'--x\r\nContent-Disposition: form-data; name="username"; filename="f"\r\n\r\n'
    tail = b"\r\n--x--\r\n"
    return Body(head + b"a" * (size - len(head) - len(tail)) + tail)


def chunked(size):
    return form(size), {"CONTENT_LENGTH": None, "HTTP_TRANSFER_ENCODING": "chunked"}


@pytest.mark.parametrize("place", ["/sign-in/", "/sign-out/", "/states/", "/nowhere/", "/admin/login/", "/api/v1/"])
def test_what_says_that_it_is_larger_is_refused_and_not_read(client, place, django_assert_num_queries):
    body = form(MOST + 1)
    with django_assert_num_queries(0):
        answer = sent(client, body, place)
    assert_guarded(answer, 413)
    assert body.taken == 0
    assert "more than 1000 bytes, which is the limit of this site" in text_of(answer)


def test_what_is_as_large_as_that_is_read(client):
    body = form(MOST)
    assert sent(client, body).status_code == 200
    assert body.taken == MOST


@pytest.mark.parametrize("said", ["many", ""])
def test_a_length_that_is_none_is_no_body(client, said):
    body = form(MOST + 1)
    assert sent(client, body, CONTENT_LENGTH=said).status_code == 200
    assert body.taken == 0


def test_a_body_in_chunks_is_read_no_further_than_to_where_it_is_too_large(client):
    body, extra = chunked(100 * MOST)
    assert_guarded(sent(client, body, **extra), 413)
    assert body.taken == MOST + 1


def test_a_body_in_chunks_that_fits_is_a_form_like_any_other(client, editor):
    body = Body(b"username=edith&password=pass&next=/states/")
    answer = sent(
        client, body, CONTENT_TYPE="application/x-www-form-urlencoded", CONTENT_LENGTH=None,
        HTTP_TRANSFER_ENCODING="gzip, Chunked",
    )  # fmt: skip
    assert (answer.status_code, answer.url) == (302, "/states/")


def test_reading_pages_are_refused_a_body_too_and_answer_without_one(client):
    assert client.get("/states/", CONTENT_LENGTH=str(MOST + 1)).status_code == 413
    assert client.get("/states/").status_code == 200


def test_what_comes_after_is_not_asked(settings):
    request = RequestFactory().post("/", b"a" * (MOST + 1), content_type="text/plain")
    assert bounded(lambda request: 1 / 0)(request).status_code == 413


def test_a_body_in_parts_is_bounded_closer(client, settings, monkeypatch):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * MOST
    monkeypatch.setattr("cstowiki.payload.MOST_IN_PARTS", MOST)
    assert sent(client, form(MOST)).status_code == 200
    assert sent(client, form(MOST + 1)).status_code == 413
    assert sent(client, form(MOST + 1), CONTENT_TYPE="multipart/mixed; boundary=x").status_code == 413
    assert sent(client, Body(b"a" * 10 * MOST), CONTENT_TYPE="application/x-www-form-urlencoded").status_code == 200
    assert sent(client, Body(b"a" * 10 * MOST + b"a"), CONTENT_TYPE="text/plain").status_code == 413
