"""The site as production and as a server really start it: in processes of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from deploy.dependencies import ROOT

PATIENCE = 200
"""Seconds: a machine may be busy. What is there earlier is seen earlier."""
PRODUCTION = {
    "DJANGO_ENV": "production",
    "DJANGO_SECRET_KEY": "a-secret-of-this-test-that-is-long-enough-for-production-use",
    "DJANGO_ALLOWED_HOSTS": "wiki.example",
    "DATABASE_URL": "sqlite://:memory:",
}


def manage(*command, **variables):
    """Run a command of manage.py with nothing of this process's Django settings but `variables`."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    command = [sys.executable, "manage.py", *command]
    return subprocess.run(command, cwd=ROOT, env=clean | variables, capture_output=True, text=True, check=False)


def test_production_settings_pass_djangos_deployment_check():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("missing", ["DJANGO_SECRET_KEY", "DJANGO_ALLOWED_HOSTS"])
def test_production_does_not_start_without_its_own_secret_and_names(missing):
    done = manage("check", **{name: value for name, value in PRODUCTION.items() if name != missing})
    assert done.returncode != 0
    assert f"Production needs {missing}" in done.stderr


def test_production_ignores_a_wish_to_debug():
    done = manage(
        "shell",
        "--no-imports",
        "-c",
        "from django.conf import settings; print(settings.DEBUG)",
        DJANGO_DEBUG="1",
        **PRODUCTION,
    )
    assert done.stdout.strip() == "False"


def test_the_server_answers_when_ready_and_leaves_the_port_free_after_sigterm(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    variables = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
    }
    migrated = manage("migrate", "--verbosity", "0", **variables)
    assert migrated.returncode == 0, migrated.stderr
    command = [sys.executable, "-m", "gunicorn", "--config", "python:cstowiki.gunicorn"]
    environ = os.environ | variables | {"DJANGO_SETTINGS_MODULE": "cstowiki.settings"}
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:
        try:
            status, text = wait_for(f"http://127.0.0.1:{port}/healthz", server)
            server.send_signal(signal.SIGTERM)
            printed = server.communicate(timeout=PATIENCE)[0].decode()
        finally:
            server.kill()
    assert (status, text) == (200, "ok")
    assert server.returncode == 0
    assert f"http://localhost:{port}/sign-in/" in printed
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def wait_for(url, server):
    """The status and text of `url`, asked for until the server answers; fails if it ends or loses PATIENCE."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended before it answered"
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - always http, on this machine
                return answer.status, answer.read().decode()
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail(f"{url} did not answer")
