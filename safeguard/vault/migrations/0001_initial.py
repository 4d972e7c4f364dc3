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
            name="DataKey",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("case", "Case"),
                            ("person", "Person"),
                            ("draft", "Draft"),
                        ],
                        max_length=10,
                    ),
                ),
                ("wrapped", models.BinaryField(null=True)),
                ("created_at", models.DateTimeField()),
                ("shredded_at", models.DateTimeField(null=True)),
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
                        fields=("school", "id"), name="datakey_school_id"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("shredded_at__isnull", True),
                                ("wrapped__isnull", False),
                            ),
                            models.Q(
                                ("shredded_at__isnull", False),
                                ("wrapped__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="data_key_shredded_has_no_bytes",
                    ),
                ],
            },
            managers=[
                ("every_school", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="SchoolKey",
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
                ("master_id", models.CharField(max_length=20)),
                ("wrapped", models.BinaryField()),
                ("created_at", models.DateTimeField()),
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
                        fields=("school", "id"), name="schoolkey_school_id"
                    ),
                    models.UniqueConstraint(fields=("school",), name="school_key_one"),
                ],
            },
            managers=[
                ("every_school", django.db.models.manager.Manager()),
            ],
        ),
    ]
