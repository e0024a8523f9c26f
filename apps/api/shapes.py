"""The fixed shapes of answers, as JSON Schema tells them. Must not query, nor know single kinds and claims."""

from datetime import datetime
from types import GenericAlias
from typing import Any, Literal, cast

from pydantic import BaseModel, Field, create_model

Certainty = Literal["certain", "assumed", "possible"]


class Error(BaseModel):
    """What went wrong, and what is accepted, in a sentence."""

    detail: str = Field(examples=["There is no state “atlantis”."])


class Revision(BaseModel):
    """The changeset at which an entry, its claims included, stands."""

    number: int = Field(examples=[1])
    at: datetime = Field(description="When it was recorded.", examples=["2026-05-03T14:30:00Z"])


class Citation(BaseModel):
    """Where a fact comes from."""

    source: str = Field(description="The slug of the source.", examples=["eurasian-home"])
    locator: str = Field(description="Where in it; empty: as a whole.", examples=["Background ¶2"])


class Reference(Citation):
    """A citation of the prose; `html` links to its `id`."""

    number: int
    id: str


class Identifier(BaseModel):
    """What another register calls the entry."""

    scheme: str = Field(examples=["wikidata"])
    value: str = Field(examples=["Q184"])
    url: str | None = Field(description="Its address there, where the register has addresses.")


class Stub(BaseModel):
    """An entry, as far as a link to it needs it."""

    kind: str = Field(examples=["body"])
    slug: str = Field(examples=["csto"])
    title: str
    summary: str
    url: str = Field(description="The page for readers.")


class Party(BaseModel):
    """How a party stands to a document, derived from its treaty actions."""

    party: str = Field(description="Its slug.", examples=["georgia"])
    party_kind: str = Field(examples=["state"])
    title: str
    status: str = Field(
        description="party, contracting state, provisionally applying, signatory, observer, suspended, excluded, "
        "withdrawn or refused."
    )
    since: str = Field(description="The date of the action that brought the status. EDTF.", examples=["1992-05-15"])
    until: str = Field(description="The first day of the next status. EDTF; `..`: it goes on.", examples=[".."])
    certainty: Certainty | None = Field(description="Null for what is shown only because of `all`.")
    confirmed: str = Field(description="Up to when it is confirmed. EDTF; empty: never.", examples=["1999"])
    basis: list[str] = Field(description="The actions from which it follows, oldest first.")


class Touched(BaseModel):
    """An entry that a changeset wrote: itself, or a claim at one of whose ends it stands."""

    kind: str
    slug: str
    title: str
    url: str | None = Field(description="Its page; null where the entry was deleted since.")


class Change(BaseModel):
    """A changeset: one act of editing."""

    number: int
    at: datetime
    user: str | None = Field(description="The editor's name; null for the wiki itself.")
    summary: str
    tag: str = Field(description="What kind of act it was.", examples=["edit"])
    entries: list[Touched]
    reverts: int | None = Field(description="The number of the changeset that it takes back.")
    url: str = Field(description="Its page.")


def many(item: Any) -> Any:
    """The type of a list of such items, for a type that is known only as the house is built."""
    return GenericAlias(list, (item,))


def list_of(item: type[BaseModel], name: str) -> type[BaseModel]:
    """The envelope of a list of such items, which the document calls `name`."""
    fields: dict[str, Any] = {
        "count": (int | None, Field(description="How many there are in all; null where they are too many to count.")),
        "count_more_than": (
            int | None,
            Field(None, description="Where `count` is null: that there are more than so many."),
        ),
        "next": (str | None, Field(description="The address of the next part.")),
        "results": (many(item), ...),
    }
    return cast(type[BaseModel], create_model(name, __doc__=f"A part of a list: {name}.", **fields))


def answers(ok: type[BaseModel], *, found: bool = True) -> dict[int, Any]:
    """What a call can answer: `found` says that something it names may not exist."""
    errors = {400: Error, 422: Error} | ({404: Error} if found else {})
    return {200: ok, 304: None} | errors
