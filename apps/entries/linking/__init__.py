"""Which entries prose means and what links where, kept in tables that follow from the rows; must not know pages."""
