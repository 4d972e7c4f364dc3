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
            name="DepartmentAlert",
            fields=[
                (
                    "id",
                    models.UUIDField(editable=False, primary_key=True, serialize=False),
                ),
                ("rule", models.CharField(max_length=40)),
                ("stage", models.CharField(max_length=30)),
                (
                    "subject_digest",
                    models.CharField(
                        help_text="HMAC of the deadline's id: once per deadline",
                        max_length=64,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("created_at", models.DateTimeField()),
                (
                    "department",
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
                "indexes": [
                    models.Index(
                        fields=["department", "created_at"],
                        name="department_alert_inbox",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "subject_digest", "stage"),
                        name="department_alert_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("reminder", "A deadline is near"),
                            ("escalation", "A deadline has passed"),
                            ("new_report", "A report has come in"),
                            ("meeting_notice", "A meeting is called"),
                            ("duty", "Something waits for you"),
                        ],
                        max_length=20,
                    ),
                ),
                ("recipient_id", models.UUIDField(help_text="the user")),
                ("case_id", models.UUIDField(null=True)),
                (
                    "subject_id",
                    models.UUIDField(help_text="deadline, meeting or report that this is about"),
                ),
                ("stage", models.CharField(max_length=30)),
                (
                    "rule",
                    models.CharField(
                        blank=True,
                        help_text="rule of the procedure, for the wording in the app",
                        max_length=40,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("not_before", models.DateTimeField(help_text="quiet hours end then")),
                (
                    "delivery",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("claimed", "Being sent"),
                            ("sent", "Sent"),
                            ("unknown", "Outcome unknown"),
                            ("failed", "Not delivered"),
                            ("bounced", "Returned"),
                            ("withdrawn", "No longer needed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "message_id",
                    models.CharField(
                        help_text="RFC 5322 Message-ID: a retry carries the same",
                        max_length=120,
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
                "indexes": [
                    models.Index(
                        fields=["school", "recipient_id", "created_at"],
                        name="message_inbox",
                    ),
                    models.Index(
                        condition=models.Q(("delivery__in", ["waiting", "claimed"])),
                        fields=["not_before"],
                        name="message_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "id"), name="message_school_id"),
                    models.UniqueConstraint(
                        fields=("school", "subject_id", "stage", "recipient_id"),
                        name="message_once_per_stage_and_recipient",
                    ),
                ],
            },
            managers=[
                ("every_school", django.db.models.manager.Manager()),
            ],
        ),
    ]
