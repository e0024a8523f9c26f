"""The addresses of the search."""

from django.urls import path

from .views import completing, opensearch, search, suggest

urlpatterns = [
    path("search/", search.search, name="search"),
    path("search/suggest/", suggest.suggest, name="search-suggest"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
    path("suggest/", completing.complete, name="suggest"),
]
