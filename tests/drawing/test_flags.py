"""The committed flags are whole, small and nothing but pictures; of what has none, none is shown."""

import re

import pytest

from apps.drawing.flags import CODES, flag_file
from deploy import flags
from deploy.dependencies import ROOT

FILES = sorted((ROOT / "static" / "flags").glob("*.svg"))
MOST = 700_000
"""Bytes of all of them."""


def test_each_code_has_a_file_and_each_file_a_code():
    assert {path.stem.upper() for path in FILES} == CODES == set(flags.CODES)
    assert len(CODES) == len(flags.CODES) == 195
    assert all((ROOT / "static" / flag_file(code)).exists() for code in CODES)


def test_they_are_small_and_hold_shapes_alone_and_their_licence_is_beside_them():
    texts = [path.read_text() for path in FILES]
    assert sum(map(len, texts)) < MOST
    assert all(flags.taken(text) == text for text in texts)
    assert all(re.match(r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="', text) for text in texts)
    assert "MIT" in (ROOT / "static" / "flags" / "LICENSE.txt").read_text()


@pytest.mark.parametrize("code", ["", "SU", "XX", "by", "../by"])
def test_what_has_none_shows_none(code):
    assert flag_file(code) == ""


@pytest.mark.parametrize("inside", ["<script/>", '<image href="a"/>', '<path onload="a()"/>', "<foreignObject/>"])
def test_a_file_that_does_more_than_draw_is_refused(inside):
    with pytest.raises(ValueError, match="no plain SVG"):
        flags.taken(f'<svg viewBox="0 0 1 1">{inside}</svg>')
