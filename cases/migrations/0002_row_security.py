"""The floor: forced row security, same-school foreign keys, append-only tables."""

from django.db import migrations

from safeguard.tenancy.rls import (
    AppendOnly,
    DueFunction,
    ForceRowSecurity,
    SameSchoolForeignKey,
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        ForceRowSecurity("case"),
        SameSchoolForeignKey("case", "data_key", "vault.datakey"),
        ForceRowSecurity("caseevent"),
        SameSchoolForeignKey("caseevent", "data_key", "vault.datakey"),
        SameSchoolForeignKey("caseevent", "case", "case"),
        AppendOnly("caseevent"),
        ForceRowSecurity("caseuserobjectpermission"),
        SameSchoolForeignKey("caseuserobjectpermission", "content_object", "case"),
        ForceRowSecurity("handling"),
        SameSchoolForeignKey("handling", "case", "case"),
        ForceRowSecurity("recusal"),
        SameSchoolForeignKey("recusal", "case", "case"),
        ForceRowSecurity("deadline"),
        SameSchoolForeignKey("deadline", "case", "case"),
        ForceRowSecurity("deadlinestage"),
        SameSchoolForeignKey("deadlinestage", "deadline", "deadline"),
        ForceRowSecurity("report"),
        SameSchoolForeignKey("report", "data_key", "vault.datakey"),
        SameSchoolForeignKey("report", "case", "case"),
        SameSchoolForeignKey("report", "reporter", "people.adult"),
        ForceRowSecurity("reportaddition"),
        SameSchoolForeignKey("reportaddition", "data_key", "vault.datakey"),
        SameSchoolForeignKey("reportaddition", "report", "report"),
        ForceRowSecurity("reportdraft"),
        SameSchoolForeignKey("reportdraft", "data_key", "vault.datakey"),
        ForceRowSecurity("act"),
        SameSchoolForeignKey("act", "case", "case"),
        SameSchoolForeignKey("act", "report", "report"),
        ForceRowSecurity("involvement"),
        SameSchoolForeignKey("involvement", "case", "case"),
        SameSchoolForeignKey("involvement", "act", "act"),
        SameSchoolForeignKey("involvement", "child", "people.child"),
        SameSchoolForeignKey("involvement", "adult", "people.adult"),
        ForceRowSecurity("notice"),
        SameSchoolForeignKey("notice", "data_key", "vault.datakey"),
        SameSchoolForeignKey("notice", "case", "case"),
        SameSchoolForeignKey("notice", "side_child", "people.child"),
        SameSchoolForeignKey("notice", "adult", "people.adult"),
        SameSchoolForeignKey("notice", "corrects", "notice"),
        ForceRowSecurity("suspectedrepresentative"),
        SameSchoolForeignKey("suspectedrepresentative", "case", "case"),
        SameSchoolForeignKey("suspectedrepresentative", "adult", "people.adult"),
        DueFunction(
            "deadlinestage",
            "due_deadline_stages",
            where="t.at <= due_deadline_stages.at AND t.done_at IS NULL",
            columns=["at", "done_at"],
            order="t.at",
        ),
        DueFunction(
            "deadline",
            "due_deadlines",
            where="t.due_at < at AND t.state = 'open'",
            columns=["due_at", "state"],
            order="t.due_at",
        ),
    ]
