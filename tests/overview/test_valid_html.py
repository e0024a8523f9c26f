"""Every sort of page is valid HTML, as the Nu Html Checker reads the standard."""

import json
import subprocess

import pytest

from deploy import checker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("article")]

DAY = "on=1999-07-01"
ADDRESSES = [
    *("/", "/about/", "/changes/", "/changes/1/", "/states/", "/nowhere/", "/?on=yesterday", f"/?{DAY}&at=1"),
    *("/bodies/csto/", f"/bodies/csto/?{DAY}", "/bodies/csto/history/", "/bodies/csto/compare/0/1/"),
    *("/documents/collective-security-treaty/", "/sources/eurasian-home/", "/states/belarus/print/"),
    *("/timeline/", f"/timeline/?span=199X&{DAY}", "/map/", f"/map/?document=collective-security-treaty&{DAY}"),
    *("/structure/", f"/structure/?{DAY}", f"/participation/?{DAY}", "/participation/compare/"),
    *("/participation/compare/?from=1998-12-31&to=2006-06-23", "/reports/", "/reports/overlapping-memberships/"),
    *(
        "/search/",
        "/search/?q=collective",
        f"/search/?q=kazahstan+kind:state&{DAY}",
        "/search/?q=zzzqqq",
        "/search/?q=kind:x",
    ),
    *("/reports/orphans/", "/bodies/csto/links/"),
]
EDITORS = ["/topics/new/?title=x", "/bodies/csto/edit/", "/bodies/csto/rename/", "/search/?q=zzzqqq"]


@pytest.mark.skipif(checker.find() is None, reason="no Nu Html Checker was found (VNU_JAR, and Java)")
def test_the_pages_are_valid_html(client, editor, tmp_path):
    for number, address in enumerate([*ADDRESSES, *EDITORS]):
        if number == len(ADDRESSES):
            client.force_login(editor)
        response = client.get(address)
        assert response["Content-Type"].startswith("text/html"), address
        (tmp_path / f"{number:02}.html").write_bytes(response.content)
    command = [
        "java",
        "-jar",
        checker.find(),
        "--errors-only",
        "--format",
        "json",
        "--stdout",
        *sorted(tmp_path.iterdir()),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)["messages"]
    assert [([*ADDRESSES, *EDITORS][int(each["url"][-7:-5])], each["message"]) for each in told] == []
