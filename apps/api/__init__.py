"""The wiki as JSON, for reading: the API of the design. Must not know forms, pages' templates or the admin."""
