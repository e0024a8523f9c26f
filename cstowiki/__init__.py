"""The top floor: it wires the house into one site, and nobody imports it."""
