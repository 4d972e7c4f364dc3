"""The floor: forced row security, same-school foreign keys, append-only tables."""

from django.db import migrations

from safeguard.tenancy.rls import DepartmentPolicy, DueFunction, ForceRowSecurity


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]

    operations = [
        ForceRowSecurity("message"),
        ForceRowSecurity("departmentalert"),
        DepartmentPolicy("departmentalert", column="department_id"),
        DueFunction(
            "message",
            "due_messages",
            where="t.not_before <= at AND t.delivery IN ('waiting', 'claimed')",
            columns=["not_before", "delivery"],
            order="t.not_before",
        ),
    ]
