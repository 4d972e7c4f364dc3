"""Letters and orders count by the calendar year, so the column is no longer a school year."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0002_row_security")]

    operations = [
        migrations.RemoveConstraint("counter", "counter_one"),
        migrations.RenameField("counter", "school_year", "year"),
        migrations.AlterField(
            "counter",
            "year",
            models.PositiveSmallIntegerField(help_text="calendar year, or the year in which the school year begins"),
        ),
        migrations.AddConstraint(
            "counter", models.UniqueConstraint(name="counter_one", fields=["school", "register", "year"])
        ),
    ]
