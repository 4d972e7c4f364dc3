"""An institution for adult learners is a type of its own: it works by another procedure (UA-B-IV.1.1)."""

from django.db import migrations, models

#: The one released procedure for adults. Whoever works by it teaches adults, whatever type was chosen before.
FORWARD = """
UPDATE organisations_school SET school_type = 'adults' WHERE organisation_id IN (
  SELECT organisation_id FROM (
    SELECT DISTINCT ON (organisation_id) organisation_id, procedure FROM organisations_adoption
    ORDER BY organisation_id, from_on DESC
  ) AS newest WHERE procedure = 'ua-dnipro-cpto'
)
"""
BACK = "UPDATE organisations_school SET school_type = 'college' WHERE school_type = 'adults'"


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0007_recounts_are_handed_out"),
    ]

    operations = [
        migrations.AlterField(
            model_name="school",
            name="school_type",
            field=models.CharField(
                choices=[
                    ("school", "School"),
                    ("gymnasium", "Gymnasium"),
                    ("lyceum", "Lyceum"),
                    ("college", "College"),
                    ("adults", "Institution for adult learners"),
                ],
                default="school",
                max_length=10,
            ),
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
