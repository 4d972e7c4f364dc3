# The first tables.

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
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
                            ("ministry", "Ministry"),
                            ("region", "Region"),
                            ("district", "District"),
                            ("school", "School"),
                        ],
                        max_length=10,
                    ),
                ),
                ("slug", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "country",
                    models.CharField(
                        choices=[("ua", "Ukraine"), ("kz", "Kazakhstan")], max_length=2
                    ),
                ),
                ("timezone", models.CharField(max_length=40)),
                (
                    "language",
                    models.CharField(
                        help_text="language of record: its papers come in this language",
                        max_length=2,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("active", "Active"),
                            ("suspended", "Suspended"),
                            ("closed", "Closed"),
                        ],
                        default="active",
                        max_length=10,
                    ),
                ),
                ("state_from_on", models.DateField(null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "successor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None
                    ),
                ),
                ("position", models.CharField(blank=True, max_length=100)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("guest_case", models.UUIDField(null=True)),
                ("guest_ground", models.CharField(blank=True, max_length=200)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CalendarDay",
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
                ("day", models.DateField()),
                ("is_working", models.BooleanField()),
                ("reason", models.CharField(max_length=200)),
                ("order_number", models.CharField(max_length=40)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_days",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Adoption",
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
                ("procedure", models.CharField(max_length=40)),
                ("order_number", models.CharField(max_length=40)),
                ("order_on", models.DateField()),
                ("from_on", models.DateField()),
                (
                    "tie_rule",
                    models.CharField(
                        choices=[
                            (
                                "harmonised",
                                "The chair's vote counts once more; the sum must reach the majority",
                            ),
                            ("literal", "At any equal split the chair's side wins"),
                        ],
                        default="harmonised",
                        max_length=10,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adoptions",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Placement",
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
                (
                    "until_on",
                    models.DateField(
                        help_text="last day, inclusive; empty = still there", null=True
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children_placements",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProcedureVersion",
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
                ("procedure", models.CharField(max_length=40)),
                (
                    "version",
                    models.CharField(
                        help_text="the date of entry into force in the file's name",
                        max_length=20,
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        choices=[("ua", "Ukraine"), ("kz", "Kazakhstan")], max_length=2
                    ),
                ),
                ("in_force_on", models.DateField()),
                (
                    "content_hash",
                    models.CharField(
                        help_text="SHA-256 of the file, hex", max_length=64
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("procedure", "version"), name="procedure_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="school",
                        serialize=False,
                        to="organisations.organisation",
                    ),
                ),
                (
                    "school_type",
                    models.CharField(
                        choices=[
                            ("school", "School"),
                            ("gymnasium", "Gymnasium"),
                            ("lyceum", "Lyceum"),
                            ("college", "College"),
                        ],
                        default="school",
                        max_length=10,
                    ),
                ),
                (
                    "week",
                    models.PositiveSmallIntegerField(
                        default=5, help_text="working days a week: 5 or 6"
                    ),
                ),
                (
                    "calendar",
                    models.CharField(
                        help_text="calendar code of the rulebook, such as ua-martial",
                        max_length=20,
                    ),
                ),
                (
                    "martial_until_on",
                    models.DateField(
                        help_text="last day of martial law; empty = it continues",
                        null=True,
                    ),
                ),
                ("settlement", models.CharField(blank=True, max_length=100)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("pupils", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("week__in", [5, 6])),
                        name="school_week_is_5_or_6",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                fields=["country", "kind", "name"], name="organisation_by_country"
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                fields=["organisation", "user"], name="membership_by_organisation"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), ("guest_case__isnull", True)
                ),
                fields=("user", "organisation"),
                name="membership_one_live_per_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("guest_case__isnull", True),
                    models.Q(
                        ("granted_by__isnull", False),
                        ("until_on__isnull", False),
                        models.Q(("guest_ground", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="membership_guest_has_ground_and_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="membership_end_has_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarday",
            constraint=models.UniqueConstraint(
                fields=("organisation", "day"), name="calendar_day_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarday",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="calendar_day_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="adoption",
            constraint=models.UniqueConstraint(
                fields=("organisation", "from_on"), name="adoption_one_a_day"
            ),
        ),
        migrations.AddIndex(
            model_name="placement",
            index=models.Index(
                fields=["parent", "from_on"], name="placement_by_parent"
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("organisation", models.F("parent")), _negated=True),
                name="placement_not_under_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_on__isnull", True),
                    ("until_on__gte", models.F("from_on")),
                    _connector="OR",
                ),
                name="placement_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("organisation", "="),
                    (
                        models.Func(
                            models.F("from_on"),
                            models.F("until_on"),
                            models.Value("[]"),
                            function="daterange",
                        ),
                        "&&",
                    ),
                ],
                name="placement_one_parent_a_day",
            ),
        ),
    ]
