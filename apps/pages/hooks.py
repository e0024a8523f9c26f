"""What the pages must know of the rooms above them: where the forms are that they offer, and where the API."""

from apps.hooks import Hook

FORM_PAGE: Hook[..., str] = Hook("the address of the form for an act (edit, rename, restore …) on what is given")
ADMIN_FORM: Hook[[str, int], str] = Hook("the address of the administration's form of an entry, by its model and key")
API_ROOT: Hook[[], str] = Hook("the address of the API")
ADMIN_DELETING: Hook[[str, int], str] = Hook("the address at which the administration asks whether to delete an entry")
CLOSED_TO_CRAWLERS: Hook[[], list[str]] = Hook("the addresses that crawlers should not ask for")
