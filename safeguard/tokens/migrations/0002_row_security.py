"""Answered keys belong to a school."""

from django.db import migrations

from safeguard.tenancy.rls import ForceRowSecurity


class Migration(migrations.Migration):
    dependencies = [("tokens", "0001_initial")]

    operations = [ForceRowSecurity("answeredkey")]
