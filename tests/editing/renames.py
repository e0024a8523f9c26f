"""The page that renames an entry, as a browser would answer it."""

from apps.changes.models import Changeset
from apps.entries.models import Topic
from tests import factories

ADDRESS = "/states/belarus/rename/"


def named_everywhere():
    """Belarus, a state that prose names in all ways."""
    factories.source("Paper")
    belarus = factories.state("Belarus", text="[[Belarus]] is here.", cites="@paper")
    factories.make(
        Topic,
        "Story",
        text='Of [[Belarus]], [[belarus|it]], [[state:belarus]], `[[Belarus]]` {{fact name="iso_code" of="Belarus"}}.',
    )
    factories.member(belarus, factories.body("CSTO"), note="See [[Belarus]].")
    return belarus


def ask(client, address=ADDRESS, *, act="publish", **values):
    """Post the form as it is filled in, but for these values; None for what is not sent."""
    said = {"title": "White Rus", "slug": "white-rus", "keep": "on", "rewriting": "on", "edit_summary": "Its name"}
    said |= {"base": Changeset.objects.latest().number, "act": act, **values}
    return client.post(address, {name: value for name, value in said.items() if value is not None})
