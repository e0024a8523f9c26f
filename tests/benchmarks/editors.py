"""Editors at their browsers: they sign in, open an entry's form, change a word, look at the preview, and publish."""

from html.parser import HTMLParser
from threading import Barrier, Thread
from time import perf_counter

from tests.benchmarks.browser import Connection, Question
from tests.benchmarks.load import PASSWORD

FORM = "edit-form"
UNSENT = ("submit", "button", "checkbox", "radio")
"""Sorts of inputs that a browser sends only where they were pressed or checked."""


class FormReader(HTMLParser):
    """The fields of the form of an entry, as a browser would send them untouched."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.inside = False
        self.unwritten = 0
        self.area = self.choice = ""
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self.inside = given.get("id") == FORM
        elif tag == "template":
            self.unwritten += 1
        if not self.inside or self.unwritten:
            return
        if tag == "textarea":
            self.area, self.text = name, []
        elif tag == "select":
            self.choice = name
        elif tag == "option" and "selected" in given:
            self.fields.append((self.choice, given.get("value") or ""))
        elif tag == "input" and name and (given.get("type") not in UNSENT or "checked" in given):
            self.fields.append((name, given.get("value") or ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "template":
            self.unwritten -= 1
        elif tag == "textarea" and self.area:
            text = "".join(self.text).removeprefix("\r\n").removeprefix("\n")
            self.fields.append((self.area, text.replace("\r\n", "\n").replace("\n", "\r\n")))
            self.area = ""

    def handle_data(self, data):
        if self.area:
            self.text.append(data)


class Editor:
    """Somebody who has signed in."""

    def __init__(self, port: int, name: str) -> None:
        self.connection = Connection(port)
        self.cookies: dict[str, str] = {}
        self.name = name
        self.saved = 0
        self._ask(Question("/sign-in/"))
        form = (("username", name), ("password", PASSWORD), ("csrfmiddlewaretoken", self.cookies["csrftoken"]))
        self._ask(Question("/sign-in/", self.headers, form, good=(302,)))

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """What the browser sends with each request."""
        return (("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items())),)

    def form(self, entry: str) -> tuple[tuple[str, str], ...]:
        """The fields of an entry's form (its address), with a word more in its text and a summary."""
        page = self._ask(Question(f"{entry}edit/", self.headers)).body.decode()
        self.saved += 1
        fields = []
        for name, value in FormReader(page).fields:
            if name == "text":
                value = f"{value.rstrip()} Edit {self.saved} of {self.name}.\r\n"
            fields.append((name, "Add a sentence" if name == "edit_summary" else value))
        return tuple(fields)

    def publishing(self, entry: str) -> Question:
        """The request that publishes an edit of an entry: 302 says that it was taken."""
        return Question(f"{entry}edit/", self.headers, (*self.form(entry), ("act", "publish")), good=(302,))

    def previewing(self, entry: str) -> Question:
        """The request for the preview alone, as the editor's script makes it."""
        return Question(f"{entry}edit/", (*self.headers, ("HX-Request", "true")), self.form(entry))

    def _ask(self, question: Question):
        answer = self.connection.ask(question)
        self.cookies |= answer.cookies
        return answer


def save(editors: list[Editor], entries: list[str], times: int) -> tuple[list[float], float]:
    """Let all publish at once, each `times` entries of their own whose forms were open: the seconds that each edit
    took, and those that all took together.
    """
    shares = [entries[place :: len(editors)][:times] for place in range(len(editors))]
    asked = [[editor.publishing(entry) for entry in share] for editor, share in zip(editors, shares, strict=True)]
    taken: list[float] = []
    failed: list[BaseException] = []
    begin = Barrier(len(editors) + 1)

    def one(editor: Editor, mine: list[Question]) -> None:
        begin.wait()
        try:
            for question in mine:
                began = perf_counter()
                editor.connection.ask(question)
                taken.append(perf_counter() - began)
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            failed.append(error)

    threads = [Thread(target=one, args=each) for each in zip(editors, asked, strict=True)]
    for thread in threads:
        thread.start()
    begin.wait()
    began = perf_counter()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return taken, perf_counter() - began
