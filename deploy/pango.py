"""`make pdf`, and the libraries that setting a PDF needs; it must not know what is set."""

import subprocess
import sys

from deploy import debian, dependencies
from deploy.dependencies import PYTHON

LOCK = "requirements-pdf.txt"
PACKAGES = ("libpangoft2-1.0-0", "libharfbuzz-subset0")
"""Debian's packages; Pango itself, fontconfig and a font come with the first."""


def works() -> bool:
    """Whether WeasyPrint is in .venv and finds its libraries."""
    command = [str(PYTHON), "-W", "error::DeprecationWarning:weasyprint.text.ffi", "-c", "import weasyprint"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def install() -> bool:
    """Install Debian's packages where that is allowed; whether it works then."""
    return all(debian.install(package) for package in PACKAGES) and works()


def main() -> None:
    """Install the site with what PDFs need; end the program where a library is missing."""
    dependencies.end_on_sigterm()
    dependencies.ensure(LOCK)
    if not (works() or install()):
        sys.exit(f"WeasyPrint finds no Pango here. As root: apt-get install {' '.join(PACKAGES)}")


if __name__ == "__main__":
    main()
