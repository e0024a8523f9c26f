"""Identifiers of other registers: which schemes there are, and the form of each. Must not know entries.

ISO 3166-1 alpha-2, and ISO 3166-3 alpha-4 of former states; Wikidata items; Correlates of War (states by abbreviation
and number, organisations by word); ATOP alliance numbers; the Union of International Associations' yearbook; the UN
Treaty Series by registration number. An official website is one too: its address.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

SCHEMES: dict[str, tuple[str, str, str]] = {
    "website": (r"https?://[^\s\"<>]+", "https://www.example.org/", "{}"),
    "wikidata": (r"Q[1-9]\d*", "Q184", "https://www.wikidata.org/wiki/{}"),
    "iso3166": (r"[A-Z]{2}", "BY", ""),
    "iso3166-3": (r"[A-Z]{4}", "SUHH", ""),
    "cow": (r"[A-Z]{3}|\d{1,3}|[A-Za-z]+", "BLR", ""),
    "atop": (r"\d{4,5}", "4190", ""),
    "uia": (r"[A-Z]{1,2}\d{4,6}", "XM1234", ""),
    "unts": (r"[A-Z]{1,2}-\d{1,6}|\d{1,6}", "I-32307", ""),
}
"""Scheme → (form of the value, an example, the address of a value there)."""


def validate_identifiers(text: str) -> None:
    """Every line is `scheme: value`. Raises ValidationError with one sentence for each line that is not."""
    errors: list[str] = []
    seen: set[tuple[str, str]] = set()
    for line in filter(None, map(str.strip, text.splitlines())):
        scheme, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or scheme not in SCHEMES:
            said = gettext("“%(line)s”: write “scheme: value”, with one of the schemes %(schemes)s.")
            errors.append(said % {"line": line, "schemes": ", ".join(SCHEMES)})
        elif not re.fullmatch(SCHEMES[scheme][0], value, re.ASCII):
            said = gettext("“%(value)s” is not an identifier of the scheme %(scheme)s; one looks like %(example)s.")
            errors.append(said % {"value": value, "scheme": scheme, "example": SCHEMES[scheme][1]})
        elif (scheme, value) in seen:
            errors.append(gettext("“%(line)s” stands twice.") % {"line": line})
        seen.add((scheme, value))
    if errors:
        raise ValidationError(errors, code="invalid_identifier")


def identifier_url(scheme: str, value: str) -> str:
    """The address of an identifier in its register, or nothing where it has none."""
    return SCHEMES[scheme][2].format(value) if scheme in SCHEMES and SCHEMES[scheme][2] else ""
