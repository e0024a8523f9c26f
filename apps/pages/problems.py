"""What an editor should know of an entry's prose before it is saved, in sentences. Must not know HTML, nor query."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from apps.entries.entry import Entry
from apps.entries.kinds import KIND
from apps.facts.entry_data import EntryData
from apps.wikitext.links import LinkTarget


def problems(sheet: EntryData) -> list[str]:
    """Links that are wanted or ambiguous, sources that are unknown, facts that cannot be quoted; each once."""
    found: dict[str, None] = {}
    for skeleton in sheet.skeletons.values():
        found.update(
            dict.fromkeys(
                gettext("%(error)s What is too much is shown as it was written.") % {"error": each}
                for each in skeleton.over
            )
        )
        if skeleton.too_long and not skeleton.over:
            found[gettext("A text is too long to be laid out: it is shown as it was written.")] = None
        for target in skeleton.links:
            found.update(dict.fromkeys(_of_link(sheet, target)))
        for citation in skeleton.citations:
            if sheet.named.source(citation.source) is None:
                found[gettext("There is no source “%(source)s”.") % {"source": citation.source}] = None
        for quote in skeleton.quotes:
            if error := sheet.answers.answer(quote).error:
                found[f"{quote.written}: {error}"] = None
    return list(found)


def _of_link(sheet: EntryData, target: LinkTarget) -> Iterator[str]:
    if not target.name:
        return
    written = f"[[{target.kind}:{target.name}]]" if target.kind else f"[[{target.name}]]"
    meaning = sheet.named.target(target)
    if target.kind and target.kind not in KIND:
        told = gettext("%(written)s names no kind: the kinds are %(kinds)s.")
        yield told % {"written": written, "kinds": ", ".join(KIND)}
    elif meaning.entry is None:
        told = gettext("%(written)s has no entry yet: the link is red, and leads to where it can be made.")
        yield told % {"written": written}
    elif meaning.others:
        ways = gettext(" or ").join(f"[[{_exactly(each)}|{target.name}]]" for each in (meaning.entry, *meaning.others))
        count = 1 + len(meaning.others)
        told = ngettext(
            "%(written)s can mean %(count)s entry, and leads to the first: write %(ways)s.",
            "%(written)s can mean %(count)s entries, and leads to the first: write %(ways)s.",
            count,
        )
        yield told % {"written": written, "count": count, "ways": ways}


def _exactly(entry: Entry) -> str:
    return f"{entry.kind}:{entry.slug}"
