"""The floor: forced row security, same-school foreign keys, append-only tables."""

from django.db import migrations

from safeguard.tenancy.rls import ForceRowSecurity, SameSchoolForeignKey


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        ForceRowSecurity("child"),
        SameSchoolForeignKey("child", "data_key", "vault.datakey"),
        ForceRowSecurity("adult"),
        SameSchoolForeignKey("adult", "data_key", "vault.datakey"),
        ForceRowSecurity("schoolclass"),
        SameSchoolForeignKey("schoolclass", "teacher", "adult"),
        ForceRowSecurity("enrolment"),
        SameSchoolForeignKey("enrolment", "child", "child"),
        SameSchoolForeignKey("enrolment", "school_class", "schoolclass"),
        ForceRowSecurity("guardianship"),
        SameSchoolForeignKey("guardianship", "child", "child"),
        SameSchoolForeignKey("guardianship", "adult", "adult"),
        ForceRowSecurity("employment"),
        SameSchoolForeignKey("employment", "adult", "adult"),
    ]
