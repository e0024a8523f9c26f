"""An editor who does anything at random, through the door: entries, claims, names, references, deletions, undoing."""

import random
from contextlib import suppress
from copy import copy

from django.core.exceptions import ValidationError

from apps.changes.models import Changeset
from apps.door.merging import EditConflict
from apps.door.publish import publish
from apps.door.renaming import NewNames, plan_rename
from apps.door.reversal import restore, undo
from apps.entries import models
from apps.entries.access import SYSTEM

WORDS = ("Alma", "Baku", "Cotton", "Dushanbe", "Elbrus", "Fergana")
DATES = ("", "1991", "1992-05-15", "1999~", "2002-10-07", "2031", "2026-11-28")
SLUGS = ("alma", "baku", "cotton", "dushanbe", "elbrus", "fergana")


class Editor:
    """Everything that it does follows from a seed."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.acts = (
            *[self.write] * 6,
            *[self.claim] * 6,
            *[self.change_claim] * 4,
            *(self.add, self.add, self.rename, self.delete, self.delete_claim, self.undo, self.undo, self.restore),
        )

    def act(self):
        """Do something; the name of what was done, or nothing where it was refused."""
        doing = self.chance.choice(self.acts)
        with suppress(ValidationError, EditConflict, LookupError):
            if doing() is not None:
                return doing.__name__
        return ""

    def entries(self, *kinds):
        return [row for kind in kinds or models.KINDS for row in SYSTEM.rows(kind).order_by("pk")]

    def entry(self, *kinds):
        return self.chance.choice(self.entries(*kinds))

    def prose(self):
        word = self.chance.choice
        parts = [
            f"Of [[{word(WORDS)}]].",
            f"See [[body:{word(SLUGS)}|them]].",
            f"So it says [@{word(SLUGS)}, p. {self.chance.randint(1, 9)}].",
            f'There were {{{{count of="{word(SLUGS)}"}}}}: {{{{members of="body:{word(SLUGS)}"}}}}.',
            f'On {{{{date of="{word(WORDS)}"}}}}; {{{{fact of="{word(SLUGS)}" name="seat"}}}}.',
            "Nothing.",
        ]
        return " ".join(self.chance.sample(parts, self.chance.randint(1, 3)))

    def cites(self):
        return self.chance.choice(["", f"@{self.chance.choice(SLUGS)}, p. 1", "@source"])

    def add(self):
        kind, word = self.chance.choice(models.KINDS), self.chance.choice(WORDS)
        return self.publish(kind(title=word, slug=word.lower(), text=self.prose(), cites=self.cites()))

    def write(self):
        row = self.entry()
        fields = {
            "title": lambda: self.chance.choice(WORDS) + self.chance.choice(("", " II")),
            "summary": lambda: f"About {self.chance.choice(WORDS)}.",
            "text": self.prose,
            "cites": self.cites,
        }
        fields |= {name: lambda: self.chance.choice(DATES) for name in getattr(row, "dates", ())}
        if isinstance(row, models.Body):
            fields["parent_id"] = lambda: self.chance.choice([None, self.entry(models.Body).pk])
        if isinstance(row, models.Event):
            fields["organisation_id"] = lambda: self.chance.choice([None, self.entry(models.Body).pk])
        for name in self.chance.sample(sorted(fields), self.chance.randint(1, 2)):
            setattr(row, name, fields[name]())
        return self.publish(row)

    def claim(self):
        state, body = self.entry(models.State), self.entry(models.Body)
        made = [
            lambda: models.Membership(member=state, body=body, status=self.chance.choice(("member", "observer"))),
            lambda: models.TreatyAction(
                party=state,
                document=self.entry(models.Document),
                action=self.chance.choice(("signature", "withdrawal")),
            ),
            lambda: models.Tenure(person=self.entry(models.Person), institution=body, office="Secretary"),
            lambda: models.Participation(party=state, event=self.entry(models.Event), role="host"),
            lambda: models.Succession(predecessor=state, successor=self.entry(models.State), type="secession"),
            lambda: models.Name(
                entry=self.entry(),
                text=self.chance.choice(WORDS) + self.chance.choice(("", " по-русски")),
                language=self.chance.choice(("", "ru")),
                sort=self.chance.choice(("common", "official", "former")),
            ),
            lambda: models.Confirmation(
                entry=body, listed=self.chance.choice(("members", "children")), as_of=self.chance.choice(DATES[1:5])
            ),
        ]
        row = self.chance.choice(made)()
        return self.publish(self.told(row))

    def told(self, row):
        """A claim with dates, a note and sources."""
        for name in getattr(row, "dates", ()):
            if name != "as_of":
                setattr(row, name, self.chance.choice(("..", *DATES) if name == "end" else DATES))
        row.note, row.cites = self.chance.choice(("", self.prose())), self.cites()
        return row

    def claims(self):
        return [row for model in models.CLAIMS for row in SYSTEM.rows(model).order_by("pk")]

    def change_claim(self):
        if not (claims := self.claims()):
            return None
        row = self.told(self.chance.choice(claims))
        if isinstance(row, models.Membership) and self.chance.random() < 0.3:
            row.body_id = self.entry(models.Body).pk
        row.rank = self.chance.choice(("normal", "normal", "deprecated", "preferred"))
        return self.publish(row)

    def delete_claim(self):
        return self.publish(deletes=self.chance.sample(self.claims(), 1)) if self.claims() else None

    def delete(self):
        row = self.entry()
        return self.publish(deletes=[row]) if len(self.entries(type(row))) > 1 else None

    def rename(self):
        row, word = self.entry(), self.chance.choice(WORDS)
        names = NewNames(word, f"{word.lower()}-{self.chance.randint(1, 3)}", keep=self.chance.random() < 0.5)
        plan = plan_rename(copy(row), names, SYSTEM, rewriting=self.chance.random() < 0.5).plan
        return self.publish(*plan.saves.values(), deletes=[*plan.deletes.values()])

    def undo(self):
        changeset = self.chance.choice(list(Changeset.objects.order_by("-number")[:15]))
        return undo(changeset, user=None, summary="Undo", settled=None)

    def restore(self):
        row = self.entry()
        numbers = list(row.touches.values_list("changeset_id", flat=True))
        return restore(row, self.chance.choice(numbers), user=None, summary="Restore")

    def publish(self, *saves, deletes=()):
        return publish(saves, deletes, user=None, summary="At random")
