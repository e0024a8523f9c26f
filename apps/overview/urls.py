"""The addresses of the pages about all entries at once."""

from django.urls import path

from .views import between, home, participation, reports, state_map, structure, timeline

urlpatterns = [
    path("", home.home, name="home"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("map/", state_map.state_map, name="map"),
    path("structure/", structure.structure, name="structure"),
    path("participation/", participation.participation, name="participation"),
    path("participation/compare/", between.between, name="participation-compare"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<str:slug>/", reports.report, name="report"),
]
