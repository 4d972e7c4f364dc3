# The first tables.

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.manager
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

import safeguard.vault.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("organisations", "0001_initial"),
        ("people", "0001_initial"),
        ("vault", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
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
                ("number", models.PositiveIntegerField()),
                ("school_year", models.PositiveSmallIntegerField()),
                (
                    "title",
                    safeguard.vault.fields.SealedField(
                        help_text="a few words for the list; sealed, because it may name a child"
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("psychological", "Psychological"),
                                ("physical", "Physical"),
                                ("cyber", "Online"),
                                ("social", "Exclusion"),
                                ("economic", "Taking money or things"),
                                ("sexual", "Sexual"),
                                ("neglect", "Neglect"),
                                ("exploitation", "Exploitation"),
                                ("bullying", "Bullying"),
                                ("intimidation", "Intimidation"),
                                ("pressure", "Pressure"),
                                ("other", "Other"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("classroom", "Classroom"),
                            ("corridor", "Corridor or stairs"),
                            ("changing_room", "Changing room or toilet"),
                            ("canteen", "Canteen"),
                            ("yard", "School yard"),
                            ("event", "Event outside the school"),
                            ("way", "On the way to or from school"),
                            ("online", "On the internet"),
                            ("home", "At home"),
                            ("community", "Elsewhere in the community"),
                            ("other", "Another place"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("commission", "Before the commission"),
                            ("decided", "Decided"),
                            ("monitored", "Measures are being followed"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("tie_rule", models.CharField(max_length=10)),
                (
                    "received_at",
                    models.DateTimeField(
                        help_text="when the head received the first report: the clocks count from here"
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("closed_on", models.DateField(null=True)),
                ("next_due_at", models.DateTimeField(editable=False, null=True)),
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
        migrations.CreateModel(
            name="Act",
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
                ("happened_at", models.DateTimeField()),
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
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="cases.case",
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
            name="CaseEvent",
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
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
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
            name="CaseUserObjectPermission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "object_pk",
                    models.CharField(max_length=255, verbose_name="object ID"),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="cases.case"
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="auth.permission",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("safeguard.school"),
                                    models.Value(True),
                                    function="current_setting",
                                    output_field=models.TextField(),
                                ),
                                models.Value(""),
                            ),
                            models.UUIDField(),
                        ),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Deadline",
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
                ("rule", models.CharField(max_length=40)),
                (
                    "subject_id",
                    models.UUIDField(
                        help_text="the meeting, where a case may have several of a rule",
                        null=True,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("is_default", models.BooleanField(default=False)),
                ("starts_at", models.DateTimeField()),
                ("calendar", models.CharField(max_length=20)),
                ("calendar_version", models.CharField(max_length=40)),
                ("explanation", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("met", "Met in time"),
                            ("missed", "Missed"),
                            ("met_late", "Done late"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "met_at",
                    models.DateTimeField(
                        help_text="when the act was done, not when it was entered",
                        null=True,
                    ),
                ),
                (
                    "met_event_id",
                    models.UUIDField(
                        help_text="the event that is the evidence", null=True
                    ),
                ),
                ("missed_at", models.DateTimeField(null=True)),
                ("late_seconds", models.PositiveBigIntegerField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="cases.case",
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
            name="DeadlineStage",
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
                        choices=[("remind", "Reminder"), ("escalate", "Escalation")],
                        max_length=10,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        help_text="key in the definition, such as remind-4h or escalate-24h",
                        max_length=30,
                    ),
                ),
                (
                    "recipients",
                    models.CharField(
                        help_text="duty holder, head, deputy, department; comma-separated",
                        max_length=100,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        help_text="sent, or why not: met, moved",
                        max_length=20,
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stages",
                        to="cases.deadline",
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
            name="Handling",
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
                ("user_id", models.UUIDField()),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handlings",
                        to="cases.case",
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
            name="Involvement",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("victim", "Victim"),
                            ("accused", "Alleged offender"),
                            ("witness", "Witness"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "grade",
                    models.PositiveSmallIntegerField(
                        help_text="the child's grade on that day, for statistics",
                        null=True,
                    ),
                ),
                ("age", models.PositiveSmallIntegerField(null=True)),
                ("sex", models.CharField(blank=True, max_length=1)),
                ("added_at", models.DateTimeField()),
                ("added_by", models.UUIDField()),
                (
                    "act",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="involvements",
                        to="cases.act",
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="involvements",
                        to="cases.case",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
            name="Notice",
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
                ("rule", models.CharField(max_length=40)),
                (
                    "told_whom",
                    safeguard.vault.fields.SealedField(
                        help_text="name and office of the person who took the notice"
                    ),
                ),
                ("told_at", models.DateTimeField()),
                (
                    "channel",
                    models.CharField(
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
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="outgoing or incoming number",
                        max_length=60,
                    ),
                ),
                ("remark", safeguard.vault.fields.SealedField(null=True)),
                ("decided_reason", safeguard.vault.fields.SealedField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField()),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="cases.case",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.notice",
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
            name="Recusal",
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
                ("user_id", models.UUIDField()),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("side", "Is a side of the case"),
                            ("relative", "Is a relative of a side"),
                            ("declared", "Declared a conflict of interest"),
                        ],
                        max_length=10,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField()),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusals",
                        to="cases.case",
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
            name="Report",
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
                    "number",
                    models.PositiveIntegerField(
                        help_text="register of reports, gapless per school year"
                    ),
                ),
                ("school_year", models.PositiveSmallIntegerField()),
                (
                    "reporter_name",
                    safeguard.vault.fields.SealedField(
                        help_text="who told the school, when that isn't a member",
                        null=True,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
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
                ("happened_at", models.DateTimeField()),
                (
                    "happened_exactly",
                    models.BooleanField(
                        default=False, help_text="false: only the day is known"
                    ),
                ),
                ("received_at", models.DateTimeField()),
                ("head_received_at", models.DateTimeField()),
                ("entered_at", models.DateTimeField()),
                ("entered_by", models.UUIDField()),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("psychological", "Psychological"),
                                ("physical", "Physical"),
                                ("cyber", "Online"),
                                ("social", "Exclusion"),
                                ("economic", "Taking money or things"),
                                ("sexual", "Sexual"),
                                ("neglect", "Neglect"),
                                ("exploitation", "Exploitation"),
                                ("bullying", "Bullying"),
                                ("intimidation", "Intimidation"),
                                ("pressure", "Pressure"),
                                ("other", "Other"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("classroom", "Classroom"),
                            ("corridor", "Corridor or stairs"),
                            ("changing_room", "Changing room or toilet"),
                            ("canteen", "Canteen"),
                            ("yard", "School yard"),
                            ("event", "Event outside the school"),
                            ("way", "On the way to or from school"),
                            ("online", "On the internet"),
                            ("home", "At home"),
                            ("community", "Elsewhere in the community"),
                            ("other", "Another place"),
                        ],
                        max_length=20,
                    ),
                ),
                ("place_note", safeguard.vault.fields.SealedField(null=True)),
                ("narrative", safeguard.vault.fields.SealedField()),
                (
                    "danger_now",
                    models.CharField(
                        choices=[
                            ("yes", "Yes, a child is at risk of harm now"),
                            ("no", "No, the child is safe now"),
                            ("unknown", "I don't know"),
                        ],
                        max_length=10,
                    ),
                ),
                ("first_aid_given", models.BooleanField()),
                ("first_aid_note", safeguard.vault.fields.SealedField(null=True)),
                ("language", models.CharField(max_length=2)),
                (
                    "status",
                    models.CharField(
                        choices=[("received", "Received"), ("withdrawn", "Withdrawn")],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.UUIDField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
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
                    "reporter",
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
        migrations.AddField(
            model_name="act",
            name="report",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acts",
                to="cases.report",
            ),
        ),
        migrations.CreateModel(
            name="ReportAddition",
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
                ("added_by_name", models.CharField(max_length=200)),
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
                    "report",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="additions",
                        to="cases.report",
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
            name="ReportDraft",
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
                ("author_id", models.UUIDField()),
                (
                    "answers",
                    safeguard.vault.fields.SealedField(help_text="JSON of the steps"),
                ),
                ("saved_at", models.DateTimeField()),
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
            name="SuspectedRepresentative",
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
                ("marked_at", models.DateTimeField()),
                ("marked_by", models.UUIDField()),
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
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspected",
                        to="cases.case",
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
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["school", "status", "next_due_at"], name="case_desk"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["school", "received_at"], name="case_by_receipt"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="case_school_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                fields=("school", "school_year", "number"),
                name="case_number_once_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", False), ("status", "closed")),
                    models.Q(
                        models.Q(("status", "closed"), _negated=True),
                        ("closed_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="case_closed_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseevent",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="caseevent_school_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="caseevent",
            constraint=models.UniqueConstraint(
                fields=("school", "case", "seq"), name="case_event_seq"
            ),
        ),
        migrations.AddIndex(
            model_name="caseuserobjectpermission",
            index=models.Index(
                fields=["content_type", "object_pk"],
                name="cases_caseu_content_badb19_idx",
            ),
        ),
        migrations.AlterUniqueTogether(
            name="caseuserobjectpermission",
            unique_together={("user", "permission", "object_pk")},
        ),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(fields=["school", "case"], name="deadline_by_case"),
        ),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(
                fields=["school", "state", "due_at"], name="deadline_board"
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="deadline_school_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.UniqueConstraint(
                fields=("school", "case", "rule", "subject_id"),
                name="deadline_once_per_rule",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("met_at__isnull", True),
                        ("missed_at__isnull", True),
                        ("state", "open"),
                    ),
                    models.Q(
                        ("late_seconds__isnull", True),
                        ("met_at__isnull", False),
                        ("missed_at__isnull", True),
                        ("state", "met"),
                    ),
                    models.Q(
                        ("met_at__isnull", True),
                        ("missed_at__isnull", False),
                        ("state", "missed"),
                    ),
                    models.Q(
                        ("late_seconds__isnull", False),
                        ("met_at__isnull", False),
                        ("state", "met_late"),
                    ),
                    _connector="OR",
                ),
                name="deadline_state_fits_instants",
            ),
        ),
        migrations.AddIndex(
            model_name="deadlinestage",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)),
                fields=["at"],
                name="deadline_stage_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinestage",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="deadlinestage_school_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinestage",
            constraint=models.UniqueConstraint(
                fields=("school", "deadline", "stage"), name="deadline_stage_once"
            ),
        ),
        migrations.AddIndex(
            model_name="handling",
            index=models.Index(fields=["school", "user_id"], name="handling_by_user"),
        ),
        migrations.AddConstraint(
            model_name="handling",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="handling_school_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="handling",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_at__isnull", True)),
                fields=("school", "case", "user_id"),
                name="handling_once",
            ),
        ),
        migrations.AddIndex(
            model_name="involvement",
            index=models.Index(fields=["school", "case"], name="involvement_by_case"),
        ),
        migrations.AddIndex(
            model_name="involvement",
            index=models.Index(fields=["school", "child"], name="involvement_by_child"),
        ),
        migrations.AddIndex(
            model_name="involvement",
            index=models.Index(fields=["school", "adult"], name="involvement_by_adult"),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="involvement_school_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("adult__isnull", True), ("child__isnull", False)),
                    models.Q(("adult__isnull", False), ("child__isnull", True)),
                    _connector="OR",
                ),
                name="involvement_is_one_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.UniqueConstraint(
                fields=("school", "act", "child"), name="involvement_child_once_per_act"
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.UniqueConstraint(
                fields=("school", "act", "adult"), name="involvement_adult_once_per_act"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                fields=["school", "case", "rule"], name="notice_by_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="notice_school_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("told_at__lte", models.F("recorded_at"))),
                name="notice_not_in_the_future",
            ),
        ),
        migrations.AddIndex(
            model_name="recusal",
            index=models.Index(fields=["school", "user_id"], name="recusal_by_user"),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="recusal_school_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(
                fields=("school", "case", "user_id"), name="recusal_once"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["school", "case"], name="report_by_case"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["school", "entered_by", "entered_at"], name="report_by_author"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["school", "head_received_at"], name="report_by_receipt"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="report_school_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                fields=("school", "school_year", "number"),
                name="report_number_once_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("happened_at__lte", models.F("received_at")),
                    ("head_received_at__lte", models.F("entered_at")),
                    ("received_at__lte", models.F("head_received_at")),
                ),
                name="report_instants_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status", "received"),
                        ("withdrawn_at__isnull", True),
                        ("withdrawn_by__isnull", True),
                    ),
                    models.Q(
                        ("status", "withdrawn"),
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="report_withdrawn_has_author",
            ),
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(fields=["school", "case"], name="act_by_case"),
        ),
        migrations.AddConstraint(
            model_name="act",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="act_school_id"
            ),
        ),
        migrations.AddIndex(
            model_name="reportaddition",
            index=models.Index(
                fields=["school", "report", "added_at"],
                name="report_addition_by_report",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportaddition",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="reportaddition_school_id"
            ),
        ),
        migrations.AddIndex(
            model_name="reportdraft",
            index=models.Index(
                fields=["school", "author_id"], name="report_draft_by_author"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportdraft",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="reportdraft_school_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="suspectedrepresentative",
            constraint=models.UniqueConstraint(
                fields=("school", "id"), name="suspectedrepresentative_school_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="suspectedrepresentative",
            constraint=models.UniqueConstraint(
                fields=("school", "case", "adult"), name="suspected_once"
            ),
        ),
    ]
