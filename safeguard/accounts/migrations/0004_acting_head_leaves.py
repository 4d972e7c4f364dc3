# The table stays; organisations take it over in their 0002.

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_sign_ins"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="ActingHead")],
        ),
    ]
