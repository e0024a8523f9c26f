"""Commands, each a file."""
