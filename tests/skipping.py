"""A plugin of pytest: `--nothing-skipped` makes a run fail in which a test was skipped. Must not know any test."""

import pytest


def pytest_addoption(parser):
    parser.addoption("--nothing-skipped", action="store_true", help="fail if a test was skipped")


def skipped(config):
    """How many tests were skipped, where none may be; in a process of xdist's, which reports to another, none."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if reporter and config.getoption("nothing_skipped") else 0


def pytest_terminal_summary(terminalreporter, config):
    if number := skipped(config):
        told = "1 test was" if number == 1 else f"{number} tests were"
        terminalreporter.write_line(f"FAILED: {told} skipped, though all that tests need is here.")


def pytest_sessionfinish(session):
    if skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
