"""The admin's form as a browser would send it: what it shows, with what the test types."""

from django.urls import reverse

from tests.editing.forms_of_pages import ticks


def address(entry, page="change"):
    """The admin's page of an entry."""
    return reverse(f"admin:entries_{entry._meta.model_name}_{page}", args=[entry.pk])


def shown(response, *, ticked=True):
    """What the form would post if nothing was typed; line ends as browsers send them.

    Where it is `ticked`, the editor has answered beforehand that claims may be published without a source.
    """
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    posted = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                posted[field.html_name] = str(value).replace("\r\n", "\n").replace("\n", "\r\n")
    return posted | (ticks(posted) if ticked else {})


def edited(client, entry, *rows, summary="For a test", **values):
    """POST the form of an entry with some fields changed and some claims added, as (prefix, fields)."""
    data = with_claims(shown(client.get(address(entry))), *rows)
    return client.post(address(entry), {**data, "edit_summary": summary, **values})


def with_claims(data, *rows):
    """The data with new claims at the end of their lists, as "Add another" puts them there."""
    data = dict(data)
    for prefix, values in rows:
        number = int(data[f"{prefix}-TOTAL_FORMS"])
        data[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
        data.update({f"{prefix}-{number}-rank": "normal"})
        data.update({f"{prefix}-{number}-{name}": str(getattr(value, "pk", value)) for name, value in values.items()})
    return data


def errors(response):
    """Every error of the page: the entry's by field, the claims' by prefix and field."""
    found = {}
    for name, said in response.context["adminform"].form.errors.items():
        found[name] = " ".join(said)
    for inline in response.context["inline_admin_formsets"]:
        if said := inline.formset.non_form_errors():
            found[inline.formset.prefix] = " ".join(said)
        for form in inline.formset.forms:
            found.update({f"{form.prefix}-{name}": " ".join(said) for name, said in form.errors.items()})
    return found
