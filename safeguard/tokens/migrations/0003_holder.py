# Who answers for a token today; until now it was who made it.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

HELP = "who answers for it now: its maker, or who took it over; it works while they may manage tokens here"


def _holder(**kwargs: bool) -> models.ForeignKey:
    return models.ForeignKey(
        help_text=HELP,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        **kwargs,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("tokens", "0002_row_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(model_name="apitoken", name="holder", field=_holder(null=True)),
        migrations.RunSQL("UPDATE tokens_apitoken SET holder_id = created_by_id", migrations.RunSQL.noop),
        migrations.AlterField(model_name="apitoken", name="holder", field=_holder()),
    ]
