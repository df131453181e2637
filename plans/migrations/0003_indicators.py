from datetime import date

import django.db.models.deletion
from django.db import migrations, models


def make_indicators(apps, schema_editor):
    """Until now a document's figures stood by themselves; each becomes an indicator with one dated value."""
    Indicator, Terms = apps.get_model("plans", "Indicator"), apps.get_model("plans", "IndicatorTerms")
    Observation, Decision = apps.get_model("plans", "Observation"), apps.get_model("plans", "Decision")
    rows = Observation.objects.select_related("passage__document__plan", "section").order_by("passage__start", "pk")
    for row in rows:
        document = row.passage.document
        plan = document.plan
        decision = Decision.objects.filter(plan=plan, origin="plan").order_by("pk").first()
        if decision is None:
            on = document.imported_at.date()
            decision = Decision.objects.create(plan=plan, on=on, reason=document.title[:500], origin="plan")
        code = f"R{Indicator.objects.filter(plan=plan).count() + 1:03d}"
        indicator = Indicator.objects.create(plan=plan, code=code, section=row.section, sort=row.passage.start)
        Terms.objects.create(
            indicator=indicator, decision=decision, name=row.name, unit=row.unit, recorded_at=document.imported_at
        )
        period = document.reading.get("period") or {}
        row.indicator, row.decision, row.recorded_at = indicator, decision, document.imported_at
        row.period_label = period.get("label", "")[:24]
        row.start_on = date.fromisoformat(period["start_on"]) if period else plan.start_on
        row.end_on = date.fromisoformat(period["end_on"]) if period else plan.end_on
        row.kind = "plan_progress"
        row.save()
    if schema_editor.connection.vendor == "postgresql":
        # Keys are checked at the end of a transaction, and a table with checks to come cannot be altered.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


OPERATORS = [('=', '='), ('≈', '≈'), ('>', '>'), ('≥', '≥'), ('<', '<'), ('≤', '≤')]
KINDS = [('headline', 'Main indicator'), ('plan_progress', 'Progress of the annual plan'), ('rate_state', 'Rate or state'), ('operational', 'Work done'), ('pipeline', 'Intended or signed'), ('attribute', 'Attribute of a project')]
CORRECTIONS = [('error', 'Correction of an error'), ('revision', 'Revised statistics'), ('definition', 'Changed definition')]


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0002_review'),
    ]

    operations = [
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=8, verbose_name='code')),
                ('sort', models.PositiveIntegerField(default=0)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='plans.plan')),
                ('section', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='plans.section')),
            ],
            options={
                'verbose_name': 'indicator',
                'verbose_name_plural': 'indicators',
                'ordering': ['plan', 'section__start', 'sort', 'code'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'code'), name='indicator_code_once')],
            },
        ),
        migrations.CreateModel(
            name='IndicatorTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('withdrawn', models.BooleanField(default=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('unit', models.CharField(blank=True, max_length=20, verbose_name='unit')),
                ('frequency', models.CharField(blank=True, choices=[('monthly', 'Monthly'), ('quarterly', 'Quarterly'), ('half_year', 'Half-yearly'), ('yearly', 'Yearly'), ('once', 'Once')], max_length=10, verbose_name='frequency')),
                ('source_unit', models.CharField(blank=True, max_length=60, verbose_name='source unit')),
                ('nature', models.CharField(blank=True, choices=[('binding', 'Binding'), ('anticipatory', 'Anticipatory')], max_length=14, verbose_name='nature')),
                ('direction', models.CharField(blank=True, choices=[('up', 'More is better'), ('down', 'Less is better')], max_length=4, verbose_name='direction')),
                ('goal_text', models.CharField(blank=True, max_length=40, verbose_name='annual goal')),
                ('goal_operator', models.CharField(choices=OPERATORS, default='=', max_length=2)),
                ('is_public', models.BooleanField(default=True, verbose_name='shown in public issues')),
                ('recorded_at', models.DateTimeField()),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.decision')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='plans.indicator')),
                ('supersedes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='plans.indicatorterms')),
            ],
            options={
                'verbose_name': 'terms of an indicator',
                'verbose_name_plural': 'terms of indicators',
                'constraints': [models.CheckConstraint(condition=models.Q(('goal_operator__in', ['=', '≈', '>', '≥', '<', '≤'])), name='indicator_goal_operator_known'), models.UniqueConstraint(condition=models.Q(('supersedes', None)), fields=('indicator',), name='indicator_terms_begin_once')],
            },
        ),
        migrations.CreateModel(
            name='PublishedIndicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=8)),
                ('body', models.TextField()),
                ('salt', models.CharField(max_length=64)),
                ('sha256', models.CharField(max_length=64)),
                ('place', models.PositiveIntegerField(null=True)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('area', models.CharField(blank=True, max_length=30)),
                ('section', models.CharField(blank=True, max_length=30)),
                ('kind', models.CharField(blank=True, max_length=14)),
                ('words', models.TextField(blank=True)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='plans.publication')),
            ],
            options={
                'verbose_name': 'published indicator',
                'verbose_name_plural': 'published indicators',
                'ordering': ['publication', 'place'],
                'constraints': [models.UniqueConstraint(fields=('publication', 'code'), name='published_indicator_once')],
            },
        ),
        migrations.AddField(
            model_name='ruleset',
            name='show_findings',
            field=models.BooleanField(default=False, verbose_name='publish doubts about the figures of the report'),
        ),
        migrations.AlterField(
            model_name='withholding',
            name='published_task',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='withholding', to='plans.publishedtask'),
        ),
        migrations.AddField(
            model_name='withholding',
            name='published_indicator',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='withholding', to='plans.publishedindicator'),
        ),
        migrations.AddConstraint(
            model_name='withholding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_indicator__isnull', False), ('published_task', None)), models.Q(('published_indicator', None), ('published_task__isnull', False)), _connector='OR'), name='withholding_of_one_row'),
        ),
        migrations.RemoveConstraint(model_name='observation', name='observation_once'),
        migrations.RenameField(model_name='observation', old_name='share_of_plan_text', new_name='share_text'),
        migrations.RenameField(model_name='observation', old_name='stated_gap_text', new_name='gap_text'),
        migrations.AddField(
            model_name='observation',
            name='indicator',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='plans.indicator'),
        ),
        migrations.AddField(
            model_name='observation',
            name='decision',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.decision'),
        ),
        migrations.AddField(
            model_name='observation',
            name='supersedes',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='plans.observation'),
        ),
        migrations.AddField(model_name='observation', name='withdrawn', field=models.BooleanField(default=False)),
        migrations.AddField(
            model_name='observation',
            name='period_label',
            field=models.CharField(default='', max_length=24, verbose_name='period'),
            preserve_default=False,
        ),
        migrations.AddField(model_name='observation', name='start_on', field=models.DateField(null=True, verbose_name='from')),
        migrations.AddField(model_name='observation', name='end_on', field=models.DateField(null=True, verbose_name='to')),
        migrations.AddField(
            model_name='observation',
            name='yoy_text',
            field=models.CharField(blank=True, default='', max_length=20, verbose_name='growth on the year before, %'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='observation',
            name='growth_text',
            field=models.CharField(blank=True, default='', max_length=20, verbose_name='other growth, %'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='observation',
            name='growth_basis',
            field=models.CharField(blank=True, choices=[('annual_avg', 'Yearly average'), ('period', 'On the end of an earlier period')], default='', max_length=12, verbose_name='basis of growth'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='observation',
            name='average_text',
            field=models.CharField(blank=True, default='', max_length=40, verbose_name='average of the city'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='observation',
            name='rank_text',
            field=models.CharField(blank=True, default='', max_length=40, verbose_name='rank'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='observation',
            name='releasable_on',
            field=models.DateField(blank=True, null=True, verbose_name='not public before'),
        ),
        migrations.AddField(
            model_name='observation',
            name='kind',
            field=models.CharField(choices=KINDS, default='operational', max_length=14, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='observation',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='plans.indicator'),
        ),
        migrations.AddField(
            model_name='observation',
            name='repeats',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repeated_by', to='plans.observation'),
        ),
        migrations.AddField(
            model_name='observation',
            name='correction_kind',
            field=models.CharField(blank=True, choices=CORRECTIONS, default='', max_length=10, verbose_name='kind of correction'),
            preserve_default=False,
        ),
        migrations.AddField(model_name='observation', name='recorded_at', field=models.DateTimeField(null=True)),
        migrations.RunPython(make_indicators, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='observation',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='plans.indicator'),
        ),
        migrations.AlterField(
            model_name='observation',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.decision'),
        ),
        migrations.AlterField(model_name='observation', name='start_on', field=models.DateField(verbose_name='from')),
        migrations.AlterField(model_name='observation', name='end_on', field=models.DateField(verbose_name='to')),
        migrations.AlterField(model_name='observation', name='recorded_at', field=models.DateTimeField()),
        migrations.AlterField(
            model_name='observation',
            name='passage',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='plans.passage'),
        ),
        migrations.AlterField(
            model_name='observation',
            name='operator',
            field=models.CharField(choices=OPERATORS, default='=', max_length=2, verbose_name='operator'),
        ),
        migrations.AlterField(
            model_name='observation',
            name='share_text',
            field=models.CharField(blank=True, max_length=20, verbose_name='share of the annual plan, %'),
        ),
        migrations.AlterField(
            model_name='observation',
            name='gap_text',
            field=models.CharField(blank=True, max_length=20, verbose_name='stated lead or lag, points'),
        ),
        migrations.RemoveField(model_name='observation', name='section'),
        migrations.RemoveField(model_name='observation', name='name'),
        migrations.RemoveField(model_name='observation', name='unit'),
        migrations.AlterModelOptions(
            name='observation',
            options={'ordering': ['indicator', '-end_on', 'pk'], 'verbose_name': 'observation', 'verbose_name_plural': 'observations'},
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('operator__in', ['=', '≈', '>', '≥', '<', '≤'])), name='observation_operator_known'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['headline', 'plan_progress', 'rate_state', 'operational', 'pipeline', 'attribute'])), name='observation_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('end_on__gte', models.F('start_on'))), name='observation_ends_after_it_starts', violation_error_message='A period ends on or after its first day.'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.UniqueConstraint(condition=models.Q(('repeats', None), ('supersedes', None)), fields=('indicator', 'start_on', 'end_on'), name='observation_begins_once'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('repeats', None), models.Q(('passage__isnull', False), ('supersedes', None)), _connector='OR'), name='observation_repeats_in_the_document'),
        ),
    ]
