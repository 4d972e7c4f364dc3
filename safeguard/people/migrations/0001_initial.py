# The first tables.

import django.db.models.deletion
import django.db.models.manager
import safeguard.vault.fields
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Adult",
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
                ("name", safeguard.vault.fields.SealedField()),
                ("contact", safeguard.vault.fields.SealedField(null=True)),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("f", "Female"), ("m", "Male")],
                        max_length=1,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "user_id",
                    models.UUIDField(
                        help_text="the account, when the adult is a member of the school",
                        null=True,
                    ),
                ),
                ("is_staff", models.BooleanField(default=False)),
                (
                    "data_key",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
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
                "abstract": False,
                "base_manager_name": "every_school",
                "default_manager_name": "every_school",
            },
            managers=[
                ("every_school", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Child",
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
                ("name", safeguard.vault.fields.SealedField()),
                ("contact", safeguard.vault.fields.SealedField(null=True)),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("f", "Female"), ("m", "Male")],
                        max_length=1,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "birth_year",
                    models.PositiveSmallIntegerField(
                        help_text="coded for statistics; the date is sealed", null=True
                    ),
                ),
                ("born_on", safeguard.vault.fields.SealedField(null=True)),
                ("is_pupil", models.BooleanField(default=True)),
                ("left_on", models.DateField(null=True)),
                (
                    "data_key",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
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
                "abstract": False,
                "base_manager_name": "every_school",
                "default_manager_name": "every_school",
            },
            managers=[
                ("every_school", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Employment",
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
                ("position", models.CharField(max_length=100)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                (
                    "adult",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employments",
                        to="people.adult",
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
                "abstract": False,
                "base_manager_name": "every_school",
                "default_manager_name": "every_school",
            },
            managers=[
                ("every_school", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Guardianship",
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
                    "kinship",
                    models.CharField(
                        choices=[
                            ("mother", "Mother"),
                            ("father", "Father"),
                            ("guardian", "Guardian"),
                            ("adopter", "Adoptive parent"),
                            ("foster", "Foster carer"),
                            ("other", "Other representative"),
                        ],
                        max_length=10,
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                (
                    "adult",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guardianships",
                        to="people.adult",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guardianships",
                        to="people.child",
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
                "abstract": False,
                "base_manager_name": "every_school",
                "default_manager_name": "every_school",
            },
            managers=[
                ("every_school", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="SchoolClass",
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
                    "school_year",
                    models.PositiveSmallIntegerField(
                        help_text="the year it begins in: 2026 means 2026/27"
                    ),
                ),
                ("grade", models.PositiveSmallIntegerField()),
                ("letter", models.CharField(blank=True, max_length=4)),
                (
                    "school",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
                (
                    "teacher",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="classes",
                        to="people.adult",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "every_school",
                "default_manager_name": "every_school",
            },
            managers=[
                ("every_school", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Enrolment",
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
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                (
                    "child",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="people.child",
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
                (
                    "school_class",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="people.schoolclass",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "every_school",
                "default_manager_name": "every_school",
            },
            managers=[
                ("every_school", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name="adult",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="adult_school_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="adult",
            constraint=models.UniqueConstraint(
                fields=("school", "user_id"), name="adult_one_per_account"
            ),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="child_school_id"
            ),
        ),
        migrations.AddIndex(
            model_name="employment",
            index=models.Index(fields=["school", "adult"], name="employment_by_adult"),
        ),
        migrations.AddConstraint(
            model_name="employment",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="employment_school_id"
            ),
        ),
        migrations.AddIndex(
            model_name="guardianship",
            index=models.Index(
                fields=["school", "child"], name="guardianship_by_child"
            ),
        ),
        migrations.AddIndex(
            model_name="guardianship",
            index=models.Index(
                fields=["school", "adult"], name="guardianship_by_adult"
            ),
        ),
        migrations.AddConstraint(
            model_name="guardianship",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="guardianship_school_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolclass",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="schoolclass_school_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="schoolclass",
            constraint=models.UniqueConstraint(
                fields=("school", "school_year", "grade", "letter"),
                name="class_once_a_year",
            ),
        ),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(fields=["school", "child"], name="enrolment_by_child"),
        ),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(
                fields=["school", "school_class"], name="enrolment_by_class"
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="enrolment_school_id"
            ),
        ),
    ]
