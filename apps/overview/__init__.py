"""Pages about all entries at once: timeline, map, structure, participation, reports.

Must not know how entries are edited, nor the page of a single one.
"""
