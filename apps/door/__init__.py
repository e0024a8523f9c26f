"""The one door for writes: publishing, merging, undoing, restoring, rolling back, renaming. No forms, no requests."""
