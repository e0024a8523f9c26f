"""What all tests in a browser have in common."""

from functools import partialmethod

import pytest
from axe_playwright_python.sync_playwright import Axe


@pytest.fixture(autouse=True)
def axe_asks_for_nothing(monkeypatch):
    """Axe would fetch the parts of a style sheet anew, from beside the page, where none are; the console says so."""
    monkeypatch.setattr(Axe, "run", partialmethod(Axe.run, options={"preload": False}))
