"""All reports, in the order in which they are shown. A new report is one function in a file here, and one Report."""

from .bodies import ACTS_OF_NO_BODY
from .order import ENDS_BEFORE_STARTS
from .overlaps import OVERLAPS
from .report import Report
from .withdrawals import ACTS_AFTER_WITHDRAWAL

REPORTS: tuple[Report, ...] = (*ACTS_OF_NO_BODY, *OVERLAPS, ACTS_AFTER_WITHDRAWAL, ENDS_BEFORE_STARTS)
