"""The PDF of a print version: what is in it, what it never fetches, and what there is where none can be made."""

import contextlib
import re
import subprocess
import threading
import zlib
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from apps.entries.kinds import KINDS
from apps.pages.printing import pdf
from deploy.needs import PDF
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db

ADDRESS = "/bodies/csto/print/?format=pdf"


@pytest.fixture
def renderer():
    """What makes PDFs, where WeasyPrint and its libraries are."""
    if not (pdf.available() or PDF.required):
        pytest.skip("WeasyPrint, or the Pango that it needs, is not here (make pdf)")
    return pdf


@pytest.fixture
def csto():
    factories.source("Eurasian Home", publisher="A Foundation")
    text = "# Before\n\nIt began [@eurasian-home, p. 1]. See [a page](https://example.org/prose).\n\n# After\n\nМир."
    return factories.body("Collective Security Treaty Organization", slug="csto", text=text)


@pytest.fixture
def without_pdfs(monkeypatch):
    monkeypatch.setattr(pdf, "available", lambda: False)


def inflated(content):
    """What a PDF says of itself, its compressed streams opened."""
    found = [content]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            found.append(zlib.decompressobj().decompress(stream))  # its last byte may look like the end of its line
        except zlib.error:
            continue
    return b"\n".join(found)


def test_it_is_a_tagged_file_with_title_language_bookmarks_and_pages(client, csto, renderer) -> None:
    response = client.get(f"{ADDRESS}&on=2005-01-01&at=2")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="csto.pdf"'
    assert '<http://testserver/bodies/csto/?on=2005-01-01&at=2>; rel="cite-as"' in response["Link"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert response.content.startswith(b"%PDF-")
    said = inflated(response.content)
    for part in (b"/StructTreeRoot", b"/Lang", b"pdfuaid", b"Collective Security Treaty Organization", b"/Outlines"):
        assert part in said, part
    assert len(re.findall(rb"/Title\b", said)) >= 4  # the document's, and a bookmark for each heading
    assert len(re.findall(rb"/Type /Page\b", said)) == 1
    assert b"/EmbeddedFile" not in said
    assert client.get(f"{ADDRESS}&on=2005-01-01&at=2").content == response.content
    assert client.head(ADDRESS)["Content-Type"] == "application/pdf"


def test_the_print_version_leads_to_it(client, csto, renderer) -> None:
    page = client.get("/bodies/csto/print/?on=2005-01-01").content.decode()
    assert '<a class="button" href="/bodies/csto/print/?on=2005-01-01&amp;format=pdf" rel="nofollow"' in page


def test_an_alias_and_what_is_not_there_answer_as_pages_do(client, csto, renderer) -> None:
    factories.call(csto, "Tashkent Pact")
    moved = client.get("/bodies/tashkent-pact/print/?format=pdf")
    assert (moved.status_code, moved["Location"]) == (301, ADDRESS)
    assert client.get("/bodies/nothing/print/?format=pdf").status_code == 404
    assert client.get(f"{ADDRESS}&on=yesterday").status_code == 400
    assert client.post(ADDRESS).status_code == 405


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
def test_where_none_can_be_made_the_page_offers_none_and_the_address_says_so(client, without_pdfs, model) -> None:
    factories.make(model, "Some thing")
    address = f"/{model.spec.plural}/some-thing/print/"
    assert "format=pdf" not in client.get(address).content.decode()
    response = client.get(f"{address}?format=pdf")
    assert response.status_code == 501
    assert "This installation cannot make PDFs." in text_of(response)
    assert f'href="{address}"' in response.content.decode()


def test_it_is_not_available_where_weasyprint_or_its_libraries_are_missing(monkeypatch) -> None:
    asked = pdf.available.__wrapped__
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert asked() is False
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    for status in (0, 1):
        done = subprocess.CompletedProcess([], status)
        monkeypatch.setattr(subprocess, "run", lambda *_, done=done, **__: done)
        assert asked() is (status == 0)


def test_nothing_that_a_page_names_is_fetched(renderer, tmp_path) -> None:
    heard = []

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self):
            heard.append(self.path)
            self.send_error(404)

    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>S3cret</title></svg>')
    with HTTPServer(("127.0.0.1", 0), Ear) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        origin = f"http://127.0.0.1:{server.server_port}"
        named = [f"{origin}/absolute", "/relative", secret.as_uri(), "ftp://127.0.0.1/x", "data:text/plain,S3cret"]
        parts = [
            f'<img src="{each}"><a rel="attachment" href="{each}">x</a><link rel="attachment" href="{each}">'
            f'<link rel="stylesheet" href="{each}"><style>@import "{each}"; p {{ background: url("{each}") }}</style>'
            f'<object data="{each}"></object><svg><image href="{each}"/></svg>'
            for each in named
        ]
        made = inflated(renderer.write_pdf(f"<html lang='en'><title>T</title><p>{''.join(parts)}", origin, "x"))
        server.shutdown()
    assert heard == []
    assert b"S3cret" not in made
    assert b"/EmbeddedFile" not in made


def test_too_long_a_page_is_refused_with_a_sentence(client, csto, renderer, monkeypatch) -> None:
    monkeypatch.setattr(pdf, "LONGEST", 1000)
    response = client.get(ADDRESS)
    assert response.status_code == 403
    assert "This entry is too long for a PDF here." in text_of(response)
    assert '<link rel="cite-as"' not in response.content.decode()


@pytest.mark.parametrize("bound", [{"GRACE": 0.5 - pdf.SECONDS}, {"SECONDS": 1}, {"MEMORY": 2**20}], ids=str)
def test_what_takes_too_much_is_ended_and_refused(client, csto, renderer, monkeypatch, bound) -> None:
    csto.text = "`" + "a" * 60_000 + "`"  # minutes' work
    factories.save(csto)
    for name, value in bound.items():
        monkeypatch.setattr(pdf, name, value)
    response = client.get(ADDRESS)
    assert response.status_code == 403
    assert "A PDF of this entry takes" in text_of(response)
    assert client.get("/bodies/csto/print/").status_code == 200


@pytest.mark.parametrize(("waiting", "patience"), [(0, 0.01), (1, 60)], ids=["made", "made, and waited for"])
def test_while_one_is_made_one_reader_waits_and_the_next_is_asked_to(
    client, csto, renderer, monkeypatch, waiting, patience
) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", patience)
    with pdf._place(), contextlib.ExitStack() as others:
        for _ in range(waiting):
            others.enter_context(pdf._PLACES)
        response = client.get(ADDRESS)
    assert response.status_code == 503
    assert response["Retry-After"] == str(patience)
    assert client.get(ADDRESS).status_code == 200


def test_the_renderer_sees_none_of_the_sites_secrets(monkeypatch) -> None:
    monkeypatch.setenv("DJANGO_SECRET_KEY", "a secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://a:secret@b/c")
    assert "secret" not in str(pdf._environment())
    assert pdf._command()[1] == "-I"
