"""The past of entries: what changesets did, row by row, and how revisions differ. Must not know pages."""
