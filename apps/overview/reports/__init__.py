"""All reports, in the order in which they are shown. A new report is one function in a file here, and one Report."""

from .bodies import ACTS_OF_NO_BODY
from .lifetimes import OUTSIDE_LIFE
from .names import AMBIGUOUS, BROKEN, WANTED
from .order import ENDS_BEFORE_STARTS
from .overlaps import OVERLAPS
from .quotes import UNANSWERED
from .report import Report
from .single_source import SINGLE_SOURCE
from .states import STATES_AT_THE_WRONG_TIME
from .ties import DEAD_ENDS, ORPHANS, UNUSED
from .uncited import UNCITED
from .unconfirmed import UNCONFIRMED
from .withdrawals import ACTS_AFTER_WITHDRAWAL, LEAVES_WITHOUT_JOINING

REPORTS: tuple[Report, ...] = (
    *(*ACTS_OF_NO_BODY, *STATES_AT_THE_WRONG_TIME, OUTSIDE_LIFE, *OVERLAPS),
    *(ACTS_AFTER_WITHDRAWAL, LEAVES_WITHOUT_JOINING, ENDS_BEFORE_STARTS),
    UNCONFIRMED,
    *(WANTED, AMBIGUOUS, UNANSWERED, ORPHANS, DEAD_ENDS),
    *(UNCITED, SINGLE_SOURCE, UNUSED, BROKEN),
)
