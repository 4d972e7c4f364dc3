# The first tables.

import django.db.models.deletion
import django.db.models.manager
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Counter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "register",
                    models.CharField(
                        choices=[
                            ("reports", "Register of reports"),
                            ("cases", "Register of cases"),
                            ("minutes", "Register of minutes and decisions"),
                            ("letters", "Register of outgoing letters"),
                            ("orders", "Register of orders"),
                        ],
                        max_length=10,
                    ),
                ),
                ("school_year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField()),
                (
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "every_school",
                "default_manager_name": "every_school",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "id"), name="counter_school_id"
                    ),
                    models.UniqueConstraint(
                        fields=("school", "register", "school_year"), name="counter_one"
                    ),
                ],
            },
            managers=[
                ("every_school", django.db.models.manager.Manager()),
            ],
        ),
    ]
