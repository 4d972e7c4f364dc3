"""The floor: forced row security, same-school foreign keys, append-only tables."""

from django.db import migrations

from safeguard.tenancy.rls import AppendOnly, ForceRowSecurity


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        ForceRowSecurity("accessrecord"),
        AppendOnly("accessrecord"),
        AppendOnly("administrativeact"),
    ]
