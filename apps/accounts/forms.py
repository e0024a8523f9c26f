"""The forms of accounts, in the words of this site. Must not know pages."""

from typing import Any

from allauth.account import forms as allauth
from allauth.mfa.base import forms as factors
from allauth.mfa.webauthn import forms as keys
from django import forms

from apps.language.marking import _

from .models import Invitation

ENOUGH = _("At least twelve characters, and none of those that everybody takes.")
"""What AUTH_PASSWORD_VALIDATORS ask for, in a sentence."""


def call(form: forms.BaseForm, **labels: Any) -> None:
    """Give fields of a form these labels, and take away what would stand in them: a label is always in view."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name in labels:
            field.label = labels[name]


class SignInForm(allauth.LoginForm):
    """A name or an address, and a password; the fields are called `username` and `password`, as Django's own are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, login=_("Name or e-mail address"))
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"
        self.fields["password"].help_text = ""

    def add_prefix(self, field_name: str) -> str:
        """What a field is called in HTML."""
        return "username" if field_name == "login" else super().add_prefix(field_name)


class SignUpForm(allauth.SignupForm):
    """A name, an address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, username=_("Name"), email=_("E-mail address"), password1=_("Password"))
        self.fields["username"].help_text = _("It stands beside whatever you contribute. It need not be your own name.")
        self.fields["email"].help_text = _("It is shown to nobody.")
        self.fields["password1"].help_text = ENOUGH


class ResetPasswordForm(allauth.ResetPasswordForm):
    """An address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, email=_("E-mail address"))


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    """A new password, twice, after a letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, password1=_("New password"), password2=_("New password, again"))
        self.fields["password1"].help_text = ENOUGH


class ChangePasswordForm(allauth.ChangePasswordForm):
    """The password, and another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(
            self,
            oldpassword=_("Password now"),
            password1=_("New password"),
            password2=_("New password, again"),
        )
        self.fields["password1"].help_text = ENOUGH


class SetPasswordForm(allauth.SetPasswordForm):
    """A first password, for an account that has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, password1=_("New password"), password2=_("New password, again"))
        self.fields["password1"].help_text = ENOUGH


class ChangeAddressForm(allauth.AddEmailForm):
    """Another address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, email=_("New e-mail address"))


class PasswordAgainForm(allauth.ReauthenticateForm):
    """The password, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, password=_("Password"))


class CodeForm(factors.AuthenticateForm):
    """A code of an authenticator app, or one for recovery."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, code=_("Code"))


class CodeAgainForm(factors.ReauthenticateForm):
    """The same, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, code=_("Code"))


class AddKeyForm(keys.AddWebAuthnForm):
    """A passkey or a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, name=_("Its name"), passwordless=_("Sign in with it alone, without a password"))
        self.fields["passwordless"].help_text = _("The device then asks for a fingerprint, a face or a PIN.")
        self.fields["passwordless"].initial = True


class RenameKeyForm(keys.EditWebAuthnForm):
    """What a passkey is called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, name=_("Its name"))


class InvitationForm(forms.ModelForm):
    """For whom an invitation is."""

    class Meta:
        model = Invitation
        fields = ("note",)
        help_texts = {"note": _("Reviewers see this. It is not sent to anybody.")}
