"""Decisions and orders get registers of their own; what exists is entered in the order in which it was made."""

from django.db import migrations, models

_EACH_SCHOOL = """
DO $$
DECLARE place uuid;
BEGIN
  FOR place IN SELECT organisation_id FROM organisations_school LOOP
    PERFORM set_config('safeguard.school', place::text, true);
    {work}
  END LOOP;
  PERFORM set_config('safeguard.school', '', true);
END $$;
"""
_ENTER_DECISIONS = _EACH_SCHOOL.format(
    work="""
    WITH entered AS (
      SELECT d.id, m.school_year, row_number() OVER (PARTITION BY m.school_year ORDER BY m.finalised_at, d.id) AS number
      FROM commissions_decision d JOIN commissions_meeting m ON m.id = d.meeting_id)
    UPDATE commissions_decision d SET number = entered.number, school_year = entered.school_year
      FROM entered WHERE entered.id = d.id;
    INSERT INTO registers_counter (id, school_id, register, year, last)
      SELECT gen_random_uuid(), place, 'decisions', school_year, max(number)
      FROM commissions_decision GROUP BY school_year;"""
)
_ENTER_ORDERS = _EACH_SCHOOL.format(
    work="""
    INSERT INTO registers_orderentry (id, school_id, number, year, kind, office_number, signed_on, case_id, subject_id,
        entered_at, entered_by, entered_by_name)
      SELECT gen_random_uuid(), place, row_number() OVER (PARTITION BY o.year ORDER BY o.signed_on, o.id), o.year,
        'composition', o.number, o.signed_on, NULL, o.id, o.entered_at, o.entered_by, ''
      FROM (SELECT *, (extract(year FROM signed_on - interval '8 months'))::int AS year FROM commissions_commissionorder) o;
    INSERT INTO registers_counter (id, school_id, register, year, last)
      SELECT gen_random_uuid(), place, 'orders', year, max(number) FROM registers_orderentry GROUP BY year;"""
)
_STRIKE = _EACH_SCHOOL.format(work="DELETE FROM registers_counter WHERE register IN ('decisions', 'orders');")
#: Finalised minutes refuse every change; this one gives a number and takes nothing.
_OFF = "ALTER TABLE commissions_decision DISABLE TRIGGER finalised"
_ON = "ALTER TABLE commissions_decision ENABLE TRIGGER finalised"


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_duty_acts'),
        ('commissions', '0003_finalised_never_changes'),
        ('registers', '0004_orders_and_notes_beside_a_line'),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='number',
            field=models.PositiveIntegerField(help_text='register of decisions, gapless per school year', null=True),
        ),
        migrations.AddField(
            model_name='decision',
            name='school_year',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.RunSQL(_OFF, _ON),
        migrations.RunSQL(_ENTER_DECISIONS, migrations.RunSQL.noop),
        migrations.RunSQL(_ON, _OFF),
        migrations.RunSQL(_ENTER_ORDERS, _STRIKE),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('school', 'school_year', 'number'), name='decision_number_once_a_year'),
        ),
    ]
