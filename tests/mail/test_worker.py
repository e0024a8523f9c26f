"""The worker: each letter once, or it says that it cannot know."""

import smtplib
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from apps.mail.models import Letter, Progress
from apps.mail.posting import letter, post
from apps.mail.worker import BACK_OFF, LEASE, MOST_ATTEMPTS, Worker, as_message

pytestmark = pytest.mark.django_db


def posted(number=1, **more):
    post([letter(f"key {each}", f"a{each}@example.org", "Hello", "Text") for each in range(number)])
    Letter.objects.update(**more) if more else None
    return list(Letter.objects.order_by("pk"))


class Server:
    """A way to send letters that fails as it is told to."""

    def __init__(self, opening=None, sending=None):
        self.opening, self.sending, self.sent, self.closed = opening, sending, [], 0

    def __call__(self):
        return self

    def open(self):
        if self.opening:
            raise self.opening

    def send_messages(self, messages):
        if self.sending:
            raise self.sending
        self.sent += messages

    def close(self):
        self.closed += 1


def test_what_waits_is_sent_in_its_order_and_keeps_no_text():
    posted(3)
    assert Worker().send_all() == 3
    assert [message.to for message in mail.outbox] == [["a0@example.org"], ["a1@example.org"], ["a2@example.org"]]
    assert [message.body for message in mail.outbox] == ["Text"] * 3
    assert set(Letter.objects.values_list("state", "body")) == {(Progress.SENT, "")}
    assert Worker().send_all() == 0


def test_of_one_key_there_is_one_letter_whenever_it_is_posted():
    posted(2)
    posted(2)
    Worker().send_all()
    posted(2)
    assert Worker().send_all() == 0
    assert len(mail.outbox) == 2


def test_what_is_rolled_back_is_not_sent():
    with transaction.atomic():
        posted()
        transaction.set_rollback(True)
    assert Worker().send_all() == 0


def test_one_connection_serves_many_letters_and_is_closed():
    server = Server()
    posted(3)
    Worker(server).send_all()
    assert (len(server.sent), server.closed) == (3, 1)


def test_a_server_that_is_not_there_is_tried_again_later_and_not_for_ever():
    posted()
    worker = Worker(Server(opening=ConnectionRefusedError("no")))
    for attempt in range(1, MOST_ATTEMPTS):
        before = timezone.now()
        assert worker.send_all() == 1
        waiting = Letter.objects.get()
        assert (waiting.state, waiting.attempts) == (Progress.READY, attempt)
        assert waiting.not_before >= before + BACK_OFF * 2 ** (attempt - 1)
        assert worker.send_all() == 0
        Letter.objects.update(not_before=timezone.now())
    worker.send_all()
    assert Letter.objects.get().state == Progress.FAILED


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPServerDisconnected("gone"), Progress.UNSURE),
        (TimeoutError("slow"), Progress.UNSURE),
        (ConnectionResetError("reset"), Progress.UNSURE),
        (smtplib.SMTPDataError(554, b"spam"), Progress.FAILED),
        (smtplib.SMTPDataError(451, b"later"), Progress.READY),
        (smtplib.SMTPRecipientsRefused({"a": (550, b"nobody")}), Progress.FAILED),
        (smtplib.SMTPRecipientsRefused({"a": (450, b"grey")}), Progress.READY),
        (ValueError("a header of two lines"), Progress.FAILED),
    ],
)
def test_what_a_server_says_decides_what_becomes_of_a_letter(error, state):
    posted()
    assert Worker(Server(sending=error)).send_all() == 1
    told = Letter.objects.get()
    assert (told.state, told.body) == (state, "Text")
    assert str(type(error).__name__) in told.error


def test_a_letter_is_taken_before_the_server_hears_of_it():
    posted()
    states = []
    server = Server()
    server.send_messages = lambda messages: states.append(Letter.objects.get().state)
    Worker(server).send_all()
    assert states == [Progress.SENDING]


def test_of_two_workers_one_has_a_letter(monkeypatch):
    (waiting,) = posted()
    other = Worker()
    first = type(Letter.objects.all()).first

    def first_and_then_taken(rows):
        found = first(rows)
        if found is not None:
            Letter.objects.filter(pk=waiting.pk).update(state=Progress.SENDING, worker=other.name)
        return found

    monkeypatch.setattr(type(Letter.objects.all()), "first", first_and_then_taken)
    assert Worker().send_one() is False
    assert mail.outbox == []


def test_a_letter_of_a_dead_worker_is_reported_and_never_sent_by_itself(caplog):
    posted(2, state=Progress.SENDING, worker="dead", taken=timezone.now() - LEASE - timedelta(seconds=1))
    Letter.objects.filter(key="key 1").update(taken=timezone.now())
    worker = Worker()
    worker.report()
    assert list(Letter.objects.order_by("pk").values_list("state", flat=True)) == [Progress.UNSURE, Progress.SENDING]
    assert "1 letters may or may not have been sent" in caplog.text
    assert worker.send_all() == 0


def test_a_worker_that_was_only_slow_settles_what_was_reported_meanwhile():
    posted()
    server = Server()
    server.send_messages = lambda messages: Letter.objects.update(state=Progress.UNSURE)
    Worker(server).send_all()
    assert Letter.objects.get().state == Progress.SENT


def test_what_was_sent_is_forgotten_in_time():
    posted(2)
    Worker().send_all()
    Letter.objects.filter(key="key 0").update(made=timezone.now() - timedelta(days=31))
    Worker().report()
    assert [each.key for each in Letter.objects.all()] == ["key 1"]


def test_each_attempt_has_the_same_message_id_and_none_is_answered_by_a_machine():
    (waiting,) = posted()
    messages = [as_message(waiting).message() for _ in range(2)]
    assert messages[0]["Message-ID"] == messages[1]["Message-ID"]
    assert messages[0]["Auto-Submitted"] == "auto-generated"


def test_an_operator_sees_what_is_unsure_and_has_it_sent_again():
    posted(2, state=Progress.UNSURE, error="It ended.")
    told = StringIO()
    call_command("letters", stdout=told)
    assert "a0@example.org" in told.getvalue()
    assert "0 letters wait." in told.getvalue()
    call_command("letters", "--again", str(Letter.objects.first().pk), "999", stdout=told)
    assert "1 of 2 letters will be sent again." in told.getvalue()
    call_command("worker", "--once", stdout=told)
    assert [message.to for message in mail.outbox] == [["a0@example.org"]]
