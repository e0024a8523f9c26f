"""Who may do what here, as `access` decides. Must not know any account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.entries.role_table import TABLE_ROLES, table


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """The table of verbs and roles."""
    return render(request, "account/roles.html", {"roles": TABLE_ROLES, "rows": table()})
