"""Former states whose land is that of several states of today, by ISO 3166-3 code. Must not know the outlines.

Germany before 1990 is not here, nor whatever else lay within a state of today: the outlines have no border there.
"""

FORMER: dict[str, frozenset[str]] = {
    code: frozenset(pieces)
    for code, pieces in {
        "CSHH": ("CZ", "SK"),
        "CSXX": ("ME", "RS", "Kosovo"),
        "SUHH": (
            *("AM", "AZ", "BY", "EE", "GE", "KG", "KZ", "LT", "LV", "MD", "RU", "TJ", "TM", "UA", "UZ"),
            "Crimea",
        ),
        "YUCS": ("BA", "HR", "ME", "MK", "RS", "SI", "Kosovo"),
    }.items()
}
"""ISO 3166-3 alpha-4 → ISO 3166-1 alpha-2 codes, and the names of places that are disputed today."""
