"""The floor under documents: forced row security, same-school keys, and nothing finalised ever changes."""

from django.db import migrations

from safeguard.tenancy.rls import AppendOnly, DueFunction, ForceRowSecurity, SameSchoolForeignKey

FROZEN = """
CREATE FUNCTION documents_document_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'finalised' OR NEW.state <> 'rendered'
     OR (to_jsonb(OLD) - '{state,pdf,pdf_sha256,rendered_at,event_seq,event_hash}'::text[])
        <> (to_jsonb(NEW) - '{state,pdf,pdf_sha256,rendered_at,event_seq,event_hash}'::text[]) THEN
    RAISE EXCEPTION 'document %: finalised, only its PDF may be added, once', OLD.id
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON documents_document
  FOR EACH ROW EXECUTE FUNCTION documents_document_frozen();
"""
THAWED = """
DROP TRIGGER frozen ON documents_document;
DROP FUNCTION documents_document_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        ForceRowSecurity("document"),
        SameSchoolForeignKey("document", "data_key", "vault.datakey"),
        ForceRowSecurity("documentevent"),
        SameSchoolForeignKey("documentevent", "data_key", "vault.datakey"),
        SameSchoolForeignKey("documentevent", "document", "document"),
        AppendOnly("documentevent"),
        ForceRowSecurity("attachment"),
        SameSchoolForeignKey("attachment", "data_key", "vault.datakey"),
        DueFunction(
            "document",
            "due_documents",
            where="t.finalised_at <= at AND t.state = 'finalised'",
            columns=["finalised_at", "state"],
            order="t.finalised_at",
        ),
        migrations.RunSQL(FROZEN, THAWED),
    ]
