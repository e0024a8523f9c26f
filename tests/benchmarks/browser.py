"""Asks a server over kept connections, as cheaply as Python can, and notes how long each answer took.

Must not know what is asked.
"""

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from urllib.parse import urlencode

HOST = "127.0.0.1"
PATIENCE = 300
"""Seconds for one answer."""


@dataclass(frozen=True)
class Question:
    """One request, and with which statuses it is well answered."""

    path: str
    headers: tuple[tuple[str, str], ...] = ()
    form: tuple[tuple[str, str], ...] | None = None
    good: tuple[int, ...] = (200,)


@dataclass
class Answer:
    """What came back; headers by their names in lower case, `cookies` as they were set."""

    status: int
    headers: dict[str, str]
    body: bytes
    cookies: dict[str, str] = field(default_factory=dict)


class Connection:
    """A connection that is kept, and made anew where the server has closed it meanwhile."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.file = None

    def ask(self, question: Question) -> Answer:
        """The answer. Raises AssertionError where it is none that was expected."""
        told = self._told(question)
        kept = self.file is not None
        try:
            answer = self._send(told)
        except OSError:
            if not kept:
                raise
            self.close()
            answer = self._send(told)
        assert answer.status in question.good, (answer.status, question.path, answer.body[:300])
        if answer.headers.get("connection") == "close":
            self.close()
        return answer

    def close(self) -> None:
        if self.file is not None:
            self.file.close()
            self.socket.close()
            self.file = None

    def _told(self, question: Question) -> bytes:
        body = urlencode(question.form).encode() if question.form is not None else b""
        headers = [("Host", f"{HOST}:{self.port}"), *question.headers]
        if question.form is not None:
            headers += [("Content-Type", "application/x-www-form-urlencoded"), ("Content-Length", str(len(body)))]
        lines = [f"{'GET' if question.form is None else 'POST'} {question.path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def _send(self, told: bytes) -> Answer:
        if self.file is None:
            self.socket = socket.create_connection((HOST, self.port), timeout=PATIENCE)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.file = self.socket.makefile("rb")
        self.socket.sendall(told)
        first = self.file.readline()
        if not first:
            raise ConnectionError("The server closed the connection.")
        headers, cookies = {}, {}
        while (line := self.file.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
            if name.lower() == "set-cookie":
                key, _, worth = value.strip().partition(";")[0].partition("=")
                cookies[key] = worth
        status = int(first.split(b" ")[1])
        return Answer(status, headers, self._body(status, headers), cookies)

    def _body(self, status: int, headers: dict[str, str]) -> bytes:
        if status in (204, 304):
            return b""
        if "content-length" in headers:
            return self.file.read(int(headers["content-length"]))
        if headers.get("transfer-encoding") != "chunked":
            return self.file.read()
        parts = []
        while size := int(self.file.readline(), 16):
            parts.append(self.file.read(size))
            self.file.readline()
        self.file.readline()
        return b"".join(parts)


class Crowd:
    """Several connections to one server, each with a thread of its own while it asks."""

    def __init__(self, port: int, number: int) -> None:
        self.connections = [Connection(port) for _ in range(number)]

    def ask(self, question: Callable[[int], Question], seconds: float, least: int, first: int) -> list[float]:
        """Ask for so many seconds, and at least so many times; how many seconds each answer took.

        `question` gives that of each number from `first` on.
        """
        number, lock = first, threading.Lock()
        until = perf_counter() + seconds
        taken: list[float] = []
        failed: list[BaseException] = []

        def one(connection: Connection) -> None:
            nonlocal number
            try:
                while not failed:
                    with lock:
                        if perf_counter() >= until and number - first >= least:
                            return
                        mine, number = number, number + 1
                    asked = question(mine)
                    began = perf_counter()
                    connection.ask(asked)
                    taken.append(perf_counter() - began)
            except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                failed.append(error)

        if len(self.connections) == 1:
            one(self.connections[0])
        else:
            threads = [threading.Thread(target=one, args=(each,)) for each in self.connections]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        if failed:
            raise failed[0]
        return taken

    def close(self) -> None:
        for connection in self.connections:
            connection.close()
