"""Turns other names, and the official names of states, into name records: those that stand, and those that once did.

Each record has rows of history in the changesets in which the name appeared and disappeared, so that the past is told
as it was. Their seals are made anew by a command of the operator's.
"""

from datetime import date, timedelta
from hashlib import sha256
from secrets import token_hex
from typing import Any

from django.db import migrations
from django.db.models import Max
from django.utils.text import slugify

KINDS = ('State', 'Body', 'Event', 'Document', 'Person', 'Topic', 'Source')
LATEST = 2**63 - 1
LONGEST = 300
ALWAYS = {
    'start_earliest': date.min,
    'start_latest': date.min,
    'end_earliest': date.max,
    'end_latest': date.max,
    'confirmed': date.max,
}
AT_ONCE = 500


def name_slug(name: str) -> str:
    return slugify(name, allow_unicode=True)


def texts_of(row: Any) -> dict[str, str]:
    """The names of a row beside its title, each with its sort; the official one, of states, among them."""
    official = ' '.join(getattr(row, 'official_name', '').split())[:LONGEST]
    found = {official: 'official'} if name_slug(official) else {}
    for line in row.called.splitlines():
        text = ' '.join(line.split())[:LONGEST]
        if name_slug(text):
            found.setdefault(text, 'common')
    return found


def slugs_of(row: Any, texts: dict[str, str]) -> str:
    slugs = dict.fromkeys(filter(None, map(name_slug, [row.title, *texts])))
    return '|' + ''.join(f'{slug}|' for slug in slugs)


def record_names(apps: Any, schema_editor: Any) -> None:
    Name, History = apps.get_model('entries', 'Name'), apps.get_model('entries', 'HistoricalName')
    entries, known = apps.get_model('entries', 'Entry'), apps.get_model('entries', 'KnownName')
    # (entry, text, sort): each time it stood, by the changesets that brought and took it, oldest first
    stood: dict[tuple[int, str, str], list[list[int]]] = {}
    for kind in KINDS:
        states = apps.get_model('entries', f'Historical{kind}').objects.order_by('id', 'history_id')
        here: set[tuple[int, str, str]] = set()
        entry = None
        for row in states.iterator(AT_ONCE):
            if row.id != entry:
                here, entry = set(), row.id
            texts = {} if row.history_type == '-' else texts_of(row)
            for key in [key for key in here if texts.get(key[1]) != key[2]]:
                stood[key][-1][1] = row.changeset_id
                here.remove(key)
            for text, sort in texts.items():
                key = (row.id, text, sort)
                if key not in here:
                    here.add(key)
                    stood.setdefault(key, []).append([row.changeset_id, LATEST])
            _keep(row, texts_of(row))
        for row in apps.get_model('entries', kind).objects.order_by('pk').iterator(AT_ONCE):
            _keep(row, texts_of(row), entries.objects.filter(pk=row.pk))
    rows = [Name(entry_id=entry, text=text, sort=sort, **ALWAYS) for entry, text, sort in stood]
    Name.objects.bulk_create(rows, AT_ONCE)
    history = []
    for row, spans in zip(rows, stood.values(), strict=True):
        for place, (came, went) in enumerate(spans):
            history.append(_past(History, row, '+', came, went))
            if went != LATEST:
                returned = spans[place + 1][0] if place + 1 < len(spans) else LATEST
                history.append(_past(History, row, '-', went, returned))
    history.sort(key=lambda past: (past.changeset_id, past.history_type == '+', past.id))
    after = _last_dates(apps)
    for past in history:
        after[past.changeset_id] += timedelta(microseconds=1)
        past.history_date = after[past.changeset_id]
    History.objects.bulk_create(history, AT_ONCE)
    gone = [row.pk for row, spans in zip(rows, stood.values(), strict=True) if spans[-1][1] != LATEST]
    for start in range(0, len(gone), AT_ONCE):
        Name.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()
    official = [
        known(entry_id=entry, slug=name_slug(text)[:200], first=spans[0][0])
        for (entry, text, sort), spans in stood.items()
        if sort == 'official'
    ]
    known.objects.bulk_create(official, AT_ONCE, ignore_conflicts=True)


def _keep(row: Any, texts: dict[str, str], live: Any = None) -> None:
    """Let a row say what its records call it, where it did not."""
    told = {'called': '\n'.join(texts), 'names': slugs_of(row, texts)}
    if any(getattr(row, name) != value for name, value in told.items()):
        rows = type(row).objects.filter(pk=row.pk) if live is None else live
        rows.update(**told)


def _past(History: Any, row: Any, history_type: str, changeset: int, until: int) -> Any:
    salt = token_hex(16)
    return History(
        id=row.pk, entry_id=row.entry_id, text=row.text, sort=row.sort, rank=row.rank, **ALWAYS,
        history_type=history_type, changeset_id=changeset, until=until,
        salt=salt, digest=sha256(f'{salt} {row.pk} {changeset}'.encode()).hexdigest(),
    )


def _last_dates(apps: Any) -> dict[int, Any]:
    """The last date of the rows that each changeset wrote."""
    last: dict[int, Any] = {}
    for model in apps.get_app_config('entries').get_models():
        if not hasattr(model, 'history_date'):
            continue
        rows = model.objects.order_by()
        for changeset, latest in rows.values_list('changeset').annotate(latest=Max('history_date')):
            last[changeset] = max(last.get(changeset, latest), latest)
    return last


class Migration(migrations.Migration):

    dependencies = [
        ('entries', '0005_names'),
    ]

    operations = [
        migrations.RunPython(record_names, migrations.RunPython.noop),
    ]
