"""Names that only a record which a viewer may not read gives to an entry. Must not know what is found by names."""

from ..access import SYSTEM, Viewer
from ..entry import Entry, name_slug


def secret_names(viewer: Viewer) -> set[tuple[int, str]]:
    """What entries are or were called by hidden records and by nothing that the viewer may read: keys and slugs.

    No query where no name is hidden.
    """
    secret: set[tuple[int, str]] = set()
    told: set[tuple[int, str]] = set()
    for model, key in viewer.hidden.claims:
        if not model.spec.names:
            continue
        columns = (f"{model.spec.ends[0].field}_id", model.spec.names)
        said = set(SYSTEM.past(model).filter(id=key).values_list(*columns))
        secret |= said
        told |= set(viewer.rows(model).filter(**{f"{columns[0]}__in": {pk for pk, _ in said}}).values_list(*columns))
    if not secret:
        return secret
    for pk, title, slug in (
        SYSTEM.rows(Entry).filter(pk__in={pk for pk, _ in secret}).values_list("pk", "title", "slug")
    ):
        told |= {(pk, title), (pk, slug)}
    return {(pk, name_slug(text)) for pk, text in secret} - {(pk, name_slug(text)) for pk, text in told}
