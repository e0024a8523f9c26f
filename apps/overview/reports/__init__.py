"""All reports, in the order in which they are shown. A new report is one function in a file here, and one Report."""

from .bodies import ACTS_OF_NO_BODY
from .names import AMBIGUOUS, BROKEN, WANTED
from .order import ENDS_BEFORE_STARTS
from .overlaps import OVERLAPS
from .quotes import UNANSWERED
from .report import Report
from .states import STATES_AT_THE_WRONG_TIME
from .ties import DEAD_ENDS, ORPHANS, UNUSED
from .uncited import UNCITED
from .withdrawals import ACTS_AFTER_WITHDRAWAL

REPORTS: tuple[Report, ...] = (
    *(*ACTS_OF_NO_BODY, *STATES_AT_THE_WRONG_TIME, *OVERLAPS, ACTS_AFTER_WITHDRAWAL, ENDS_BEFORE_STARTS),
    *(WANTED, AMBIGUOUS, UNANSWERED, ORPHANS, DEAD_ENDS),
    *(UNCITED, UNUSED, BROKEN),
)
