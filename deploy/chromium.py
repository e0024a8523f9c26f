"""Finds a Chromium for the browser tests; it must not know what they test."""

import os
import shutil

SHELL = "chromium-headless-shell"
"""The same engine without windows: tests run in it in two thirds of the time."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of a Chromium: the one that `CHROMIUM` names, else the first on the PATH; None without one."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)
