"""Making an account. Must not know what it may do."""

from typing import Any

from allauth.account.views import SignupView
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from .. import invitations


class SignUp(SignupView):
    """allauth's form; an invitation that came with the address is remembered, and used up with the account."""

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """An invitation leaves the address, which browsers and servers write down."""
        if (secret := request.GET.get("invitation")) and request.method == "GET":
            invitations.come_with(request, secret)
            return HttpResponseRedirect(request.path)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """An account, and the letter that asks for its confirmation; or neither."""
        with transaction.atomic():
            answer: HttpResponse = super().form_valid(form)
            late = (
                settings.SIGN_UP == "invitation"
                and self.user is not None
                and not invitations.use(self.request, self.user)
            )
            if late:
                transaction.set_rollback(True)
        if late:
            form.add_error(None, gettext("This invitation has been used, or has ended. Ask for another."))
            return self.form_invalid(form)
        return answer
