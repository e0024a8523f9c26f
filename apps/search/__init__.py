"""Finding entries by what they are called and by what is said of them; must not know forms or JSON."""
