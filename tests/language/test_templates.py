"""Numbers in templates are those of programs, in every language: a picture's coordinates have no comma."""

import pytest
from django.template import engines
from django.utils import translation

from tests import factories


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_number_is_written_as_programs_read_it(language):
    with translation.override(language):
        assert engines["django"].from_string("{{ x }} {{ n }}").render({"x": 12.5, "n": 1234567}) == "12.5 1234567"


@pytest.mark.django_db
def test_pictures_are_drawn_alike_in_every_language(client):
    factories.member(factories.state("Belarus"), factories.body("CSTO"), start="1999", end="2003")
    pictures = [client.get("/bodies/csto/", {"lang": each}).content.decode().split("<svg")[1:] for each in ("en", "ru")]
    assert pictures[0]
    english, russian = ([part.split(' d="')[1:] for part in each] for each in pictures)
    assert [[path.partition('"')[0] for path in each] for each in english] == [
        [path.partition('"')[0] for path in each] for each in russian
    ]
