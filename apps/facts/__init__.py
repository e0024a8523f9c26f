"""What is known of an entry at a World: its claims, how it stands to documents and bodies, what rests on it."""
