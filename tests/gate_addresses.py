"""Every address that the site answers at, for the test of the read gate: the patterns, and what is asked of each."""

from collections.abc import Iterable
from itertools import product
from string import Formatter
from typing import Any

from django.urls import URLResolver, get_resolver

from apps.entries.kinds import CLAIMS, KINDS
from apps.overview.reports import REPORTS
from tests.gate import SLUG, Wiki

DAY = "2001-07-01"
SOME = ("states/plain-state", "bodies/plain-body", f"states/{SLUG}-state", f"people/{SLUG}-person")
"""The entries of which all pages are walked; of the others, the first."""


def patterns(resolver: Any = None, before: str = "") -> list[str]:
    """The patterns of all addresses as they are written, those of the kinds and of the claims as one."""
    found = []
    for each in (resolver or get_resolver()).url_patterns:
        here = before + str(each.pattern)
        found += patterns(each, here) if isinstance(each, URLResolver) else [generic(here)]
    return list(dict.fromkeys(found))


def generic(pattern: str) -> str:
    """A pattern with its kind or claim as a word in braces."""
    for word, models in (("{kind}", KINDS), ("{claim}", CLAIMS)):
        for model in models:
            for start in ("", "api/v1/"):
                name = f"{start}{model.spec.plural}"
                if pattern == name or pattern.startswith(f"{name}/"):
                    return f"{start}{word}{pattern.removeprefix(name)}"
    for model in KINDS:
        pattern = pattern.replace(f"admin/entries/{model._meta.model_name}/", "admin/entries/{kind}/")
    return pattern


WALK: dict[str, list[str]] = {
    "healthz": ["/healthz"],
    "language/": ["/language/?next=/about/"],
    "": ["/", f"/?on={DAY}", "/?at=9"],
    "timeline/": ["/timeline/", "/timeline/?span=200X", "/timeline/?body=plain-body"],
    "map/": ["/map/", "/map/?body=plain-body"],
    "structure/": ["/structure/", "/structure/?body=plain-body"],
    "participation/": ["/participation/", f"/participation/?on={DAY}", "/participation/?format=csv"],
    "participation/compare/": [f"/participation/compare/?a=1999-01-01&b={DAY}"],
    "reports/": ["/reports/"],
    "reports/<str:slug>/": ["/reports/{report}/"],
    "search/": ["/search/?q={find}"],
    "search/suggest/": ["/search/suggest/?q={find}", "/search/suggest/?q={find}&format=json"],
    "opensearch.xml": ["/opensearch.xml"],
    "suggest/": ["/suggest/?for=link&q={find}", "/suggest/?for=source&q={find}", "/suggest/?for=entry&q={find}"],
    "read-date/": ["/read-date/?q=May+1999", "/read-date/?q={find}&takes=interval"],
    "changes/": [
        "/changes/",
        "/changes/?entry=state:plain-state",
        "/changes/?kind=body",
        "/changes/?tag=rename&size=small&after=1",
    ],
    "changes/<int:number>/": ["/changes/{number}/"],
    "changes/feed/": ["/changes/feed/"],
    "changes/deleted/": ["/changes/deleted/"],
    "changes/<int:number>/undo/": ["/changes/{number}/undo/"],
    "users/<path:name>/": ["/users/wendy/"],
    "users/<path:name>/rollback/": ["/users/wendy/rollback/?since=1"],
    "cite/": ["/cite/?of=/map/"],
    "timegate/<path:address>": ["/timegate/{some}/"],
    "timemap/<path:address>": ["/timemap/{some}/"],
    "timemap/before/<int:before>/<path:address>": ["/timemap/before/9/{some}/"],
    "card.png": ["/card.png"],
    "about/": ["/about/"],
    "robots.txt": ["/robots.txt"],
    "sitemap.xml": ["/sitemap.xml"],
    "sitemap-<int:number>.xml": ["/sitemap-1.xml"],
    "new/": ["/new/?title=zyqq"],
    "<kind:model>/new/": ["/{kind}/new/?title=zyqq"],
    "<kind:model>/<str:slug>/rename/": ["/{some}/rename/"],
    "<kind:model>/<str:slug>/confirm/": [
        "/{some}/confirm/?list=memberships",
        "/{some}/confirm/?list=tenures&as_of=2001",
        f"/bodies/plain-body/confirm/?list=members&only=state:{SLUG}-state",
        f"/bodies/plain-body/confirm/?list=children&on={DAY}",
    ],
    "<kind:model>/<str:slug>/edit/": ["/{some}/edit/", "/{some}/edit/?part=text&part=names-entry"],
    "<str:plural>/<str:slug>/restore/<int:number>/": ["/{some}/restore/{number}/"],
    "{kind}/": ["/{kind}/", "/{kind}/?format=csv", "/{kind}/?on=2001-07-01"],
    "{kind}/<str:slug>/": [
        *("/{page}/", "/{page}/?format=csv", f"/{{some}}/?on={DAY}"),
        *("/{some}/?section=memberships-member", "/{some}/?section=members-body", "/{some}/?section=events"),
    ],
    "{kind}/<str:slug>/card/": ["/{page}/card/", f"/{{some}}/card/?on={DAY}"],
    "{kind}/<str:slug>/card.png": ["/{some}/card.png", "/{some}/card.png?on=1999-07-01"],
    "{kind}/<str:slug>/print/": ["/{some}/print/"],
    "{kind}/<str:slug>/links/": ["/{some}/links/"],
    "{kind}/<str:slug>/cite/": ["/{some}/cite/"],
    "{kind}/<str:slug>/history/": ["/{some}/history/"],
    "{kind}/<str:slug>/history/<int:number>/": ["/{some}/history/{number}/"],
    "{kind}/<str:slug>/history/facts/<str:name>/": ["/{some}/history/facts/text/", "/{some}/history/facts/cites/"],
    "{kind}/<str:slug>/history/claims/<str:plural>/<int:key>/": ["/{row}/"],
    "{kind}/<str:slug>/compare/": ["/{some}/compare/?a=1&b=9"],
    "{kind}/<str:slug>/compare/<int:a>/<int:b>/": ["/{some}/compare/0/{number}/"],
    "{kind}/<str:slug>/feed/": ["/{some}/feed/"],
    "api/v1/openapi.json": ["/api/v1/openapi.json"],
    "api/v1/docs": ["/api/v1/docs"],
    "api/v1/": ["/api/v1/"],
    "api/v1/{kind}": ["/api/v1/{kind}", "/api/v1/{kind}?q=zyqq"],
    "api/v1/{kind}/<slug>": ["/api/v1/{page}", f"/api/v1/{{some}}?on={DAY}"],
    "api/v1/{kind}/<slug>/parties": [
        "/api/v1/documents/plain-document/parties",
        f"/api/v1/documents/{SLUG}-document/parties",
    ],
    "api/v1/{claim}": ["/api/v1/{claim}", "/api/v1/{claim}?all=true", "/api/v1/{claim}?all=true&at={number}"],
    "api/v1/participation": ["/api/v1/participation", f"/api/v1/participation?on={DAY}"],
    "api/v1/search": ["/api/v1/search?q={find}"],
    "api/v1/changes": ["/api/v1/changes"],
    "api/v1/changes/<number>": ["/api/v1/changes/{number}"],
    "api/v1/compare/<plural>/<slug>/<a>/<b>": ["/api/v1/compare/{some}/0/{number}"],
    "api/v1/<path:rest>": ["/api/v1/nowhere", "/admin/nowhere/", "/nowhere/"],
    "admin/": ["/admin/"],
    "sign-in/": ["/sign-in/?next=/states/"],
    "sign-in/passkey/": ["/sign-in/passkey/"],
    "sign-in/back/": ["/sign-in/back/"],
    "sign-in/code/": ["/sign-in/code/"],
    "sign-up/": ["/sign-up/"],
    "sign-up/confirm/": ["/sign-up/confirm/"],
    "sign-up/confirm/<str:key>/": ["/sign-up/confirm/none/"],
    "password/": ["/password/"],
    "password/sent/": ["/password/sent/"],
    "password/done/": ["/password/done/"],
    "^password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$": ["/password/1-none/"],
    "account/": ["/account/"],
    "account/closed/": ["/account/closed/"],
    "account/email/": ["/account/email/"],
    "account/password/": ["/account/password/"],
    "account/password/first/": ["/account/password/first/"],
    "account/again/": ["/account/again/"],
    "account/again/code/": ["/account/again/code/"],
    "account/again/key/": ["/account/again/key/"],
    "account/factors/": ["/account/factors/"],
    "account/factors/app/": ["/account/factors/app/"],
    "account/factors/app/remove/": ["/account/factors/app/remove/"],
    "account/factors/codes/": ["/account/factors/codes/"],
    "account/factors/codes/new/": ["/account/factors/codes/new/"],
    "account/factors/codes/file/": ["/account/factors/codes/file/"],
    "account/factors/keys/": ["/account/factors/keys/"],
    "account/factors/keys/new/": ["/account/factors/keys/new/"],
    "account/factors/keys/<int:pk>/": ["/account/factors/keys/1/"],
    "account/factors/keys/<int:pk>/remove/": ["/account/factors/keys/1/remove/"],
    "account/sessions/": ["/account/sessions/"],
    "account/invitations/": ["/account/invitations/"],
    "account/invitations/<int:key>/withdraw/": [],  # posted only
    "about/roles/": ["/about/roles/"],
    "sign-out/": [],  # posted only
    "admin/login/": ["/admin/login/"],
    "admin/logout/": [],  # posted only
    "admin/password_change/": ["/admin/password_change/"],
    "admin/password_change/done/": ["/admin/password_change/done/"],
    "admin/autocomplete/": ["/admin/autocomplete/?term=zyqq&app_label=entries&model_name={choice}"],
    "admin/jsi18n/": ["/admin/jsi18n/"],
    "admin/entries/{kind}/": [
        "/admin/entries/{model}/",
        "/admin/entries/{model}/?q=zyqq",
        "/admin/entries/{model}/?q=wuff",
    ],
    "admin/entries/{kind}/add/": ["/admin/entries/{model}/add/"],
    "admin/entries/{kind}/add/preview/": [],  # posted only
    "admin/entries/{kind}/<int:key>/preview/": [],
    "admin/entries/{kind}/<path:object_id>/history/": ["/admin/entries/{two}/history/"],
    "admin/entries/{kind}/<path:object_id>/delete/": ["/admin/entries/{two}/delete/"],
    "admin/entries/{kind}/<path:object_id>/change/": ["/admin/entries/{one}/change/"],
    "admin/entries/{kind}/<path:object_id>/": ["/admin/entries/{two}/"],
    "admin/changes/changeset/": ["/admin/changes/changeset/", "/admin/changes/changeset/?q=zyqq"],
    "admin/changes/changeset/add/": ["/admin/changes/changeset/add/"],
    "admin/changes/changeset/<path:object_id>/history/": ["/admin/changes/changeset/{number}/history/"],
    "admin/changes/changeset/<path:object_id>/delete/": ["/admin/changes/changeset/{number}/delete/"],
    "admin/changes/changeset/<path:object_id>/change/": ["/admin/changes/changeset/{number}/change/"],
    "admin/changes/changeset/<path:object_id>/": ["/admin/changes/changeset/{number}/"],
    "admin/^(?P<app_label>entries|changes|auth)/$": ["/admin/entries/", "/admin/changes/", "/admin/auth/"],
}
"""Where each pattern is walked: what stands in braces is put in, each of its values in turn (see `addresses`)."""
OF_ACCOUNTS = ("admin/auth/",)
"""Patterns of pages that know nothing of entries: how these begin."""


def addresses(wiki: Wiki) -> list[str]:
    """Every address to be asked."""
    choices = [(model, end.field) for model in CLAIMS for end in model.spec.ends]
    everyone = {(type(each), each.pk): each for each in (*wiki.seen.values(), *wiki.hidden.values())}
    pages = [f"{each.spec.plural}/{each.slug}" for each in everyone.values()] + ["bodies/once", "bodies/plain-union"]
    values: dict[str, list[Any]] = {
        "report": [each.slug for each in REPORTS],
        "find": ["zyqq", "zyqqar plain", "plain", "wuff", "plims", "once"],
        "number": wiki.numbers,
        "kind": [model.spec.plural for model in KINDS],
        "model": [model._meta.model_name for model in KINDS],
        "claim": [model.spec.plural for model in CLAIMS],
        "page": pages,
        "some": [*SOME],
        "one": [f"{each._meta.model_name}/{each.pk}" for each in everyone.values()],
        "two": [f"{each._meta.model_name}/{each.pk}" for each in (wiki.seen["body"], wiki.hidden["body"])],
        "choice": [f"{model._meta.model_name}&field_name={name}" for model, name in choices],
        "row": rows(),
    }
    return filled(WALK.values(), values)


def filled(walks: Iterable[list[str]], values: dict[str, list[Any]]) -> list[str]:
    """The addresses of some walks, with each of the values put in."""
    found = []
    for each in (address for asked in walks for address in asked):
        names = [name for _, name, _, _ in Formatter().parse(each) if name]
        found += [each.format(**dict(zip(names, some, strict=True))) for some in product(*(values[n] for n in names))]
    return found


def rows() -> list[str]:
    """The history of each claim there ever was, below the page of each of its ends."""
    found = set()
    for model in CLAIMS:
        for row in model.history.all():
            for end in model.spec.ends:
                key = getattr(row, f"{end.field}_id")
                for kind in KINDS:
                    for slug in set(kind.history.filter(id=key).values_list("slug", flat=True)):
                        found.add(f"{kind.spec.plural}/{slug}/history/claims/{model.spec.plural}/{row.id}")
    return sorted(found)
