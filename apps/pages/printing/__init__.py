"""The print version of an entry, chapter by chapter, and the PDF of it; must not know requests."""
