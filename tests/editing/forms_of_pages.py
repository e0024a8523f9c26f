"""The public form as a browser would send it: what it shows, with what the test types."""

import re
from html import unescape
from html.parser import HTMLParser

from django.urls import reverse


def address(entry):
    """The public form of an entry."""
    return reverse("edit", args=[entry.spec.plural, entry.slug])


class _Controls(HTMLParser):
    """The successful controls of one form of the page, as HTML has a browser collect them; no button is pressed."""

    def __init__(self, form):
        super().__init__()
        self.form = form
        self.posted, self.inside, self.apart = {}, False, 0
        self.area, self.select = None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name, value = attrs.get("name"), attrs.get("value") or ""
        if tag == "template":
            self.apart += 1
        if tag == "form":
            self.inside = attrs.get("id") == self.form
        if not self.inside or self.apart:
            return
        if tag == "input" and name and attrs.get("type") not in ("submit", "button"):
            ticks = attrs.get("type") in ("checkbox", "radio")
            if not ticks or "checked" in attrs:
                self.posted[name] = attrs.get("value", "on" if ticks else "") or ""
        elif tag == "textarea" and name:
            self.area, self.posted[name] = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in attrs or self.select not in self.posted):
            self.posted[self.select] = value

    def handle_endtag(self, tag):
        if tag == "template":
            self.apart -= 1
        elif tag == "form":
            self.inside = False
        elif tag == "textarea" and self.area:
            text = self.posted[self.area].removeprefix("\n")  # HTML drops the first line end of a text area
            self.posted[self.area] = text.replace("\r\n", "\n").replace("\n", "\r\n")
            self.area = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.area and not self.apart:
            self.posted[self.area] += data


def shown(response, form="edit-form", *, ticked=True):
    """What the form of this id would post if nothing was typed; line ends as browsers send them.

    Where it is `ticked`, the editor has answered beforehand that claims may be published without a source.
    """
    controls = _Controls(form)
    controls.feed(response.content.decode())
    return controls.posted | (ticks(controls.posted) if ticked else {})


def ticks(data):
    """The answers, at every claim of a form, that it is to be published without a source."""
    counts = {name.removesuffix("-TOTAL_FORMS"): int(data[name]) for name in data if name.endswith("-TOTAL_FORMS")}
    return {f"unsourced-{prefix}-{number}": "1" for prefix, count in counts.items() for number in range(count + 3)}


def edited(client, entry, *rows, summary="For a test", **values):
    """POST the form of an entry with some fields changed and some claims added, as (prefix, fields)."""
    data = with_claims(shown(client.get(address(entry))), *rows)
    return client.post(address(entry), {**data, "edit_summary": summary, **values})


def with_claims(data, *rows):
    """The data with new claims at the end of their lists, as a script puts them there."""
    data = dict(data)
    for prefix, values in rows:
        number = int(data[f"{prefix}-TOTAL_FORMS"])
        data[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
        data[f"{prefix}-{number}-rank"] = "normal"
        data |= {f"{prefix}-{number}-{name}": str(value) for name, value in values.items()}
    return data


def errors(response):
    """Every error of the page: the entry's by field, the claims' by prefix and field."""
    page = response.context["page"]
    found = {name: " ".join(said) for name, said in page.form.errors.items()}
    for each in page.lists:
        if each.errors:
            found[each.formset.prefix] = " ".join(each.errors)
        for row in each.rows:
            found |= {f"{row.form.prefix}-{name}": " ".join(said) for name, said in row.form.errors.items()}
    return found


def said(response):
    """The words of the messages of a page."""
    found = re.search(r'<ul class="messages".*?</ul>', response.content.decode(), re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", found[0])).split()) if found else ""
