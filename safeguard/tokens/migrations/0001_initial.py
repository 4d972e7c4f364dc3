# Tokens of machines, and the requests that were sent with an idempotency key.

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.manager
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AnsweredKey',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('token_id', models.UUIDField()),
                ('key_digest', models.CharField(max_length=64)),
                ('body_digest', models.CharField(max_length=64)),
                ('subject_id', models.UUIDField(help_text='what the first request made')),
                ('at', models.DateTimeField()),
                ('school', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.school')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'every_school',
                'default_manager_name': 'every_school',
                'constraints': [models.UniqueConstraint(fields=('school', 'id'), name='answeredkey_school_id'), models.UniqueConstraint(fields=('school', 'token_id', 'key_digest'), name='answered_key_once')],
            },
            managers=[
                ('every_school', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('prefix', models.CharField(help_text='its first characters, to tell tokens apart', max_length=12)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('reports:write', 'File reports'), ('cases:read', 'Read cases: number, stage, kinds, place, times; no names and no words'), ('deadlines:read', 'Read limits'), ('statistics:read', 'Read figures')], max_length=20), size=None)),
                ('expires_at', models.DateTimeField()),
                ('created_at', models.DateTimeField()),
                ('last_used_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='api_tokens', to='organisations.organisation')),
                ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'created_at'], name='api_token_by_organisation')],
                'constraints': [models.CheckConstraint(condition=models.Q(('scopes', []), _negated=True), name='api_token_has_scopes'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='api_token_expires_later'), models.CheckConstraint(condition=models.Q(models.Q(('revoked_at__isnull', True), ('revoked_by__isnull', True)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='api_token_revoked_has_author')],
            },
        ),
    ]
