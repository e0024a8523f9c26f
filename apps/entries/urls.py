"""The addresses of the public pages; those of entries are the same for every kind."""

from django.urls import URLPattern, include, path

from .entry import Entry
from .kinds import KINDS
from .views import changes, entry, home, lists, static_pages


def of_kind(model: type[Entry]) -> list[URLPattern]:
    """The addresses under a kind's prefix."""
    return [
        path("", lists.entries, {"model": model}, "list"),
        path("<str:slug>/", entry.entry, {"model": model}, "entry"),
        path("<str:slug>/print/", entry.print_version, {"model": model}, "print"),
    ]


urlpatterns = [
    path("", home.home, name="home"),
    path("changes/", changes.changes, name="changes"),
    path("changes/<int:number>/", changes.changeset, name="changeset"),
    path("about/", static_pages.about, name="about"),
    path("robots.txt", static_pages.robots, name="robots"),
    path("sitemap.xml", static_pages.sitemap, name="sitemap"),
    *(
        path(f"{model.spec.plural}/", include((of_kind(model), "entries"), namespace=model.spec.name))
        for model in KINDS
    ),
]
