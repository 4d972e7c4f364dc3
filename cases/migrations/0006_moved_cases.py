"""A case joins another or is split off one; a side that came or left keeps the code that papers gave it."""

import django.db.models.deletion
from django.db import migrations, models

from safeguard.tenancy.rls import SameSchoolForeignKey


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_duty_acts'),
        ('organisations', '0008_institutions_for_adults'),
        ('vault', '0002_row_security'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='joined_to',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='cases.case'),
        ),
        migrations.AddField(
            model_name='case',
            name='split_from',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='split_off', to='cases.case'),
        ),
        migrations.AddField(
            model_name='involvement',
            name='came_at',
            field=models.DateTimeField(help_text='when another case was joined to this one', null=True),
        ),
        migrations.AddField(
            model_name='involvement',
            name='left_at',
            field=models.DateTimeField(help_text='when the case was split and the side went to the new one', null=True),
        ),
        migrations.AlterField(
            model_name='case',
            name='status',
            field=models.CharField(choices=[('open', 'Open'), ('commission', 'Before the commission'), ('decided', 'Decided'), ('monitored', 'Measures are being followed'), ('closed', 'Closed'), ('joined', 'Joined to another case')], default='open', max_length=12),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('joined_to__isnull', False)), fields=['school', 'joined_to'], name='case_by_join'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('joined_to__isnull', False), ('status', 'joined')), models.Q(models.Q(('status', 'joined'), _negated=True), ('joined_to__isnull', True)), _connector='OR'), name='case_joined_says_to_which'),
        ),
        SameSchoolForeignKey("case", "joined_to", "case"),
        SameSchoolForeignKey("case", "split_from", "case"),
    ]
