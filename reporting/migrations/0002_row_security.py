"""A school writes its own figures, the department above reads them; a department writes its own, its parent reads them."""

from django.db import migrations

from safeguard.tenancy.rls import DepartmentPolicy, ForceRowSecurity, NationalPolicy

MINE = "organisation_id = (SELECT nullif(current_setting('safeguard.department', true), '')::uuid)"
OWN_LEVEL = f"""
ALTER TABLE reporting_levelcount ENABLE ROW LEVEL SECURITY;
ALTER TABLE reporting_levelcount FORCE ROW LEVEL SECURITY;
CREATE POLICY own_level ON reporting_levelcount USING ({MINE}) WITH CHECK ({MINE});
"""
NO_LEVEL = """
DROP POLICY own_level ON reporting_levelcount;
ALTER TABLE reporting_levelcount NO FORCE ROW LEVEL SECURITY;
ALTER TABLE reporting_levelcount DISABLE ROW LEVEL SECURITY;
"""
STALE = """
GRANT SELECT (school_id, recorded_at) ON cases_caseevent TO safeguard_sweep;
GRANT SELECT (school_id, upto_at) ON reporting_rollupmark TO safeguard_sweep;
GRANT SELECT (organisation_id) ON organisations_school TO safeguard_sweep;
CREATE INDEX cases_caseevent_recorded ON cases_caseevent (school_id, recorded_at);
CREATE FUNCTION stale_schools(at_most integer) RETURNS TABLE (school_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.organisation_id FROM organisations_school s
  LEFT JOIN reporting_rollupmark m ON m.school_id = s.organisation_id
  WHERE EXISTS (SELECT FROM cases_caseevent e WHERE e.school_id = s.organisation_id
                AND e.recorded_at > coalesce(m.upto_at, '-infinity'))
  LIMIT at_most $$;
ALTER FUNCTION stale_schools(integer) OWNER TO safeguard_sweep;
REVOKE ALL ON FUNCTION stale_schools(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stale_schools(integer) TO safeguard_app;
"""
NOT_STALE = """
DROP FUNCTION stale_schools(integer);
DROP INDEX cases_caseevent_recorded;
REVOKE SELECT (organisation_id) ON organisations_school FROM safeguard_sweep;
REVOKE SELECT (school_id, upto_at) ON reporting_rollupmark FROM safeguard_sweep;
REVOKE SELECT (school_id, recorded_at) ON cases_caseevent FROM safeguard_sweep;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0001_initial"),
        ("cases", "0002_row_security"),
        ("commissions", "0002_row_security"),
    ]

    operations = [
        ForceRowSecurity("schoolcount"),
        DepartmentPolicy("schoolcount"),
        NationalPolicy("schoolcount"),
        migrations.RunSQL(OWN_LEVEL, NO_LEVEL),
        DepartmentPolicy("levelcount"),
        NationalPolicy("levelcount"),
        ForceRowSecurity("rollupmark"),
        migrations.RunSQL(STALE, NOT_STALE),
    ]
