"""What the reports say of the wiki as the article seeds it."""

import pytest

from apps.overview.reports import REPORTS

from .test_report_rules import told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("article")]

KNOWN = {"orphans": {"Background of the CSTO"}}
"""What is found and let stand, by the slug of the report."""


@pytest.mark.parametrize("at", [None, 1])
@pytest.mark.parametrize("slug", [each.slug for each in REPORTS])
def test_the_article_leaves_nothing_to_mend(slug, at) -> None:
    assert {row[0] for row in told(slug, at)} <= KNOWN.get(slug, set())
