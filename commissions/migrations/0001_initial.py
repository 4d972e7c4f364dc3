# The first tables.

import django.db.models.deletion
import django.db.models.manager
import uuid_utils.compat
from django.db import migrations, models

import safeguard.vault.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("organisations", "0001_initial"),
        ("people", "0001_initial"),
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Commission",
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
            },
            managers=[
                ("every_school", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="CommissionOrder",
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
                ("number", models.CharField(max_length=40)),
                ("signed_on", models.DateField()),
                ("entered_at", models.DateTimeField()),
                ("entered_by", models.UUIDField()),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="commissions.commission",
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
            name="Decision",
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
                ("is_substantiated", models.BooleanField()),
                (
                    "is_bullying",
                    models.BooleanField(
                        help_text="bullying, or a one-off conflict; empty: not qualified",
                        null=True,
                    ),
                ),
                ("reasons", safeguard.vault.fields.SealedField(null=True)),
                (
                    "decided_at",
                    models.DateTimeField(help_text="when the vote on the circumstances was closed"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="cases.case",
                    ),
                ),
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
            name="Hearing",
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
                ("rank", models.PositiveSmallIntegerField()),
                (
                    "basis",
                    safeguard.vault.fields.SealedField(
                        help_text="from whom and when the application or report came",
                        null=True,
                    ),
                ),
                (
                    "summary",
                    safeguard.vault.fields.SealedField(
                        help_text="short content of the application or report",
                        null=True,
                    ),
                ),
                (
                    "reasons",
                    safeguard.vault.fields.SealedField(help_text="why the commission decided so", null=True),
                ),
                ("saved_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hearings",
                        to="cases.case",
                    ),
                ),
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
            name="Measure",
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
                            ("needs", "Needs of the sides and services"),
                            ("causes", "Causes and how to remove them"),
                            ("educational", "Educational measures"),
                            ("staff_advice", "Recommendations to the staff"),
                            ("family_advice", "Recommendations to parents"),
                            ("monitoring", "Monitoring of the effect"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", safeguard.vault.fields.SealedField()),
                ("due_on", models.DateField(null=True)),
                (
                    "due_note",
                    safeguard.vault.fields.SealedField(
                        help_text="where one date isn't enough: weekly, constantly",
                        null=True,
                    ),
                ),
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
                    "decision",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="commissions.decision",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="commissions.hearing",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
            name="Meeting",
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
                ("tie_rule", models.CharField(max_length=10)),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="number of the minutes, given when they are finalised",
                        null=True,
                    ),
                ),
                ("school_year", models.PositiveSmallIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("place", models.CharField(max_length=100)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("called", "Called"),
                            ("open", "In session"),
                            ("closed", "Closed"),
                            ("finalised", "Minutes finalised"),
                            ("cancelled", "Not held"),
                        ],
                        default="called",
                        max_length=10,
                    ),
                ),
                (
                    "called_at",
                    models.DateTimeField(
                        help_text="when the call was entered: for a meeting held on paper, afterwards"
                    ),
                ),
                ("called_by", models.UUIDField()),
                (
                    "late_reason",
                    safeguard.vault.fields.SealedField(
                        help_text="why the meeting is past the limit or its notice late",
                        null=True,
                    ),
                ),
                (
                    "is_from_paper",
                    models.BooleanField(default=False, help_text="held on paper and entered afterwards"),
                ),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("finalised_at", models.DateTimeField(null=True)),
                ("finalised_by", models.UUIDField(null=True)),
                ("version", models.PositiveIntegerField(default=0)),
                ("event_seq", models.PositiveIntegerField(default=0, editable=False)),
                ("event_hash", models.BinaryField(default=bytes)),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="commissions.commission",
                    ),
                ),
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
                    "procedure",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.procedureversion",
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
        migrations.AddField(
            model_name="hearing",
            name="meeting",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hearings",
                to="commissions.meeting",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="meeting",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="commissions.meeting",
            ),
        ),
        migrations.CreateModel(
            name="AgendaItem",
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
                            ("agenda", "Approval of the agenda"),
                            ("finding", "Whether the circumstances are confirmed"),
                            ("qualification", "Bullying or a one-off conflict"),
                            ("measures", "Needs, measures and recommendations"),
                            ("other", "Another question"),
                        ],
                        max_length=20,
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField()),
                ("title", safeguard.vault.fields.SealedField()),
                (
                    "heard",
                    safeguard.vault.fields.SealedField(help_text="who reported and what, briefly", null=True),
                ),
                (
                    "spoke",
                    safeguard.vault.fields.SealedField(help_text="speeches, questions, remarks", null=True),
                ),
                ("resolved", safeguard.vault.fields.SealedField(null=True)),
                ("saved_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
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
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="commissions.meeting",
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
            name="MeetingEvent",
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
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="commissions.meeting",
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
            name="Seat",
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
                    "office",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("deputy", "Deputy chair"),
                            ("secretary", "Secretary"),
                            ("member", "Member"),
                        ],
                        default="member",
                        max_length=10,
                    ),
                ),
                (
                    "speciality",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("psychologist", "Practical psychologist"),
                            ("social_pedagogue", "Social pedagogue"),
                        ],
                        max_length=20,
                    ),
                ),
                ("position", models.CharField(max_length=100)),
                (
                    "rank",
                    models.PositiveSmallIntegerField(default=0, help_text="place in the list of the order"),
                ),
                ("from_on", models.DateField()),
                (
                    "until_on",
                    models.DateField(
                        help_text="last day, inclusive; the order that ended it is `ended_by`",
                        null=True,
                    ),
                ),
                (
                    "adult",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.adult",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="commissions.commission",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commissions.commissionorder",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commissions.commissionorder",
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
            name="Motion",
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
                            ("preside", "Elect who presides over this meeting"),
                            (
                                "keep_minutes",
                                "Elect who keeps the minutes of this meeting",
                            ),
                            ("agenda", "Approve the agenda"),
                            (
                                "substantiated",
                                "The circumstances reported are confirmed",
                            ),
                            (
                                "not_substantiated",
                                "The circumstances reported are not confirmed",
                            ),
                            ("bullying", "Qualify as bullying"),
                            ("conflict", "Qualify as a one-off conflict"),
                            ("measures", "Approve measures and recommendations"),
                            ("other", "Another question"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", safeguard.vault.fields.SealedField()),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "composition",
                    models.PositiveSmallIntegerField(help_text="N: seats approved on the meeting's date", null=True),
                ),
                ("present", models.PositiveSmallIntegerField(null=True)),
                ("quorum", models.PositiveSmallIntegerField(null=True)),
                ("majority", models.PositiveSmallIntegerField(null=True)),
                ("votes_for", models.PositiveSmallIntegerField(null=True)),
                ("votes_against", models.PositiveSmallIntegerField(null=True)),
                ("votes_abstained", models.PositiveSmallIntegerField(null=True)),
                ("tie_rule", models.CharField(blank=True, max_length=10)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("adopted", "Adopted"),
                            ("rejected", "Not adopted"),
                            ("no_quorum", "No quorum"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_casting_vote", models.BooleanField(default=False)),
                ("is_disputed_tie", models.BooleanField(default=False)),
                (
                    "accused",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.involvement",
                    ),
                ),
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
                    "item",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="motions",
                        to="commissions.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="motions",
                        to="commissions.meeting",
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
                    "candidate",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commissions.seat",
                    ),
                ),
                (
                    "presided_by",
                    models.ForeignKey(
                        db_index=False,
                        help_text="whose vote decides an equal split",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commissions.seat",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commissions.seat",
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
        migrations.AddField(
            model_name="meeting",
            name="keeper",
            field=models.ForeignKey(
                db_index=False,
                help_text="elected: secretary absent",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="commissions.seat",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="presiding",
            field=models.ForeignKey(
                db_index=False,
                help_text="elected: chair and deputy absent",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="commissions.seat",
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
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
                    "capacity",
                    models.CharField(
                        choices=[
                            ("member", "Member"),
                            ("applicant", "Applicant"),
                            ("guardian", "Representative, by consent"),
                            ("agency", "Subject of response"),
                            ("other", "Other person"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "whom",
                    safeguard.vault.fields.SealedField(help_text="name and office of an outside person", null=True),
                ),
                (
                    "has_consent",
                    models.BooleanField(
                        help_text="a representative takes part by consent (UA-B-IV.4.2b)",
                        null=True,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("product", "In this system"),
                            ("oral", "In conversation"),
                            ("phone", "By telephone"),
                            ("email", "By e-mail"),
                            ("paper", "On paper"),
                            ("line_102", "By calling 102"),
                        ],
                        max_length=10,
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True)),
                ("materials_at", models.DateTimeField(null=True)),
                (
                    "is_late",
                    models.BooleanField(
                        default=False,
                        help_text="after 18:00 of the day before: recorded, never hidden",
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("added_by", models.UUIDField()),
                (
                    "adult",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.adult",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
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
                (
                    "side_child",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.child",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="commissions.meeting",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commissions.seat",
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
            name="Ballot",
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
                    "choice",
                    models.CharField(
                        choices=[
                            ("for", "For"),
                            ("against", "Against"),
                            ("abstain", "Abstained"),
                        ],
                        max_length=10,
                    ),
                ),
                ("cast_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "motion",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="commissions.motion",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commissions.seat",
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
            name="Attendance",
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
                    "arrived_at",
                    models.DateTimeField(help_text="empty: absent", null=True),
                ),
                ("left_at", models.DateTimeField(null=True)),
                ("absence_reason", models.CharField(blank=True, max_length=100)),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "invitation",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commissions.invitation",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="commissions.meeting",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commissions.seat",
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
            name="SeparateOpinion",
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
                ("text", safeguard.vault.fields.SealedField()),
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
                    "item",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="commissions.agendaitem",
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
                    "seat",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commissions.seat",
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
            model_name="commission",
            constraint=models.UniqueConstraint(fields=("school", "id"), name="commission_school_id"),
        ),
        migrations.AddConstraint(
            model_name="commission",
            constraint=models.UniqueConstraint(fields=("school",), name="commission_one_per_school"),
        ),
        migrations.AddIndex(
            model_name="commissionorder",
            index=models.Index(
                fields=["school", "commission", "signed_on"],
                name="commission_order_by_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="commissionorder",
            constraint=models.UniqueConstraint(fields=("school", "id"), name="commissionorder_school_id"),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["school", "hearing"], name="measure_by_hearing"),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["school", "decision"], name="measure_by_decision"),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.UniqueConstraint(fields=("school", "id"), name="measure_school_id"),
        ),
        migrations.AddIndex(
            model_name="hearing",
            index=models.Index(fields=["school", "case"], name="hearing_by_case"),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.UniqueConstraint(fields=("school", "id"), name="hearing_school_id"),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.UniqueConstraint(fields=("school", "meeting", "case"), name="hearing_once"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["school", "case"], name="decision_by_case"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("school", "id"), name="decision_school_id"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("school", "meeting", "case"), name="decision_once"),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(fields=("school", "id"), name="agendaitem_school_id"),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(fields=("school", "meeting", "rank"), name="agenda_item_rank"),
        ),
        migrations.AddConstraint(
            model_name="meetingevent",
            constraint=models.UniqueConstraint(fields=("school", "id"), name="meetingevent_school_id"),
        ),
        migrations.AddConstraint(
            model_name="meetingevent",
            constraint=models.UniqueConstraint(fields=("school", "meeting", "seq"), name="meeting_event_seq"),
        ),
        migrations.AddIndex(
            model_name="seat",
            index=models.Index(fields=["school", "commission", "from_on"], name="seat_by_day"),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(fields=("school", "id"), name="seat_school_id"),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_on__isnull", True),
                    ("until_on__gte", models.F("from_on")),
                    _connector="OR",
                ),
                name="seat_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_by__isnull", True), ("until_on__isnull", True)),
                    models.Q(("ended_by__isnull", False), ("until_on__isnull", False)),
                    _connector="OR",
                ),
                name="seat_ends_by_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_on__isnull", True)),
                fields=("school", "commission", "adult"),
                name="seat_one_per_adult",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("office__in", ["chair", "deputy", "secretary"]),
                    ("until_on__isnull", True),
                ),
                fields=("school", "commission", "office"),
                name="seat_one_officer_each",
            ),
        ),
        migrations.AddIndex(
            model_name="motion",
            index=models.Index(fields=["school", "item"], name="motion_by_item"),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.UniqueConstraint(fields=("school", "id"), name="motion_school_id"),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("outcome", "")),
                    models.Q(
                        ("closed_at__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="motion_closed_has_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True)),
                fields=("school", "meeting"),
                name="motion_one_open_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["school", "starts_at"], name="meeting_by_start"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(fields=("school", "id"), name="meeting_school_id"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "finalised"), _negated=True),
                    models.Q(
                        ("finalised_at__isnull", False),
                        ("finalised_by__isnull", False),
                        ("number__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="meeting_finalised_has_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("school", "school_year", "number"),
                name="minutes_number_once_a_year",
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["school", "meeting"], name="invitation_by_meeting"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(fields=("school", "id"), name="invitation_school_id"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("seat__isnull", False)),
                fields=("school", "meeting", "seat"),
                name="invitation_one_per_seat",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("adult__isnull", False)),
                fields=("school", "meeting", "case", "adult", "side_child"),
                name="invitation_one_per_adult",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.UniqueConstraint(fields=("school", "id"), name="ballot_school_id"),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.UniqueConstraint(fields=("school", "motion", "seat"), name="ballot_one_per_seat"),
        ),
        migrations.AddIndex(
            model_name="attendance",
            index=models.Index(fields=["school", "meeting"], name="attendance_by_meeting"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(fields=("school", "id"), name="attendance_school_id"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("invitation__isnull", True), ("seat__isnull", False)),
                    models.Q(("invitation__isnull", False), ("seat__isnull", True)),
                    _connector="OR",
                ),
                name="attendance_is_one_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_at__isnull", True),
                    models.Q(
                        ("arrived_at__isnull", False),
                        ("left_at__gte", models.F("arrived_at")),
                    ),
                    _connector="OR",
                ),
                name="attendance_leaves_after_arrival",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("absence_reason", ""),
                    ("arrived_at__isnull", True),
                    _connector="OR",
                ),
                name="attendance_reason_is_of_an_absence",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at__isnull", True), ("seat__isnull", False)),
                fields=("school", "meeting", "seat"),
                name="attendance_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("invitation__isnull", False), ("left_at__isnull", True)),
                fields=("school", "meeting", "invitation"),
                name="attendance_guest_once_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="separateopinion",
            index=models.Index(fields=["school", "item"], name="separate_opinion_by_item"),
        ),
        migrations.AddConstraint(
            model_name="separateopinion",
            constraint=models.UniqueConstraint(fields=("school", "id"), name="separateopinion_school_id"),
        ),
    ]
