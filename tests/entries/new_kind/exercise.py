"""Exercise, a kind for tests, and who took part in one: all that a newcomer writes. See docs/kinds.md."""

from django.db import models

from apps.changes.history import Tracked
from apps.dates.fields import EdtfField
from apps.entries.claims import Claim, DatedClaim, require_kind
from apps.entries.entry import Entry
from apps.entries.layouts import ChapterPlan, Layout
from apps.entries.specs import Acts, ClaimSpec, End, KindSpec, Stands
from apps.entries.validity import Lasting


class ExerciseType(models.TextChoices):
    """What sort of exercise."""

    FIELD = "field", "field exercise"
    COMMAND_POST = "command-post", "command post exercise"


class Exercise(Lasting, Entry):
    """A military exercise."""

    type = models.CharField(max_length=16, choices=ExerciseType, blank=True)
    date = EdtfField(interval=True, help_text="EDTF: 2008-07-22, or a span of days.")
    place = models.CharField(max_length=120, blank=True)
    host = models.ForeignKey("entries.State", null=True, blank=True, on_delete=models.PROTECT, related_name="exercises")

    history = Tracked()
    dates = ("date",)
    spec = KindSpec(
        "exercise",
        "exercises",
        facts=("type", "date", "place", "host"),
        columns=("date", "type", "place"),
        filters=("type", "host"),
        extras=("members",),
        layout=Layout(plans=(ChapterPlan("Who took part", lists=("exercise_participants",)),)),
        facet="x",
        concerned=True,
    )


class ExerciseRole(models.TextChoices):
    """As what somebody took part."""

    TROOPS = "troops", "with troops"
    WATCHER = "watcher", "as an observer"


class ExerciseParticipation(Lasting, DatedClaim):
    """A state or a body took part in an exercise, in some role, for some time."""

    party = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="+", limit_choices_to={"kind__in": ["state", "body"]}
    )
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=ExerciseRole, default=ExerciseRole.TROOPS)

    history = Tracked()
    spec = ClaimSpec(
        "exercise participation",
        "exercise-participations",
        ends=(
            End("party", "exercise_participations", "Exercises"),
            End("exercise", "exercise_participants", "Participants"),
        ),
        facts=("role", "start", "end"),
        acts=Acts("exercises", "Exercises: who took part", "role", {"": "came {}"}, {"": "had come {}"}),
        stands=Stands("party", "exercise", "role", "participants", dict(ExerciseRole.choices)),
    )

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            *Claim.Meta.constraints,
            models.UniqueConstraint(
                fields=("party", "exercise", "role", "start", "rank"), name="exercise_participation_once"
            ),
        )

    def clean(self) -> None:
        """Refuses who cannot take part."""
        super().clean()
        require_kind(self, "party", "state", "body")
