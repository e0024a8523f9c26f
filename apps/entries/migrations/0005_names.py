"""Names become records of their own: room for them, and for what is kept of them beside the entry."""

import apps.changes.ranges
import apps.dates.fields
import apps.entries.cited
import apps.entries.languages
import apps.entries.rendered
import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

KINDS = ('state', 'body', 'event', 'document', 'person', 'topic', 'source')
TABLES = ('entry', *(f'historical{kind}' for kind in KINDS))


class Migration(migrations.Migration):

    dependencies = [
        ('changes', '0001_initial'),
        ('entries', '0004_confirmed'),
    ]

    operations = [
        # Not renamed: its indexes would keep names that the records need.
        migrations.CreateModel(
            name='KnownName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(db_index=True, max_length=200)),
                ('first', models.BigIntegerField()),
                ('entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='ever_named', to='entries.entry')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('entry', 'slug'), name='known_name_once_per_entry')],
            },
        ),
        migrations.RunSQL(
            'INSERT INTO entries_knownname (entry_id, slug, "first") SELECT entry_id, slug, "first" FROM entries_name',
            'INSERT INTO entries_name (entry_id, slug, "first") SELECT entry_id, slug, "first" FROM entries_knownname',
        ),
        migrations.DeleteModel(name='Name'),
        *(migrations.RenameField(model_name=name, old_name='aliases', new_name='called') for name in TABLES),
        *(
            migrations.AlterField(
                model_name=name,
                name='called',
                field=models.TextField(blank=True, default='', editable=False),
            )
            for name in TABLES
        ),
        migrations.CreateModel(
            name='HistoricalName',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('until', models.PositiveBigIntegerField(default=9223372036854775807, editable=False)),
                ('salt', models.CharField(editable=False, max_length=32)),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('attested', apps.dates.fields.EdtfField(help_text="A day on which a source says that it held (Wikidata's point in time).", interval=True, verbose_name='attested on')),
                ('note', apps.entries.cited.ProseField(blank=True)),
                ('cites', apps.entries.cited.CitesField(blank=True, help_text='@source-slug, locator; @another, locator')),
                ('rank', models.CharField(choices=[('preferred', 'preferred'), ('normal', 'normal'), ('deprecated', 'deprecated')], default='normal', max_length=10)),
                ('start', apps.dates.fields.EdtfField(help_text='EDTF: 1999, 1999-05, 1999-05-15, 1999~. Empty: unknown.')),
                ('end', apps.dates.fields.EdtfField(help_text='The same, or “..” where it goes on. Empty: unknown.', open_end=True)),
                ('start_earliest', apps.dates.fields.BoundField(edge='start_earliest', source='period')),
                ('start_latest', apps.dates.fields.BoundField(edge='start_latest', source='period')),
                ('end_earliest', apps.dates.fields.BoundField(edge='end_earliest', source='period')),
                ('end_latest', apps.dates.fields.BoundField(edge='end_latest', source='period')),
                ('confirmed', apps.dates.fields.BoundField(edge='confirmed', source='period')),
                ('text', models.CharField(max_length=300, verbose_name='name')),
                ('language', apps.entries.languages.LanguageField(blank=True, help_text='BCP 47: “en”, “ru”, “uz-Cyrl”. Empty: not stated.', max_length=35, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\\d{3}))?(-([a-z0-9]{5,8}|\\d[a-z0-9]{3}))*\\Z', 'A language tag of BCP 47: “en”, “ru”, “uz-Cyrl”, “be-tarask”, “en-GB”.')])),
                ('sort', models.CharField(choices=[('official', 'official'), ('common', 'common'), ('short', 'short'), ('abbreviation', 'abbreviation'), ('former', 'former'), ('transliteration', 'transliteration')], default='common', max_length=16)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('changeset', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='changes.changeset')),
                ('entry', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='entries.entry')),
            ],
            options={
                'verbose_name': 'historical name',
                'verbose_name_plural': 'historical names',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'indexes': [models.Index(fields=['id', 'changeset'], name='entries_his_id_f81faf_idx'), models.Index(fields=['until'], name='entries_his_until_e9a05a_idx'), apps.changes.ranges.StoodIndex(fields=['changeset', 'until'], name='entries_his_changes_3ad37c_idx')],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Name',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attested', apps.dates.fields.EdtfField(help_text="A day on which a source says that it held (Wikidata's point in time).", interval=True, verbose_name='attested on')),
                ('note', apps.entries.cited.ProseField(blank=True)),
                ('rendered', apps.entries.rendered.RenderedField(blank=True, default='', editable=False, of='note')),
                ('cites', apps.entries.cited.CitesField(blank=True, help_text='@source-slug, locator; @another, locator')),
                ('rank', models.CharField(choices=[('preferred', 'preferred'), ('normal', 'normal'), ('deprecated', 'deprecated')], default='normal', max_length=10)),
                ('start', apps.dates.fields.EdtfField(help_text='EDTF: 1999, 1999-05, 1999-05-15, 1999~. Empty: unknown.')),
                ('end', apps.dates.fields.EdtfField(help_text='The same, or “..” where it goes on. Empty: unknown.', open_end=True)),
                ('start_earliest', apps.dates.fields.BoundField(edge='start_earliest', source='period')),
                ('start_latest', apps.dates.fields.BoundField(edge='start_latest', source='period')),
                ('end_earliest', apps.dates.fields.BoundField(edge='end_earliest', source='period')),
                ('end_latest', apps.dates.fields.BoundField(edge='end_latest', source='period')),
                ('confirmed', apps.dates.fields.BoundField(edge='confirmed', source='period')),
                ('text', models.CharField(max_length=300, verbose_name='name')),
                ('language', apps.entries.languages.LanguageField(blank=True, help_text='BCP 47: “en”, “ru”, “uz-Cyrl”. Empty: not stated.', max_length=35, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\\d{3}))?(-([a-z0-9]{5,8}|\\d[a-z0-9]{3}))*\\Z', 'A language tag of BCP 47: “en”, “ru”, “uz-Cyrl”, “be-tarask”, “en-GB”.')])),
                ('sort', models.CharField(choices=[('official', 'official'), ('common', 'common'), ('short', 'short'), ('abbreviation', 'abbreviation'), ('former', 'former'), ('transliteration', 'transliteration')], default='common', max_length=16)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='entries.entry')),
            ],
            options={
                'indexes': [models.Index(fields=['start_earliest', 'end_latest'], name='entries_nam_start_e_6ee422_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('start_earliest__lte', models.F('start_latest'))), name='name_start_in_order'), models.CheckConstraint(condition=models.Q(('end_earliest__lte', models.F('end_latest'))), name='name_end_in_order'), models.CheckConstraint(condition=models.Q(('start_earliest__lte', models.F('end_latest'))), name='name_start_before_end'), models.CheckConstraint(condition=models.Q(('rank__in', ['preferred', 'normal', 'deprecated'])), name='name_rank_known'), models.UniqueConstraint(fields=('entry', 'text', 'language', 'sort', 'start', 'rank'), name='name_once', violation_error_message='This name is recorded already: same text, language, sort and start.'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='name_has_text'), models.CheckConstraint(condition=models.Q(('sort__in', ['official', 'common', 'short', 'abbreviation', 'former', 'transliteration'])), name='name_sort_known')],
            },
        ),
    ]
