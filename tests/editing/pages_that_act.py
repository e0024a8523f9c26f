"""The pages that ask before they act, as a browser would answer them."""

from apps.changes.models import Changeset
from tests import factories


def asked(response, **typed):
    """What the page's form would post if nothing was typed but this."""
    posted = {"base": str(response.context["base"]), "edit_summary": response.context["summary"]}
    return {**posted, **typed}


def confirmed(client, address, **typed):
    """GET the page, and POST its form."""
    return client.post(address, asked(client.get(address), **typed))


def decisions(response):
    """What is to be decided on a page, by the name of the field, with the label of each."""
    return {f"clash-{choice.name}": choice.label for choice, _ in response.context["choices"]}


def edit(row, **values):
    """Publish a row with these values; the changeset."""
    for name, value in values.items():
        setattr(row, name, value)
    return factories.save(row)


def last():
    """The newest changeset."""
    return Changeset.objects.latest()


def undo_of(changeset):
    """The page that undoes a changeset."""
    return f"/changes/{changeset.number}/undo/"
