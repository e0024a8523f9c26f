"""What the database weighs, table by table, and the revisions that are weighed. Must not know what is stored how."""

import random

from django.db import connection

from tests import factories

WORDS = (
    *("alliance", "treaty", "council", "security", "collective", "member", "border", "exercise", "force", "summit"),
    *("charter", "agreement", "secretary", "general", "ratified", "signed", "protocol", "command", "rapid", "peace"),
)


def text_of(size: int, seed: int = 1) -> str:
    """Prose of about so many characters, with a link in each paragraph."""
    chosen = random.Random(seed)  # the same prose each time
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < size:
        sentence = " ".join(chosen.choice(WORDS) + str(chosen.randrange(900)) for _ in range(24))
        paragraphs.append(f"{sentence.capitalize()} [[Place {chosen.randrange(400)}]] {chosen.choice(WORDS)}.")
    return "\n\n".join(paragraphs)[:size]


def one_word_changed(text: str, chosen: random.Random) -> str:
    """A text in which one word is another."""
    words = text.split(" ")
    plain = [place for place, word in enumerate(words) if word.isalnum()]
    place = chosen.choice(plain)
    words[place] = chosen.choice([word for word in WORDS if word != words[place]])
    return " ".join(words)


def weigh() -> dict[str, int]:
    """The bytes of each table, with its long values, and of each index, by name; none of what is free."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT relname, CASE relkind WHEN 'i' THEN pg_relation_size(oid) ELSE pg_table_size(oid) END "
                "FROM pg_class WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace"
            )
        else:
            cursor.execute("SELECT name, sum(pgsize) FROM dbstat WHERE aggregate = 0 GROUP BY name")
        return dict(cursor.fetchall())


def tidy() -> None:
    """Let PostgreSQL use anew what it need not keep, as its autovacuum does from time to time; SQLite does so at once.

    Outside a transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")


def grown(before: dict[str, int], times: int) -> dict[str, float]:
    """By how many bytes each table and index grew since, divided by `times`; those that grew most first."""
    found = {name: (size - before.get(name, 0)) / times for name, size in weigh().items()}
    return dict(sorted(((name, size) for name, size in found.items() if size), key=lambda each: -each[1]))


def revise(entry: object, times: int, *, every: int = 100, seed: int = 2) -> None:
    """Change one word of an entry's text so many times, each as one changeset, and tidy from time to time."""
    chosen = random.Random(seed)  # the same words each time
    for number in range(1, times + 1):
        entry.text = one_word_changed(entry.text, chosen)  # type: ignore[attr-defined]
        factories.save(entry, summary=f"Correct a word, {number}")
        if number % every == 0:
            tidy()
