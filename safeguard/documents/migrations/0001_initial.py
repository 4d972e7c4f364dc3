# The first tables.

import django.db.models.deletion
import django.db.models.manager
import uuid_utils.compat
from django.db import migrations, models

import safeguard.vault.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
        ("vault", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("police_notice", "Letter to the police"),
                            ("guardian_notice", "Letter to a representative"),
                            ("child_service_notice", "Letter to the service for children"),
                            ("social_services_notice", "Letter to the centre of social services"),
                            ("agency_notice", "Letter to an authority"),
                            ("meeting_notice", "Notice of a meeting"),
                            ("minutes", "Minutes"),
                        ],
                        max_length=30,
                    ),
                ),
                ("number", models.CharField(max_length=20)),
                ("case_id", models.UUIDField(null=True)),
                ("subject_id", models.UUIDField(help_text="meeting, notice or side that the document is about")),
                ("language", models.CharField(max_length=2)),
                (
                    "layout",
                    models.CharField(
                        help_text="template and its version: a later layout never redraws this one", max_length=20
                    ),
                ),
                ("sheet", safeguard.vault.fields.SealedField(help_text="canonical JSON of the frozen content")),
                ("sheet_sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("finalised", "Finalised"), ("rendered", "Ready to print")],
                        default="finalised",
                        max_length=10,
                    ),
                ),
                ("finalised_at", models.DateTimeField()),
                ("finalised_by", models.UUIDField()),
                ("pdf", safeguard.vault.fields.SealedField(null=True)),
                ("pdf_sha256", models.CharField(blank=True, max_length=64)),
                ("rendered_at", models.DateTimeField(null=True)),
                ("event_seq", models.PositiveIntegerField(default=0, editable=False)),
                ("event_hash", models.BinaryField(default=bytes)),
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
            name="DocumentEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("seq", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=60)),
                ("occurred_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("by_user_id", models.UUIDField(null=True)),
                ("by_name", models.CharField(blank=True, max_length=200)),
                ("data", models.JSONField(default=dict)),
                ("text", safeguard.vault.fields.SealedField(null=True)),
                ("prev_hash", models.BinaryField()),
                ("hash", models.BinaryField()),
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
                    "document",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="documents.document",
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
            name="Attachment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField(null=True)),
                ("subject_id", models.UUIDField(help_text="report or notice that it belongs to")),
                ("name", safeguard.vault.fields.SealedField()),
                ("body", safeguard.vault.fields.SealedField()),
                (
                    "media_type",
                    models.CharField(
                        help_text="sniffed from the bytes, never believed from the browser", max_length=60
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField()),
                ("added_by", models.UUIDField()),
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
                "indexes": [models.Index(fields=["school", "subject_id"], name="attachment_by_subject")],
                "constraints": [models.UniqueConstraint(fields=("school", "id"), name="attachment_school_id")],
            },
            managers=[
                ("every_school", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["school", "case_id", "finalised_at"], name="document_by_case"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["school", "subject_id"], name="document_by_subject"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("school", "id"), name="document_school_id"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pdf__isnull", True), ("state", "finalised")),
                    models.Q(("pdf__isnull", False), ("rendered_at__isnull", False), ("state", "rendered")),
                    _connector="OR",
                ),
                name="document_rendered_has_bytes",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentevent",
            constraint=models.UniqueConstraint(fields=("school", "id"), name="documentevent_school_id"),
        ),
        migrations.AddConstraint(
            model_name="documentevent",
            constraint=models.UniqueConstraint(fields=("school", "document", "seq"), name="document_event_seq"),
        ),
    ]
