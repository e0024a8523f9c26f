"""Makes a PDF of a page of HTML: a program of its own, which the site starts, and can end.

It reads JSON from its standard input, {"html", "style", "origin", "name", "seconds", "memory"}, and writes the PDF to
its standard output; with --probe, it only says by its status whether it could. It opens no address and no file that a
page names. Must not know the site: it is run by its path, alone, and imports nothing of it.
"""

import json
import os
import resource
import sys
from typing import Any, NoReturn

import weasyprint


class Nothing(weasyprint.URLFetcher):
    """Fetches nothing, from nowhere."""

    def fetch(self, url: str, headers: Any = None) -> NoReturn:
        """Refuse. WeasyPrint leaves out what it does not get."""
        raise ValueError("Print versions fetch nothing.")


def main() -> None:
    """One page, within the bounds that were asked for."""
    if sys.argv[1:] == ["--probe"]:
        return
    asked = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
    resource.setrlimit(resource.RLIMIT_AS, (asked["memory"], asked["memory"]))
    os.nice(5)  # readers of pages go before readers of files
    style = weasyprint.CSS(string=asked["style"], url_fetcher=Nothing())
    page = weasyprint.HTML(string=asked["html"], base_url=asked["origin"], url_fetcher=Nothing())
    # PDF/UA-1 (ISO 14289-1): tagged, titled, in a language; so that it can be read aloud.
    pdf = page.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1", pdf_identifier=asked["name"].encode())
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
