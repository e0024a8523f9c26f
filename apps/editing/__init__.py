"""Writing: the one door, the admin, the seed. Must not know the API."""
