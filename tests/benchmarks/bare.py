"""What everything is measured beside: a view of Django's that does nothing, without any middleware or database."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

SECRET_KEY = "guards nothing"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = __name__
WSGI_APPLICATION = "tests.benchmarks.bare_wsgi.application"
MIDDLEWARE: list[str] = []


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [path("", nothing)]
