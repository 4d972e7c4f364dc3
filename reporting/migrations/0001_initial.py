# The first tables.

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="RollupMark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("upto_at", models.DateTimeField()),
                (
                    "school",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.school"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LevelCount",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(help_text="the school year's first calendar year")),
                ("quarter", models.PositiveSmallIntegerField()),
                (
                    "indicator",
                    models.CharField(
                        choices=[
                            ("reports", "Reports registered"),
                            ("cases", "Cases opened"),
                            ("bullying", "Cases qualified as bullying"),
                            ("not_bullying", "Cases not qualified as bullying"),
                            ("pending", "Cases still being considered"),
                            ("victims", "Victims"),
                            ("accused", "Alleged offenders"),
                            ("witnesses", "Witnesses"),
                            ("authority_in_time", "Police or law enforcement told in time"),
                            ("guardians_in_time", "Representatives told in time"),
                            ("meeting_in_time", "Commission met in time"),
                            ("resolution_in_time", "Considered in time"),
                            ("missed", "Limits missed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("kind", models.CharField(help_text="kind of violence, or total", max_length=20)),
                ("value", models.PositiveIntegerField()),
                ("computed_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["parent", "year", "quarter"], name="level_count_by_parent")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "year", "quarter", "indicator", "kind"), name="level_count_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolCount",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(help_text="the school year's first calendar year")),
                ("quarter", models.PositiveSmallIntegerField()),
                (
                    "indicator",
                    models.CharField(
                        choices=[
                            ("reports", "Reports registered"),
                            ("cases", "Cases opened"),
                            ("bullying", "Cases qualified as bullying"),
                            ("not_bullying", "Cases not qualified as bullying"),
                            ("pending", "Cases still being considered"),
                            ("victims", "Victims"),
                            ("accused", "Alleged offenders"),
                            ("witnesses", "Witnesses"),
                            ("authority_in_time", "Police or law enforcement told in time"),
                            ("guardians_in_time", "Representatives told in time"),
                            ("meeting_in_time", "Commission met in time"),
                            ("resolution_in_time", "Considered in time"),
                            ("missed", "Limits missed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("kind", models.CharField(help_text="kind of violence, or total", max_length=20)),
                ("value", models.PositiveIntegerField()),
                ("computed_at", models.DateTimeField()),
                (
                    "parent",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
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
                "indexes": [models.Index(fields=["parent", "year", "quarter"], name="school_count_by_parent")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "year", "quarter", "indicator", "kind"), name="school_count_one"
                    )
                ],
            },
        ),
    ]
