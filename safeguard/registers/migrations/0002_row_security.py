"""The floor: forced row security, same-school foreign keys, append-only tables."""

from django.db import migrations

from safeguard.tenancy.rls import ForceRowSecurity


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial")]

    operations = [
        ForceRowSecurity("counter"),
    ]
