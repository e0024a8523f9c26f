"""Sends letters, each once, or says that it cannot know. Must not know what they tell.

A letter is taken before the server is spoken to, in a statement of its own, so that of many workers one has it. What
was taken and not told of for LEASE is *unsure*: its worker died in the middle, and nobody can know whether the server
had the letter. Such letters are reported, and sent again by hand alone (`manage.py letters --again`). That is the most
that SMTP allows.
"""

import hashlib
import logging
import secrets
import smtplib
import socket
from collections.abc import Callable
from datetime import timedelta
from email.utils import parseaddr
from threading import Event
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import close_old_connections
from django.utils import timezone

from .models import Letter, Progress

logger = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds between looks where nothing waits."""
LEASE = timedelta(minutes=10)
"""Longer than any talk with a server: its time-out is 20 seconds a step."""
BACK_OFF = timedelta(seconds=30)
"""After the first attempt that the server was not there for; it doubles."""
MOST_ATTEMPTS = 12
"""Some two days and a half; then the letter has failed."""
KEPT = timedelta(days=30)
"""For how long it is known that a letter was sent."""


class Worker:
    """One worker; `connect` opens a way to send letters, Django's unless told otherwise."""

    def __init__(self, connect: Callable[[], Any] = get_connection) -> None:
        self.name = f"{socket.gethostname()[:20]}-{secrets.token_hex(6)}"
        self._connect = connect
        self._connection: Any = None

    def work(self, stop: Event) -> None:
        """Send what waits until told to stop; the letter in hand is finished."""
        while not stop.is_set():
            close_old_connections()
            self.report()
            if not self.send_one():
                self._hang_up()
                stop.wait(PAUSE)
        self._hang_up()

    def send_all(self) -> int:
        """Send what waits now; how many letters were tried."""
        tried = 0
        while self.send_one():
            tried += 1
        self._hang_up()
        return tried

    def send_one(self) -> bool:
        """Try the letter that has waited longest; whether there was one."""
        letter = self._take()
        if letter is None:
            return False
        try:
            self._open()
        except (OSError, smtplib.SMTPException) as error:  # it was not even begun
            self._put_back(letter, error)
            return True
        try:
            self._connection.send_messages([as_message(letter)])
        except smtplib.SMTPServerDisconnected as error:
            self._settle(letter, Progress.UNSURE, error)
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
            code = _code(error)
            self._put_back(letter, error) if 400 <= code < 500 else self._settle(letter, Progress.FAILED, error)
        except OSError as error:  # lost in the middle
            self._settle(letter, Progress.UNSURE, error)
        except ValueError as error:  # a header or an address that no letter can have
            self._settle(letter, Progress.FAILED, error)
        else:
            self._settle(letter, Progress.SENT)
        return True

    def report(self) -> None:
        """Tell of letters whose worker said nothing for LEASE, and forget those that were sent long ago."""
        lost = Letter.objects.filter(state=Progress.SENDING, taken__lt=timezone.now() - LEASE)
        if number := lost.update(state=Progress.UNSURE, error="Its worker ended in the middle."):
            logger.warning("%s letters may or may not have been sent: see manage.py letters.", number)
        Letter.objects.filter(state=Progress.SENT, made__lt=timezone.now() - KEPT).delete()

    def _take(self) -> Letter | None:
        while True:
            now = timezone.now()
            waiting = Letter.objects.filter(state=Progress.READY, not_before__lte=now).order_by("not_before", "pk")
            if (letter := waiting.first()) is None:
                return None
            told = {"state": Progress.SENDING, "worker": self.name, "taken": now, "attempts": letter.attempts + 1}
            if Letter.objects.filter(pk=letter.pk, state=Progress.READY).update(**told):
                letter.attempts += 1
                return letter

    def _open(self) -> None:
        if self._connection is None:
            connection = self._connect()
            connection.open()
            self._connection = connection

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except (OSError, smtplib.SMTPException):
                logger.info("The mail server had hung up already.")

    def _put_back(self, letter: Letter, error: Exception) -> None:
        self._hang_up()
        if letter.attempts >= MOST_ATTEMPTS:
            self._settle(letter, Progress.FAILED, error)
            return
        later = timezone.now() + BACK_OFF * 2 ** (letter.attempts - 1)
        self._mine(letter).update(state=Progress.READY, not_before=later, error=_said(error))

    def _settle(self, letter: Letter, state: Progress, error: Exception | None = None) -> None:
        if state == Progress.SENT:
            self._mine(letter).update(state=state, body="", headers={}, error="")
            return
        logger.warning("A letter to be sent is %s: %s", state, _said(error))
        if state == Progress.UNSURE:
            self._hang_up()
        self._mine(letter).update(state=state, error=_said(error))

    def _mine(self, letter: Letter) -> Any:
        """The letter as long as nobody else took it: one that was reported meanwhile was being sent all the same."""
        return Letter.objects.filter(pk=letter.pk, worker=self.name, state__in=(Progress.SENDING, Progress.UNSURE))


def as_message(letter: Letter) -> EmailMessage:
    """A letter as it goes out; its Message-ID is the same at each attempt, so that a second copy is known as such."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    name = hashlib.sha256(letter.key.encode()).hexdigest()[:32]
    headers = {"Message-ID": f"<{name}@{host}>", "Auto-Submitted": "auto-generated", **letter.headers}
    return EmailMessage(letter.subject, letter.body, settings.DEFAULT_FROM_EMAIL, [letter.to], headers=headers)


def _code(error: smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused) -> int:
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code
    return min((code for code, _ in error.recipients.values()), default=550)


def _said(error: Exception | None) -> str:
    return f"{type(error).__name__}: {error}"[:500] if error is not None else ""
