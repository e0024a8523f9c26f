"""Words that do not exist, as common and as rare as those of a language, and prose made of them. Knows no entries."""

import random
from itertools import accumulate

COMMON = (
    *("treaty", "council", "summit", "security", "collective", "agreement"),
    *("member", "secretary", "border", "protocol", "force", "union"),
)
WORDS_IN_A_LINE = 12
SYLLABLES = [a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]


def vocabulary() -> list[str]:
    """The words, the most common first."""
    chance = random.Random(7)
    return list(dict.fromkeys("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(30_000)))


class Prose:
    """Texts from a source of chance: words, titles, and articles with headings, links and citations."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.known = vocabulary()
        self.weights = list(accumulate(1 / (place + 5) for place in range(len(self.known))))  # Zipf's law

    def some(self, number: int) -> list[str]:
        """So many words."""
        return self.chance.choices(self.known, cum_weights=self.weights, k=number)

    def title(self, number: int) -> str:
        """A title that nothing else has, of words common and rare."""
        one, other = self.some(2)
        return f"{one.title()} {self.chance.choice(COMMON)} {other} {number}"

    def line(self, words: int = WORDS_IN_A_LINE) -> str:
        """One line, as of a summary."""
        return " ".join([*self.some(words), self.chance.choice(COMMON)]).capitalize()

    def article(self, links: list[str], citations: list[str], size: int) -> str:
        """Markdown of about `size` characters in paragraphs, under a heading each third, with all links and citations
        spread over it: `[[…]]` and `[@…]` as they are given.
        """
        count = max(1, size // 700)
        each = size // count
        marks = [*links, *citations]
        self.chance.shuffle(marks)
        paragraphs = []
        for place in range(count):
            here = marks[place::count]
            words = self.some(max(8, (each - sum(map(len, here))) // 7)) + self.chance.choices(COMMON, k=2)
            for mark in here:
                words.insert(self.chance.randrange(1, len(words)), mark)
            paragraphs.append((f"## {self.title(place)}\n\n" if place % 3 == 1 else "") + f"{' '.join(words)}.")
        return "\n\n".join(paragraphs) + "\n"

    def reworded(self, text: str) -> str:
        """The same text with one word changed, outside links and citations."""
        words = text.split(" ")
        for _ in range(100):
            place = self.chance.randrange(len(words))
            before = " ".join(words[:place])
            if words[place].isalpha() and before.count("[") == before.count("]"):
                words[place] = self.some(1)[0]
                if (changed := " ".join(words)) != text:
                    return changed
        return f"{text}\n{self.some(1)[0]}"
