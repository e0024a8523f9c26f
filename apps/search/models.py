"""What the index keeps of each entry. Must not know how it is asked."""

from django.db import models

from apps.entries.entry import Entry

from .rows import Words

__all__ = ["Indexed", "Tie", "Word", "Words", "Year"]


class Indexed(models.Model):
    """What is said of an entry, as plain text, in the order in which a find counts: its title is the entry's own.

    The words that are searched are kept beside it, in the way of the database: see `sqlite` and `postgres`.
    """

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.CASCADE, related_name="indexed")
    names = models.TextField(blank=True)
    facts = models.TextField(blank=True)
    claims = models.TextField(blank=True)
    prose = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "indexed"

    def __str__(self) -> str:
        return f"what is said of {self.entry_id}"


class Tie(models.Model):
    """An entry has to do with a body: it is the body, a fact names it, or a claim ties them."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="tied_to")
    body = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="ties")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("entry", "body"), name="tie_once"),)

    def __str__(self) -> str:
        return f"{self.entry_id} has to do with {self.body_id}"


class Year(models.Model):
    """A date of an entry, or of a claim of it, lies in a year."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="years")
    year = models.SmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("entry", "year"), name="year_once"),)
        indexes = (models.Index(fields=("year",), name="entries_of_year"),)

    def __str__(self) -> str:
        return f"{self.entry_id} in {self.year}"


class Word(models.Model):
    """A word that was ever in the index, so that a misspelt one is recognised. `named` where it is in a name."""

    word = models.CharField(max_length=60, unique=True)
    named = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.word
