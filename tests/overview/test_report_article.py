"""What the reports say of the wiki as the article seeds it."""

import pytest

from apps.overview.reports import REPORTS

from .test_report_rules import told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("article")]

KNOWN = {"orphans": {"Background of the CSTO"}}
"""What is found and let stand, by the slug of the report."""


OF_ONE_ARTICLE = ("unconfirmed", "single-source")
"""What finds all that a single article of 2009 says."""


@pytest.mark.parametrize("at", [None, 1])
@pytest.mark.parametrize("slug", [each.slug for each in REPORTS if each.slug not in OF_ONE_ARTICLE])
def test_the_article_leaves_nothing_to_mend(slug, at) -> None:
    assert {row[0] for row in told(slug, at)} <= KNOWN.get(slug, set())


def test_the_article_is_one_source_and_confirms_nothing_after_its_year() -> None:
    unconfirmed = {row[0]: row[2] for row in told("unconfirmed")}
    assert unconfirmed["Members: Collective Security Treaty Organization"] == "up to 31 December 2009"
    assert {confirmed[-4:] for confirmed in unconfirmed.values()} <= {"2006", "2007", "2008", "2009"}
    found = told("single-source")
    assert ("Armenia · Collective Security Treaty Organization", "Collective Security Treaty Organization (CSTO)") in {
        (row[0], row[-1]) for row in found
    }
    assert "ISO 3166-1" not in {row[-1] for row in found}
