"""Pages that are kept, and answered again for as long as nothing changed that they are made of."""
