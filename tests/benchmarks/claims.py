"""The facts of a large wiki's entries, and the claims that are made of them. Must not know how they are written."""

from collections.abc import Callable
from typing import Any

from apps.drawing import outlines
from apps.entries import models

USUAL = 2.8
"""Claims that an entry has on average, as the numbers below make them."""
YEARS = range(1950, 2021)
CODES = sorted(code for code in outlines.known() if len(code) == 2 and code.isascii() and code.isupper())


def day(wiki: Any, since: int = YEARS.start) -> str:
    """A date as sources give it: mostly a day, some a month, some a year alone, some about then."""
    year = wiki.chance.randint(since, max(since, YEARS[-1]))
    month = f"{year}-{wiki.chance.randint(1, 12):02}"
    whole = f"{month}-{wiki.chance.randint(1, 28):02}"
    return wiki.chance.choices((whole, month, str(year), f"{year}~"), (80, 8, 10, 2))[0]


def span(wiki: Any) -> dict[str, str]:
    """When something began and ended: most goes on."""
    start = day(wiki)
    end = wiki.chance.choices(("..", "", "later"), (60, 5, 35))[0]
    return {"start": start, "end": day(wiki, int(start[:4]) + 1) if end == "later" else end}


def facts_of_source(wiki: Any) -> dict[str, Any]:
    return {
        "type": wiki.chance.choice(("book", "report", "webpage", "treaty", "article-journal")),
        "publisher": wiki.prose.line(2),
        "published": day(wiki, 1990),
    }


def facts_of_state(wiki: Any) -> dict[str, Any]:
    return {"iso_code": wiki.codes.pop() if wiki.codes else "", "established": str(wiki.chance.randint(1800, 1949))}


def facts_of_body(wiki: Any) -> dict[str, Any]:
    parent = wiki.chosen(models.Body).pk if wiki.known[models.Body] and wiki.chance.random() < 0.7 else None
    return {
        "type": wiki.chance.choice(models.Body._meta.get_field("type").choices)[0],
        "parent_id": parent,
        "established": str(wiki.chance.randint(1900, 1949)),
        "dissolved": wiki.chance.choices(("..", "2021", ""), (80, 15, 5))[0],
        "seat": wiki.prose.line(1),
        "composition": wiki.prose.line(5),
    }


def facts_of_event(wiki: Any) -> dict[str, Any]:
    return {
        "type": wiki.chance.choice(models.Event._meta.get_field("type").choices)[0],
        "date": day(wiki),
        "place": wiki.prose.line(1),
        "host_id": wiki.chosen(models.State).pk,
        "organisation_id": wiki.chosen(models.Body).pk,
        "outcome": wiki.prose.line(8),
    }


def facts_of_document(wiki: Any) -> dict[str, Any]:
    concluded = day(wiki)
    return {
        "type": wiki.chance.choice(models.Document._meta.get_field("type").choices)[0],
        "concluded": concluded,
        "consent": wiki.chance.choice(("signature", "signature-subject-to-ratification")),
        "in_force": str(int(concluded[:4]) + 1),
        "organisation_id": wiki.chosen(models.Body).pk,
        "adopted_at_id": wiki.chosen(models.Event).pk,
    }


def facts_of_person(wiki: Any) -> dict[str, Any]:
    return {"description": wiki.prose.line(5)}


def _many(wiki: Any, usual: float) -> int:
    return round(usual * wiki.claims_each / USUAL * wiki.chance.uniform(0.5, 1.5))


def _told(wiki: Any) -> dict[str, str]:
    """The citation that a claim has, and the note that one of ten has."""
    note = f"{wiki.prose.line()} [[{wiki.chosen(models.State).title}]]." if wiki.chance.random() < 0.1 else ""
    return {"cites": wiki.cited("@{}"), "note": note}


def _of_state(wiki: Any, state: Any) -> list[Any]:
    named = {"text": f"Republic of {state.title}", "sort": "official", "language": "en"}
    return [models.Name(entry=state, **named)] if wiki.chance.random() < 0.5 else []


def _of_body(wiki: Any, body: Any) -> list[Any]:
    made: list[Any] = [
        models.Membership(
            member_id=state.pk,
            body=body,
            status=wiki.chance.choices(("member", "observer", "partner"), (8, 1, 1))[0],
            **span(wiki),
            **_told(wiki),
        )
        for state in wiki.several(models.State, _many(wiki, 5))
    ]
    if wiki.chance.random() < 0.3:
        made.append(models.Name(entry=body, text=f"Former {body.title}", sort="former", **span(wiki)))
    if body.type in ("force", "base"):
        where = wiki.chosen(models.State).pk
        made.append(models.Deployment(force=body, location_id=where, personnel=500, place="North", **span(wiki)))
    return made


def _of_event(wiki: Any, event: Any) -> list[Any]:
    roles = ("participant", "participant", "observer", "chair", "absent")
    return [
        models.Participation(party_id=state.pk, event=event, role=wiki.chance.choice(roles), **_told(wiki))
        for state in wiki.several(models.State, _many(wiki, 4))
    ]


def _of_document(wiki: Any, document: Any) -> list[Any]:
    made: list[Any] = []
    for state in wiki.several(models.State, _many(wiki, 2.5)):
        acted = {"party_id": state.pk, "document": document}
        year = int(document.concluded[:4])
        made.append(models.TreatyAction(action="signature", date=document.concluded, **acted, **_told(wiki)))
        if wiki.chance.random() < 0.3:
            made.append(models.TreatyAction(action="ratification", date=str(year + 1), **acted, **_told(wiki)))
        if wiki.chance.random() < 0.05:
            made.append(models.Declaration(type="reservation", text=wiki.prose.line(), date=str(year), **acted))
    return made


def _of_person(wiki: Any, person: Any) -> list[Any]:
    offices = ("Secretary General", "Chairman", "Minister", "Commander")
    return [
        models.Tenure(
            person=person, institution_id=body.pk, office=wiki.chance.choice(offices), **span(wiki), **_told(wiki)
        )
        for body in wiki.several(models.Body, _many(wiki, 1.4))
    ]


OF_KIND: dict[type, Callable[[Any, Any], list[Any]]] = {
    models.State: _of_state,
    models.Body: _of_body,
    models.Event: _of_event,
    models.Document: _of_document,
    models.Person: _of_person,
}
"""The claims that are made of a new entry of each kind."""
