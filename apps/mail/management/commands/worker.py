"""The worker beside the site. Must not know what it sends."""

import os
import signal
from threading import Event, Thread
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from apps.mail.worker import Worker


class Command(BaseCommand):
    """Send letters until told to stop (SIGTERM, SIGINT), or until what started it is gone (--with PID)."""

    help = "Send letters as they are written, until SIGTERM. As many as one likes can run, on many machines."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose end is its own."""
        parser.add_argument("--with", dest="parent", type=int, metavar="PID", help="end when this process has ended")
        parser.add_argument("--once", action="store_true", help="send what waits now, and end")

    def handle(self, *args: Any, parent: int | None, once: bool, **options: Any) -> None:
        """Work."""
        if once:
            self.stdout.write(f"{Worker().send_all()} letters were tried.")
            return
        stop = Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: stop.set())
        if parent is not None:
            Thread(target=_end_with, args=(parent, stop), daemon=True).start()
        Worker().work(stop)


def _end_with(parent: int, stop: Event) -> None:
    """Stop once the process that started this one is another's parent no more."""
    while os.getppid() == parent and not stop.wait(1):
        pass
    stop.set()
