"""What is restarted in the middle costs readers nothing, and writers at most another try with what they wrote."""

import threading

from apps.changes.recording import COMMIT_LOCK
from tests.editing.forms_of_pages import shown
from tests.engine.conftest import SMALL, until

READERS, WRITERS, SAVES = 1, 2, 5
MOST_TRIES = 50


class Readers:
    """Readers who read all the time, until they are told to stop: what they were answered."""

    def __init__(self, site):
        self.site, self.statuses, self.over = site, [], threading.Event()
        self.threads = [threading.Thread(target=self.read) for _ in range(READERS)]

    def read(self):
        while not self.over.is_set():
            for path in ("/bodies/csto/", "/", "/search/?q=text", "/bodies/csto/history/"):
                self.statuses.append(self.site.get(path).status_code)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self.over.set()
        for thread in self.threads:
            thread.join()


class Writers(Readers):
    """Writers who each add paragraphs of their own, and send again what a page of 503 kept for them."""

    def __init__(self, site):
        super().__init__(site)
        self.threads = [threading.Thread(target=self.write, args=(number,)) for number in range(WRITERS)]
        self.done = 0

    def write(self, number):
        browser = self.site.browser(signed_in=True)
        for step in range(SAVES):
            self.add(browser, f"Paragraph {number}.{step}.")
            self.done += 1

    def add(self, browser, words):
        """Publish a paragraph more; where others were faster, or all is out, try again as a person would."""
        for _ in range(MOST_TRIES):
            shows = self.site.get("/bodies/csto/edit/", browser)
            self.statuses.append(shows.status_code)
            if shows.status_code == 503:
                continue
            form = shown(shows)
            if words in form["text"]:
                return
            data = {**form, "text": f"{form['text']}\r\n\r\n{words}", "edit_summary": words}
            for _ in range(MOST_TRIES):
                answer = self.site.post(browser, data)
                if answer.status_code != 503:
                    break
                data = shown(answer, "kept")
                assert words in data["text"]
            self.statuses.append(answer.status_code)
            if answer.status_code == 302:
                return
            assert answer.status_code == 409, answer.text
        raise AssertionError(f"{words} was not taken")

    def wait(self):
        for thread in self.threads:
            thread.join()


def paragraphs(site, machines):
    text = machines.psql("SELECT text FROM entries_entry WHERE slug = 'csto'", machines.primary)
    return sorted(line for line in text.splitlines() if line.startswith("Paragraph"))


WANTED = sorted(f"Paragraph {number}.{step}." for number in range(WRITERS) for step in range(SAVES))


def stop_primary(machines):
    machines.primary.run("pg_ctl", "stop", "--silent", "--mode=fast")


def restart_primary(machines):
    stop_primary(machines)
    machines.primary.start(SMALL)


STORY = {
    "the replica pauses": lambda machines: machines.pause(),
    "the cache is killed": lambda machines: machines.cache and machines.cache[1].kill(),
    "PgBouncer is killed and started anew": lambda machines: machines.bounce(),
    "the primary is restarted": restart_primary,
}


def test_whatever_fails_in_the_middle_stops_no_reader_and_loses_no_edit(site, machines):
    site.write("All begins anew.")
    with Readers(site) as readers, Writers(site) as writers:
        for number, happens in enumerate(STORY.values(), 1):
            until(lambda: writers.done >= 2 * number, "an edit or two")  # noqa: B023 - at once
            happens(machines)
        writers.wait()
    machines.resume()
    assert set(readers.statuses) == {200}
    assert set(writers.statuses) <= {200, 302, 409, 503}
    assert paragraphs(site, machines) == WANTED
    assert machines.manage("from django.core.management import call_command; call_command('verify_history')")
    until(lambda: WANTED[-1] in site.get("/bodies/csto/").text, "the last edit, for a reader")


def test_while_the_primary_is_out_readers_go_on_and_who_wrote_keeps_it(site, machines):
    browser = site.browser(signed_in=True)
    data = {**site.form(browser), "text": "Written while the primary was out.", "edit_summary": "Wait"}
    stop_primary(machines)
    try:
        for path in ("/bodies/csto/", "/", "/healthz"):
            until(lambda: site.get(path).status_code == 200, path)  # noqa: B023 - at once
        answer = site.post(browser, data)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    finally:
        machines.primary.start(SMALL)
    until(lambda: site.post(browser, shown(answer, "kept")).status_code == 302, "the edit that was kept")
    assert "Written while the primary was out." in site.get("/bodies/csto/", browser).text


def test_a_lock_that_is_held_too_long_is_a_503_that_keeps_what_was_written_and_readers_go_on(site, machines):
    browser = site.browser(signed_in=True)
    data = {**site.form(browser), "text": "Written while all was locked.", "edit_summary": "Wait"}
    with machines.holding(f"SELECT pg_advisory_xact_lock({COMMIT_LOCK})"):
        answer = site.post(browser, data)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
        assert site.get("/bodies/csto/").status_code == 200
    assert site.post(browser, shown(answer, "kept")).status_code == 302
    assert "Written while all was locked." in site.get("/bodies/csto/", browser).text


def test_a_statement_that_takes_too_long_is_a_503_that_says_when_to_come_again(site, machines):
    browser = site.browser(signed_in=True)
    with machines.holding("LOCK TABLE entries_entry IN ACCESS EXCLUSIVE MODE"):
        answer = site.get("/bodies/csto/edit/", browser)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
