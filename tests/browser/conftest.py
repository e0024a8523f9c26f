"""What all tests in a browser have in common."""

from functools import partialmethod

import pytest
from axe_playwright_python.sync_playwright import Axe


@pytest.fixture(autouse=True)
def axe_asks_for_nothing(monkeypatch):
    """Axe would fetch the parts of a style sheet anew, from beside the page, where none are; the console says so."""
    monkeypatch.setattr(Axe, "run", partialmethod(Axe.run, options={"preload": False}))


@pytest.fixture
def complaints(page):
    """What the console and the scripts say, as it comes."""
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said
