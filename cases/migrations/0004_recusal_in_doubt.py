# A member who bears the name of a side is recused until whose office it is says who is meant.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_direct_grants_and_due_index"),
    ]

    operations = [
        migrations.AlterField(
            model_name="recusal",
            name="ground",
            field=models.CharField(
                choices=[
                    ("side", "Is a side of the case"),
                    ("relative", "Is a relative of a side"),
                    ("declared", "Declared a conflict of interest"),
                    ("doubt", "Bears the name of a side"),
                ],
                max_length=10,
            ),
        ),
    ]
