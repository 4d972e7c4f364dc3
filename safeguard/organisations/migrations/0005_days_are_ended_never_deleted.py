import uuid_utils.compat
from django.db import migrations, models

#: What the application may no longer do: an order is ended by another one, its days stay to be read.
REVOKE = "REVOKE DELETE, TRUNCATE ON organisations_calendarday FROM safeguard_app"
GRANT = "GRANT DELETE ON organisations_calendarday TO safeguard_app"


class Migration(migrations.Migration):
    """A day of the calendar says by whom and when it was entered and ended. Days entered before are acts of one day."""

    dependencies = [("organisations", "0004_editions_never_change")]

    operations = [
        migrations.RemoveConstraint(model_name="calendarday", name="calendar_day_once"),
        migrations.AddField("calendarday", "act_id", models.UUIDField(null=True)),
        migrations.RunSQL("UPDATE organisations_calendarday SET act_id = id", migrations.RunSQL.noop, elidable=True),
        migrations.AlterField("calendarday", "act_id", models.UUIDField(default=uuid_utils.compat.uuid7)),
        migrations.AddField(
            "calendarday",
            "order_on",
            models.DateField(help_text="empty for what was entered before 0.2", null=True),
        ),
        migrations.AddField("calendarday", "made_at", models.DateTimeField(null=True)),
        migrations.AddField("calendarday", "made_by", models.UUIDField(null=True)),
        migrations.AddField("calendarday", "made_by_name", models.CharField(blank=True, default="", max_length=200), preserve_default=False),
        migrations.AddField("calendarday", "ended_at", models.DateTimeField(null=True)),
        migrations.AddField("calendarday", "ended_by", models.UUIDField(null=True)),
        migrations.AddField("calendarday", "ended_by_name", models.CharField(blank=True, default="", max_length=200), preserve_default=False),
        migrations.AddField("calendarday", "end_reason", models.CharField(blank=True, default="", max_length=200), preserve_default=False),
        migrations.AddField("calendarday", "end_order_number", models.CharField(blank=True, default="", max_length=40), preserve_default=False),
        migrations.AddField("calendarday", "end_order_on", models.DateField(null=True)),
        migrations.AddIndex(
            model_name="calendarday",
            index=models.Index(fields=["organisation", "act_id"], name="calendar_day_by_act"),
        ),
        migrations.AddConstraint(
            model_name="calendarday",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("organisation", "day"), name="calendar_day_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarday",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("ended_at__isnull", True)),
                    models.Q(("ended_at__isnull", False), models.Q(("end_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="calendar_day_end_has_reason",
            ),
        ),
        migrations.RunSQL(REVOKE, GRANT),
    ]
