"""Answers that are saved as CSV files (RFC 4180). Must not know what is in them."""

from django.http import HttpResponse


def csv_file(name: str) -> HttpResponse:
    """An answer that is saved as a CSV file of this name."""
    return HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection): an apostrophe makes it text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
