"""Every sort of page is valid HTML in every language, as the Nu Html Checker reads the standard."""

import json
import subprocess

import pytest
from django.conf import settings

from apps.entries.models import Body
from deploy import checker
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("article")]

DAY = "on=1999-07-01"
CSTO, TREATY = "/bodies/csto/", "/documents/collective-security-treaty/"
READ = [
    *("/", "/about/", "/changes/", "/changes/2/", "/states/", f"/?{DAY}&at=1", f"{CSTO}?{DAY}"),
    *(
        CSTO,
        f"{CSTO}history/",
        f"{CSTO}history/facts/text/",
        f"{CSTO}compare/1/2/",
        f"{CSTO}compare/1/2/?view=rendered",
    ),
    *(f"{CSTO}?section=members-body", f"{CSTO}links/", f"{CSTO}cite/", "/cite/?of=/map/", "/states/belarus/print/"),
    *(TREATY, "/sources/eurasian-home/", "/people/nikolay-bordyuzha/", "/events/chisinau-summit-2002/"),
    *("/topics/background-of-the-csto/", "/timeline/", f"/timeline/?span=199X&{DAY}", "/map/"),
    *(f"/map/?document=collective-security-treaty&{DAY}", "/structure/", f"/structure/?{DAY}", "/participation/"),
    *(f"/participation/?{DAY}", "/participation/compare/", "/participation/compare/?from=1998-12-31&to=2006-06-23"),
    *("/reports/", "/reports/overlapping-memberships/", "/reports/orphans/", "/reports/unconfirmed/", "/search/"),
    *("/search/?q=collective", f"/search/?q=kazahstan+kind:state&{DAY}", "/search/?q=zzzqqq", "/search/?q=kind:x"),
    *("/sign-in/?next=/states/", "/api/v1/docs", "/nowhere/", "/states/belrus/", "/?on=yesterday"),
    "/users/edith/",
]
EDITED = [
    *("/topics/new/?title=x", "/new/?title=x", f"{CSTO}edit/", f"{CSTO}edit/?part=text&part=names-entry&part=seat"),
    *(f"{TREATY}edit/", f"{CSTO}rename/", f"{CSTO}confirm/?list=members", f"{CSTO}restore/1/", "/changes/2/undo/"),
    *("/changes/deleted/", "/changes/", CSTO, "/search/?q=zzzqqq"),
]
KEPT = [
    *("/admin/", "/admin/entries/body/", "/admin/entries/body/?q=csto", "/admin/entries/body/add/"),
    *("/admin/entries/body/{}/change/", "/admin/entries/body/{}/history/", "/admin/entries/body/{}/delete/"),
    *("/admin/changes/changeset/", "/admin/changes/changeset/1/change/", "/admin/password_change/"),
]


@pytest.mark.skipif(checker.find() is None, reason="no Nu Html Checker was found (VNU_JAR, and Java)")
def test_the_pages_are_valid_html(client, editor, administrator, tmp_path):
    csto = Body.objects.get(slug="csto")
    csto.summary = "An alliance"
    factories.save(csto, user=editor)
    pages = {}
    for user, addresses in ((None, READ), (editor, EDITED), (administrator, KEPT)):
        if user:
            client.force_login(user)
        for address in addresses:
            for language, _ in settings.LANGUAGES:
                path = address.format(csto.pk)
                response = client.get(path, headers={"Accept-Language": language})
                assert response["Content-Type"].startswith("text/html"), path
                file = tmp_path / f"{len(pages):03}.html"
                file.write_bytes(response.content)
                pages[file.name] = (user and user.username, response["Content-Language"], path)
    assert len({language for _, language, _ in pages.values()}) == len(settings.LANGUAGES)
    command = ["java", "-jar", checker.find(), "--errors-only", "--format", "json", "--stdout"]
    done = subprocess.run([*command, *sorted(tmp_path.iterdir())], capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)["messages"]
    assert [(*pages[each["url"].rpartition("/")[2]], each["message"]) for each in told] == []
