"""Dates as exact as their sources, and no more exact; must not know what the dates are dates of."""
