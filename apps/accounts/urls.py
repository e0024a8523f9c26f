"""The addresses of accounts. Those of django-allauth's pages keep the names by which it knows them."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.urls import path, re_path

from .views import front, inviting, roles, sessions, signing_up

urlpatterns = [
    path("sign-up/", signing_up.SignUp.as_view(), name="account_signup"),
    path("sign-up/confirm/", account.email_verification_sent, name="account_email_verification_sent"),
    path("sign-up/confirm/<str:key>/", account.confirm_email, name="account_confirm_email"),
    path("password/", account.password_reset, name="account_reset_password"),
    path("password/sent/", account.password_reset_done, name="account_reset_password_done"),
    path("password/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("account/", front.front, name="account"),
    path("account/closed/", account.account_inactive, name="account_inactive"),
    path("account/email/", account.email, name="account_email"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/password/first/", account.password_set, name="account_set_password"),
    path("account/again/", account.reauthenticate, name="account_reauthenticate"),
    path("account/again/code/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("account/again/key/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/factors/", factors.index, name="mfa_index"),
    path("account/factors/app/", app.activate_totp, name="mfa_activate_totp"),
    path("account/factors/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/factors/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/factors/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/factors/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("account/factors/keys/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("account/factors/keys/new/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("account/factors/keys/<int:pk>/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/factors/keys/<int:pk>/remove/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("account/sessions/", sessions.sessions, name="usersessions_list"),
    path("account/invitations/", inviting.invitations, name="invitations"),
    path("account/invitations/<int:key>/withdraw/", inviting.withdraw, name="withdraw-invitation"),
    path("sign-in/code/", factors.authenticate, name="mfa_authenticate"),
    path("about/roles/", roles.roles, name="roles"),
]
