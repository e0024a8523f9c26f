"""What the index keeps of each entry. Must not know how it is asked."""

from django.db import models

from apps.entries.entry import Entry

from .rows import Names, Words

__all__ = ["Indexed", "Names", "Word", "Words"]


class Indexed(models.Model):
    """What is said of an entry, as plain text, in the order in which a find counts: its title is the entry's own.

    `marks` are what it is narrowed by, with spaces between: see `marks`. The words that are searched are kept beside
    it, in the way of the database: see `engines`.
    """

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.CASCADE, related_name="indexed")
    marks = models.TextField(blank=True)  # before the long ones: a thousand are read at once
    names = models.TextField(blank=True)
    facts = models.TextField(blank=True)
    claims = models.TextField(blank=True)
    prose = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "indexed"

    def __str__(self) -> str:
        return f"what is said of {self.entry_id}"


class Word(models.Model):
    """A word that was ever in the index, so that a misspelt one is recognised. `named` where it is in a name."""

    word = models.CharField(max_length=60, unique=True)
    named = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.word
