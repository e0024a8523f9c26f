"""SQLite as Django drives it, where writers of all threads and processes stand in one line."""
