"""Known words like one that is misspelt. Must not know entries, nor queries."""

from collections.abc import Collection

from apps.databases import connection_for_reading
from apps.search.backends import beginning, is_postgres
from apps.search.models import Word

LOOKED_AT = 80
"""Words that share the most with the misspelt one, and are compared with it letter by letter."""


def known(words: Collection[str], *, begun: str = "") -> set[str]:
    """Those of some folded words that the index knows, and the one that is still being typed if it begins one."""
    found = set(Word.objects.filter(word__in=set(words)).values_list("word", flat=True))
    if begun and begun not in found and Word.objects.filter(beginning("word", begun)).exists():
        found.add(begun)
    return found


def corrected(word: str, *, begins: bool = False) -> str:
    """The known word that is meant most likely, one of a name sooner than another; empty where none is near."""
    return next(iter(alike(word, begins=begins)), "")


def alike(word: str, *, begins: bool = False) -> list[str]:
    """The known words that may be meant, the most likely first."""
    if len(word) < 3:
        return []
    allowed = 1 if len(word) <= 4 else 2 if len(word) <= 8 else 3
    ranked: list[tuple[float, str]] = []
    for known, named in _sharing(word):
        away: float = _distance(word, known)
        if begins:
            sizes = range(max(len(word) - 1, 3), len(word) + 2)
            away = min(away, *(_distance(word, known[:size]) + 0.5 for size in sizes))
        if away <= allowed and len(known) >= 3:
            ranked.append((away - (0.75 if named else 0) - (0.25 if known[0] == word[0] else 0), known))
    return [known for _, known in sorted(ranked)]


def _sharing(word: str) -> list[tuple[str, bool]]:
    """Words that are this one with two letters swapped, and those that share parts of three letters, the most first."""
    parts = sorted({word[start : start + 3] for start in range(len(word) - 2)})
    swapped = sorted({word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)} - {word})
    with connection_for_reading().cursor() as cursor:
        if is_postgres():
            sql = (
                "SELECT word, named FROM search_word "
                "WHERE (word LIKE ANY (%s) OR word = ANY (%s)) AND length(word) BETWEEN %s AND %s "
                "ORDER BY word = ANY (%s) DESC, similarity(word, %s) DESC, word LIMIT %s"
            )
            patterns = [f"%{part}%" for part in map(_escaped, parts)]
            cursor.execute(sql, [patterns, swapped, len(word) - 3, len(word) + 8, swapped, word, LOOKED_AT])
            return cursor.fetchall()
        told = " OR ".join('"' + part.replace('"', '""') + '"' for part in parts)
        sql = (
            f"SELECT word, named FROM search_word WHERE word IN ({', '.join(['%s'] * len(swapped))}) "  # noqa: S608
            "UNION ALL SELECT * FROM ("
            "SELECT search_word.word, named FROM search_spellings JOIN search_word USING (word) "
            "WHERE search_spellings MATCH %s ORDER BY search_spellings.rank LIMIT %s)"
        )
        cursor.execute(sql, [*swapped, told, LOOKED_AT])
        return [(word, bool(named)) for word, named in dict.fromkeys(cursor.fetchall())]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _distance(one: str, other: str) -> int:
    """Letters to add, drop, change, or swap with their neighbour, to make one word of the other (Damerau, 1964)."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]
