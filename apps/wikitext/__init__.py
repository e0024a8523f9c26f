"""Prose and citations as editors write them, and as readers see them; must not know what entries are."""
