# Accounts of namesakes that aren't the adult's.

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_row_security"),
    ]

    operations = [
        migrations.AddField(
            model_name="adult",
            name="not_users",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
                default=list,
                help_text="accounts of namesakes that aren't this adult's",
                size=None,
            ),
        ),
    ]
