"""Finds the Nu Html Checker for the tests, or fetches it; it must not know which pages they check."""

import shutil

from deploy.npm import File

JAR = File("vnu-jar@26.9.27", "vnu.jar", "VNU_JAR")
"""The checker as npm has it; it runs on Java 11 and later."""


def find() -> str | None:
    """The path of the checker: the one that `VNU_JAR` names, else one fetched before; None without it or Java."""
    return JAR.find() if shutil.which("java") else None


def fetch() -> bool:
    """Fetch it from the npm registry into var/; False where npm or Java is missing, or it cannot be had."""
    return shutil.which("java") is not None and JAR.fetch()
