"""Two instances of the site, primary, replica, PgBouncer and, where it is installed, Varnish, under load.

python -m tests.benchmarks.machines prints what it saw: SECONDS (60) of READERS (16) and WRITERS (4). Not a measure of
many machines, but of whether their parts work together: no failure, no lost edit, and readers who see what was written.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, perf_counter, sleep

from deploy import dependencies, pgbouncer, postgres
from deploy.dependencies import ROOT
from deploy.run import collect_static
from tests.benchmarks.bench import number
from tests.benchmarks.browser import HOST, Connection, Question
from tests.benchmarks.editors import Editor
from tests.benchmarks.figures import highest
from tests.benchmarks.processes import free_port, gunicorn, wait

DURABLE = "-c listen_addresses='' -c shared_buffers=128MB -c fsync=off"
"""A replica is fed by the log, which is written as it is elsewhere."""
VCL = """
vcl 4.1;
import xkey;
import directors;
%(backends)s
acl here { "127.0.0.1"; }
sub vcl_init { new site = directors.round_robin(); %(added)s }
sub vcl_recv {
    set req.backend_hint = site.backend();
    if (req.method == "PURGE") {
        if (client.ip !~ here) { return (synth(403)); }
        set req.http.n = xkey.purge(req.http.xkey);
        return (synth(200, "Purged " + req.http.n));
    }
    if (req.http.Cookie || (req.method != "GET" && req.method != "HEAD")) { return (pass); }
}
sub vcl_backend_response {
    if (beresp.http.Surrogate-Key) { set beresp.http.xkey = beresp.http.Surrogate-Key; }
}
"""


class Seen:
    """What readers and writers met with."""

    def __init__(self) -> None:
        self.read: list[float] = []
        self.saved: list[float] = []
        self.failed: list[str] = []
        self.stale = 0


@contextmanager
def varnish(port: int, sites: list[int]):
    """Varnish before the instances; nothing where it is not installed."""
    program = shutil.which("varnishd", path="/usr/sbin:/usr/bin")
    if program is None:
        yield False
        return
    with tempfile.TemporaryDirectory(prefix="cstowiki-varnish-") as folder:
        Path(folder).chmod(0o755)  # Varnish reads it as a user of its own
        backends = "".join(f'backend s{each} {{ .host = "{HOST}"; .port = "{each}"; }}\n' for each in sites)
        added = " ".join(f"site.add_backend(s{each});" for each in sites)
        vcl = Path(folder) / "site.vcl"
        vcl.write_text(VCL % {"backends": backends, "added": added})
        command = [program, "-F", "-n", f"{folder}/v", "-a", f"{HOST}:{port}", "-f", str(vcl), "-s", "malloc,256m"]
        with (Path(folder) / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as running:
            try:
                wait(running, port, Path(folder) / "log")
                yield True
            finally:
                running.terminate()


def reader(port: int, pages: list[str], until: float, seen: Seen) -> None:
    """Reads pages in turn, as somebody who has not signed in."""
    connection, place = Connection(port), threading.get_ident() % len(pages)
    while monotonic() < until:
        began = perf_counter()
        try:
            connection.ask(Question(pages[place % len(pages)]))
            seen.read.append(perf_counter() - began)
        except (AssertionError, OSError) as error:
            seen.failed.append(f"read: {error}"[:200])
            connection.close()
        place += 1


def writer(ports: tuple[int, int], name: str, entry: str, until: float, seen: Seen) -> None:
    """Saves an entry over and over at one instance; looks, each time, whether whoever wrote sees it at once."""
    editor = Editor(ports[0], name)
    while monotonic() < until:
        try:
            question = editor.publishing(entry)
            began = perf_counter()
            editor.connection.ask(question)
            seen.saved.append(perf_counter() - began)
            page = editor.connection.ask(Question(entry, editor.headers)).body.decode()
            seen.stale += f"Edit {editor.saved} of {name}." not in page
        except (AssertionError, OSError) as error:
            seen.failed.append(f"save: {error}"[:200])
            editor.connection.close()


def places(environ: dict[str, str]) -> tuple[list[str], list[str]]:
    """Pages that are read, and entries that are edited."""
    code = "from tests.benchmarks.places import Places; p = Places(); print(p.pages[:100]); print(p.edited[:50])"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True, check=True)
    return tuple(re.findall(r"'(/[^']+)'", line) for line in done.stdout.splitlines()[-2:])


def main() -> None:
    """Bring all up, let readers and writers loose, and print what was seen; fail where anything failed."""
    dependencies.end_on_sigterm()
    programs, bouncing = postgres.find_programs(), pgbouncer.find()
    if programs is None or bouncing is None:
        sys.exit("NOT TRIED: PostgreSQL or PgBouncer were not found (Debian: postgresql, pgbouncer).")
    collect_static()
    with ExitStack() as stack:
        primary = stack.enter_context(postgres.primary(programs, DURABLE))
        load = ["-m", "tests.benchmarks.load", "--entries=300", "--revisions=300", f"--database={primary.url}"]
        subprocess.run([sys.executable, *load], cwd=ROOT, check=True)
        replica = stack.enter_context(postgres.replica(programs, primary.url, DURABLE))
        bouncer = stack.enter_context(pgbouncer.before(bouncing, primary))
        stack.enter_context(bouncer.running())
        front = free_port()
        variables = {
            "DATABASE_URL": bouncer.url,
            "DATABASE_DIRECT_URL": primary.url,
            "DATABASE_REPLICA_URL": replica.url,
            "DATABASE_PGBOUNCER": "1",
        }
        if shutil.which("varnishd", path="/usr/sbin:/usr/bin"):
            variables |= {"PURGE_URLS": f"http://{HOST}:{front}/", "CACHE_SHARED_SECONDS": "86400"}
        pages, edited = places(os.environ | variables)
        sites = [stack.enter_context(gunicorn(f"site-{n}", "cstowiki.wsgi", [], **variables)).port for n in (1, 2)]
        fronted = stack.enter_context(varnish(front, sites))
        seen = tried(sites, front if fronted else 0, pages, edited)
        sleep(1)
        commits = primary_and_replica(primary, replica)
    told(seen, "Varnish" if fronted else "none: Varnish was not found", commits)


def tried(sites: list[int], front: int, pages: list[str], edited: list[str]) -> Seen:
    """What all met with at once; without a front, readers ask the two instances in turn."""
    seen, until = Seen(), monotonic() + number("SECONDS", 60)
    readers = [(front or sites[place % 2], pages, until, seen) for place in range(number("READERS", 16))]
    writers = [
        ((sites[place % 2], sites[1 - place % 2]), f"editor-{place + 1}", edited[place], until, seen)
        for place in range(number("WRITERS", 4))
    ]
    threads = [threading.Thread(target=reader, args=each) for each in readers]
    threads += [threading.Thread(target=writer, args=each) for each in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def primary_and_replica(primary, replica) -> dict[str, str]:
    """How many changesets each server has."""
    command = ["-U", "cstowiki", "-d", "postgres", "-Atc", "SELECT count(*), max(number) FROM changes_changeset"]
    return {
        name: subprocess.run(
            [str(server.programs / "psql"), "-h", str(server.folder), *command],
            capture_output=True, text=True, check=True,
        ).stdout.strip()
        for name, server in (("primary", primary), ("replica", replica))
    }  # fmt: skip


def told(seen: Seen, front: str, commits: dict[str, str]) -> None:
    """Print it; end with 1 where something failed, or a writer did not see what was written."""
    seconds = number("SECONDS", 60)
    print(f"front: {front}; two instances, PgBouncer, primary and replica; {seconds} s")
    for name, taken in (("pages read", seen.read), ("edits saved", seen.saved)):
        if taken:
            usual, most = statistics.median(taken) * 1000, highest(taken) * 1000
            print(f"{name}: {len(taken):,}, {len(taken) / seconds:,.1f}/s, median {usual:.1f} ms, 99 % {most:.1f} ms")
    print(f"changesets and the newest: {commits}; writers who did not see what they wrote: {seen.stale}")
    print(f"failures: {len(seen.failed)}", *seen.failed[:10], sep="\n  ")
    sys.exit(1 if seen.failed or seen.stale or len(set(commits.values())) != 1 else 0)


if __name__ == "__main__":
    main()
