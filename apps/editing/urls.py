"""The addresses of the pages on which editors act; they stand beside those of what they act on."""

from django.urls import path

from .views import restore, rollback, undo

urlpatterns = [
    path("changes/<int:number>/undo/", undo.undo, name="undo"),
    path("users/<path:name>/rollback/", rollback.rollback, name="rollback"),
    path("<str:plural>/<str:slug>/restore/<int:number>/", restore.restore, name="restore"),
]
