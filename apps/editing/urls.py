"""The addresses of the pages on which editors act, beside those of what they act on; and of signing in and out."""

from typing import Any

from django.urls import path, register_converter

from apps.entries.entry import Entry
from apps.entries.kinds import KINDS

from .views import confirm, edit, new, reading_dates, rename, restore, rollback, signing_in, undo


class KindConverter:
    """A kind, by its page prefix; what is none leaves the address to others, such as a user called “new”."""

    regex = "|".join(model.spec.plural for model in KINDS)

    def to_python(self, value: str) -> type[Entry]:
        """The kind of a prefix."""
        return next(model for model in KINDS if model.spec.plural == value)

    def to_url(self, value: Any) -> str:
        """The prefix, of a kind or as it is."""
        return value if isinstance(value, str) else value.spec.plural


register_converter(KindConverter, "kind")

urlpatterns = [
    path("sign-in/", signing_in.SignIn.as_view(), name="sign-in"),
    path("sign-in/", signing_in.SignIn.as_view(), name="account_login"),  # as django-allauth knows it
    path("sign-in/passkey/", signing_in.SignInWithPasskey.as_view(), name="mfa_login_webauthn"),
    path("sign-in/back/", signing_in.back, name="sign-in-back"),
    path("sign-out/", signing_in.SignOut.as_view(), name="sign-out"),
    path("sign-out/", signing_in.SignOut.as_view(), name="account_logout"),
    path("read-date/", reading_dates.read_date, name="read-date"),
    path("changes/<int:number>/undo/", undo.undo, name="undo"),
    path("users/<path:name>/rollback/", rollback.rollback, name="rollback"),
    path("<str:plural>/<str:slug>/restore/<int:number>/", restore.restore, name="restore"),
    path("new/", new.choose, name="new-entry"),
    path("<kind:model>/new/", new.new, name="new"),
    path("<kind:model>/<str:slug>/rename/", rename.rename, name="rename"),
    path("<kind:model>/<str:slug>/confirm/", confirm.confirm, name="confirm"),
    path("<kind:model>/<str:slug>/edit/", edit.edit, name="edit"),
]
