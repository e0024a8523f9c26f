"""An edit drops the pages that it changes, and leaves the others."""

import pytest

from apps.entries import models
from tests import factories
from tests.kept.visiting import Reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("article")]

FAR = ("/sources/iso-3166-3/", "/topics/", "/people/", "/robots.txt", "/states/belarus/?at=1")


@pytest.fixture
def reader():
    return Reader()


def dropped(reader, addresses, edit):
    """The addresses of the pages that an edit drops, of those that were kept."""
    for address in addresses:
        reader.get(address)
    assert all(reader.is_kept(address) for address in addresses)
    edit()
    return {address for address in addresses if not reader.is_kept(address)}


def of(slug):
    return models.Entry.objects.get(slug=slug)


def change(model, slug, **values):
    row = model.objects.get(slug=slug)
    for name, value in values.items():
        setattr(row, name, value)
    return lambda: factories.save(row)


def test_an_edit_of_a_page_leaves_those_that_do_not_mention_it(reader):
    pages = ["/states/belarus/", "/states/", "/bodies/csto/", "/people/nikolay-bordyuzha/", *FAR]
    gone = dropped(reader, pages, change(models.State, "belarus", text="Of nobody."))
    assert {"/states/belarus/", "/states/"} <= gone
    assert not {"/people/nikolay-bordyuzha/", *FAR} & gone


def test_a_title_is_new_on_every_page_that_shows_it(reader):
    every = [
        "/",
        "/states/",
        "/bodies/csto/",
        "/map/",
        "/states/belarus/",
        "/states/belarus/links/",
        "/bodies/",
        "/events/",
    ]
    shown = {address for address in every if b'href="/states/belarus/"' in reader.get(address).body}
    assert {"/", "/states/", "/bodies/csto/"} <= shown
    gone = dropped(reader, every, change(models.State, "belarus", title="White Rus"))
    assert shown | {"/states/belarus/"} <= gone
    assert all(b"White Rus" in reader.get(address).body for address in shown | {"/states/belarus/"})


def test_a_claim_drops_the_pages_of_its_ends_and_not_all_that_link_to_them(reader):
    state, body = of("tajikistan"), of("csto")
    pages = ["/states/tajikistan/", "/bodies/csto/", "/states/belarus/", "/states/armenia/", "/states/", *FAR]
    claim = models.Tenure(person=models.Person.objects.first(), institution=body.body, office="Clerk")
    assert dropped(reader, pages, lambda: factories.save(claim)) == {"/bodies/csto/"}
    claim = models.Membership(member=state, body=models.Body.objects.exclude(slug="csto").first(), status="observer")
    assert "/states/belarus/" not in dropped(reader, pages, lambda: factories.save(claim))


def test_a_name_that_somebody_takes_turns_the_red_links_to_it(reader):
    factories.make(models.Topic, "Wishes", text="Of [[Atlantis]].")
    pages = ["/topics/wishes/", "/states/belarus/", *FAR]
    assert b"/states/atlantis/" not in reader.get(pages[0]).body
    assert dropped(reader, pages, lambda: factories.state("Atlantis")) == {"/topics/wishes/"}
    assert b"/states/atlantis/" in reader.get(pages[0]).body


def test_a_confirmation_drops_what_it_confirms(reader):
    pages = ["/states/belarus/", "/bodies/csto/", *FAR]
    confirmation = models.Confirmation(entry=of("csto"), listed="members", as_of="2020-01-01")
    assert dropped(reader, pages, lambda: factories.save(confirmation)) == {"/states/belarus/", "/bodies/csto/"}


def test_the_history_of_an_entry_is_its_own(reader):
    pages = ["/states/belarus/history/", "/states/armenia/history/", "/states/armenia/history/1/"]
    assert dropped(reader, pages, change(models.State, "belarus", summary="New")) == {"/states/belarus/history/"}


def test_an_entrys_page_is_made_of_nothing_coarse(reader):
    """Whatever is read there without saying of what it is drops the page at each edit: see apps.fresh.depending."""
    for model in models.KINDS:
        slug = model.objects.order_by("pk").first().slug
        for tail in ("", "links/", "history/", "?on=2001-01-01"):
            keys = reader.get(f"/{model.spec.plural}/{slug}/{tail}").headers["surrogate-key"].split()
            coarse = {key for key in keys if key.startswith(("t:", "k:"))} - {"t:auth_user"}
            assert coarse == set(), f"{model.spec.name} {tail}"


def test_an_unrelated_save_leaves_the_etag_of_every_page_as_it_is(reader):
    pages = ("/states/belarus/", "/states/", "/documents/", "/states/belarus/history/", "/about/")
    before = {address: reader.get(address).headers["etag"] for address in pages}
    factories.make(models.Topic, "Unrelated")
    other = Reader()
    assert {address: other.get(address).headers["etag"] for address in pages} == before
