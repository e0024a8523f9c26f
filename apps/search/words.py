"""Words as the index and the queries know them: without case and accents, by their stems. Must not know entries.

Both databases are given these words, and none of the raw text, so that they find the same.
"""

import re
import threading
import unicodedata
from functools import lru_cache

import Stemmer

LONGEST_WORD = 60
"""Characters; the rest of a longer word is dropped."""

SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "did",
        "do",
        "for",
        "from",
        "how",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "the",
        "this",
        "to",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "with",
        "а",
        "в",
        "во",
        "для",
        "и",
        "из",
        "или",
        "к",
        "как",
        "на",
        "не",
        "о",
        "об",
        "от",
        "по",
        "с",
        "со",
        "у",
    ]
)
"""Words that say nothing of what is looked for, folded."""

_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*")
_APOSTROPHE = re.compile(r"['’ʼ_]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = dict(zip("абвгдезийклмнопрстуфцыэ", "abvgdeziyklmnoprstufcye", strict=True)) | {
    "ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu",
    "я": "ya", "і": "i", "ї": "i", "є": "ye", "ґ": "g", "ў": "u", "қ": "k", "ғ": "g", "ң": "n", "ө": "o", "ұ": "u",
    "ү": "u", "ә": "a", "һ": "h",
}  # fmt: skip
"""BGN/PCGN's romanisation of Russian, its signs and apostrophes left out, and letters of neighbouring alphabets."""


def fold(text: str) -> str:
    """A text without case, accents and other marks, its compatibility characters as plain ones."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", "".join(char for char in plain if not unicodedata.combining(char)))


def words(text: str) -> list[str]:
    """The words of a text, folded, in their order; a word and its possessive are one."""
    return [folded for _, folded in spans(text)]


def spans(text: str, initials: str = "") -> list[tuple[tuple[int, int], str]]:
    """The words of a text, folded, each with where it stands there.

    With `initials`, no word that begins with one of these folded letters is left out, and most others are: much quicker
    in a long text.
    """
    sought = _beginning(initials) if initials and "_" not in text else _WORD
    return [(match.span(), folded) for match in sought.finditer(text) for folded in _folded(match[0])]


@lru_cache(maxsize=1000)
def _beginning(initials: str) -> re.Pattern[str]:
    """The pattern of a word that may begin so: letters beyond ASCII may be folded into any."""
    letters = re.escape(initials + initials.upper())
    return re.compile(rf"(?<!\w)(?<!\w['’ʼ])(?:[{letters}]|(?![\x00-\x7f])\w)\w*(?:['’ʼ]\w+)*")


@lru_cache(maxsize=50_000)
def _folded(word: str) -> tuple[str, ...]:
    """A word as it is written, folded: it may be several, or none."""
    if word.lower().endswith(("'s", "’s")):
        word = word[:-2]
    plain = fold(_APOSTROPHE.sub(" " if "_" in word else "", word))
    return tuple(folded[:LONGEST_WORD] for folded in plain.split())


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What a folded word has in common with its other forms: Snowball's stem, Russian or English; a stem's is itself.

    A stem may be another word, and Snowball may stem it further: both databases must take the two for one.
    """
    for _ in range(8):
        if (shorter := _stemmed(word)) == word:
            break
        word = shorter
    return word


def _stemmed(word: str) -> str:
    if _CYRILLIC.search(word):
        return _stemmers.russian.stemWord(word)
    return _stemmers.english.stemWord(_american(word)) if word.isascii() and word.isalpha() else word


def _american(word: str) -> str:
    """A word in one of the two spellings of English, so that organisation finds organization, and defence defense."""
    word = re.sub(r"is(e|ed|es|ing|er|ation|ations)$", r"iz\1", word)
    return re.sub(r"(?<=...)our$", "or", re.sub(r"(?<=..)nce(s?)$", r"nse\1", word))


def romanised(word: str) -> str:
    """A folded Cyrillic word in Latin letters, as one without a Russian keyboard writes it; any other as it is."""
    if not _CYRILLIC.search(word):
        return word
    return "".join(_LATIN.get(char, char) for char in word)


class _Stemmers(threading.local):
    """Each thread's own: a stemmer keeps in itself the word at which it works."""

    def __init__(self) -> None:
        self.russian, self.english = Stemmer.Stemmer("russian"), Stemmer.Stemmer("english")


_stemmers = _Stemmers()
