"""Makes the flags that the site shows from the npm package country-flag-icons; must not know where they are shown.

Run by `make flags` as `python3 -m deploy.flags FOLDER`, where FOLDER is the package, unpacked. Those of the members and
observers of the United Nations are taken; the package draws them for the size of a letter, in about a kilobyte each.
They are checked in, with the package's licence beside them and a list of their codes for the code.
"""

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from deploy.dependencies import ROOT

SOURCE = "country-flag-icons 1.6.20, MIT licence: static/flags/LICENSE.txt"
TARGET = ROOT / "static" / "flags"
INDEX = ROOT / "apps" / "drawing" / "flags.json"
CODES = """
AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU
CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ
IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU
MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM
SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VA VC VE VN VU WS YE ZA ZM ZW
""".split()  # noqa: SIM905  # as a list, it would be five times as long
"""ISO 3166-1 codes of the 193 members of the United Nations and of its two observer states."""
DRAWN = re.compile(r"<svg [^>]*>.*</svg>", re.DOTALL)
STRANGE = re.compile(r"<(script|style|image|foreignObject|use|a)\b|\bon\w+=|href=", re.IGNORECASE)
"""What a picture of ours does not need, and a browser would do more with than draw it."""


def taken(svg: str) -> str:
    """A file of the package as it is served. Raises ValueError for one that holds anything but shapes."""
    found = DRAWN.search(svg)
    if found is None or STRANGE.search(svg):
        raise ValueError("This is no plain SVG picture.")
    return re.sub(r">\s+<", "><", found[0]) + "\n"


def main(arguments: Iterable[str]) -> None:
    """Write the files and the list of their codes, of the folder named."""
    (package,) = map(Path, arguments)
    pictures = {code: taken((package / "3x2" / f"{code}.svg").read_text(encoding="utf-8")) for code in CODES}
    TARGET.mkdir(exist_ok=True)
    for old in TARGET.glob("*.svg"):
        old.unlink()
    for code, svg in pictures.items():
        (TARGET / f"{code.lower()}.svg").write_text(svg, encoding="utf-8")
    (TARGET / "LICENSE.txt").write_text((package / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8")
    INDEX.write_text(json.dumps({"source": SOURCE, "codes": " ".join(pictures)}, indent=1) + "\n", encoding="utf-8")
    print(f"{len(pictures)} flags: {sum(len(svg.encode()) for svg in pictures.values()):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
