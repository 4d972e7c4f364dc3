"""The floor: forced row security, same-school foreign keys, append-only tables."""

from django.db import migrations

from safeguard.tenancy.rls import DueFunction, ForceRowSecurity, SameSchoolForeignKey


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        ForceRowSecurity("document"),
        SameSchoolForeignKey("document", "data_key", "vault.datakey"),
        ForceRowSecurity("attachment"),
        SameSchoolForeignKey("attachment", "data_key", "vault.datakey"),
        DueFunction(
            "document",
            "due_documents",
            where="t.finalised_at <= at AND t.state = 'finalised'",
            columns=["finalised_at", "state"],
            order="t.finalised_at",
        ),
    ]
