"""What changesets did to entries and their claims, and how two revisions differ. Must not know how they are undone."""
