"""Changesets: who changed what, when and why. Knows nothing of entries, pages or forms."""
