from django.db import migrations

from safeguard.tenancy.rls import AppendOnly


class Migration(migrations.Migration):
    """Cases are pinned to editions: what was released or approved, and what a reviewer said, stays."""

    dependencies = [("organisations", "0003_editions_of_institutions")]

    operations = [AppendOnly("ProcedureVersion"), AppendOnly("ProcedureText"), AppendOnly("DraftReview")]
