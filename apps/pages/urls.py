"""The addresses of the public pages; those of entries are the same for every kind."""

from django.urls import URLPattern, include, path

from apps.entries.entry import Entry
from apps.entries.kinds import KINDS

from .views import (
    card,
    card_pictures,
    changes,
    cite,
    compare,
    entry,
    feeds,
    history,
    links,
    lists,
    memento,
    printing,
    static_pages,
    users,
)


def of_kind(model: type[Entry]) -> list[URLPattern]:
    """The addresses under a kind's prefix."""
    return [
        path("", lists.entries, {"model": model}, "list"),
        path("<str:slug>/", entry.entry, {"model": model}, "entry"),
        path("<str:slug>/card/", card.card, {"model": model}, "card"),
        path("<str:slug>/card.png", card_pictures.entry, {"model": model}, "card-picture"),
        path("<str:slug>/print/", printing.print_version, {"model": model}, "print"),
        path("<str:slug>/links/", links.links, {"model": model}, "links"),
        path("<str:slug>/cite/", cite.entry, {"model": model}, "cite"),
        path("<str:slug>/history/", history.history, {"model": model}, "history"),
        path("<str:slug>/history/<int:number>/", history.revision, {"model": model}, "revision"),
        path("<str:slug>/history/facts/<str:name>/", history.fact, {"model": model}, "fact"),
        path("<str:slug>/history/claims/<str:plural>/<int:key>/", history.claim, {"model": model}, "claim"),
        path("<str:slug>/compare/", compare.choose, {"model": model}, "choose"),
        path("<str:slug>/compare/<int:a>/<int:b>/", compare.comparison, {"model": model}, "compare"),
        path("<str:slug>/feed/", feeds.entry, {"model": model}, "feed"),
    ]


urlpatterns = [
    path("changes/", changes.changes, name="changes"),
    path("changes/<int:number>/", changes.changeset, name="changeset"),
    path("changes/feed/", feeds.changes, name="changes-feed"),
    path("changes/deleted/", changes.deleted, name="deleted"),
    path("users/<path:name>/", users.user, name="user"),
    path("cite/", cite.other, name="cite"),
    path("timegate/<path:address>", memento.timegate, name="timegate"),
    path("timemap/before/<int:before>/<path:address>", memento.timemap, name="timemap"),
    path("timemap/<path:address>", memento.timemap, name="timemap"),
    path("card.png", card_pictures.site, name="card-picture"),
    path("about/", static_pages.about, name="about"),
    path("robots.txt", static_pages.robots, name="robots"),
    path("sitemap.xml", static_pages.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", static_pages.sitemap_part, name="sitemap-part"),
    *(
        path(f"{model.spec.plural}/", include((of_kind(model), "entries"), namespace=model.spec.name))
        for model in KINDS
    ),
]
