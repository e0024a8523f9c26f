"""A Redis of a test's own, from the package of the system; tests say so where there is none."""

import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

import redis

SERVER = shutil.which("redis-server") or shutil.which("valkey-server")
PATIENCE = 100


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(port):
    """The server on a port of this machine."""
    command = [SERVER, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            client = redis.Redis(port=port)
            deadline = time.monotonic() + PATIENCE
            while True:
                try:
                    client.ping()
                    break
                except redis.ConnectionError:
                    assert server.poll() is None
                    assert time.monotonic() < deadline
                    time.sleep(0.05)
            yield client
        finally:
            server.terminate()
