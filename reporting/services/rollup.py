"""A school's quarter, recomputed from base rows in one statement and upserted. The only place with these queries."""

from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from cases.models import Case
from cases.selectors.clocks import definition_of
from reporting.domain.limits import counted_limits
from reporting.domain.periods import Quarter
from safeguard import clock
from safeguard.organisations.models import ProcedureVersion, School
from safeguard.organisations.selectors.tree import last_parent_of

#: `total` counts each case once; a case of several kinds counts in each of them. Of several limits for one act the
#: one that ends first counts (C-01).
RECOMPUTE = """
WITH span AS MATERIALIZED (
  SELECT c.id, c.status, c.procedure_id, k.kind
  FROM cases_case c CROSS JOIN LATERAL (SELECT 'total' UNION ALL SELECT unnest(c.kinds)) AS k(kind)
  WHERE c.school_id = %(school)s AND c.received_at >= %(first)s AND c.received_at < %(after)s
), verdict AS (
  SELECT DISTINCT ON (d.case_id) d.case_id, d.is_bullying FROM commissions_decision d
  WHERE d.school_id = %(school)s ORDER BY d.case_id, d.decided_at DESC
), counted AS (
  SELECT * FROM unnest(%(procedures)s::uuid[], %(rules)s::text[], %(indicators)s::text[])
    AS c(procedure_id, rule, indicator)
), first_end AS (
  SELECT DISTINCT ON (d.case_id, c.indicator, d.subject_id) d.case_id, c.indicator, d.state FROM cases_deadline d
    JOIN span s ON s.id = d.case_id AND s.kind = 'total'
    JOIN counted c ON c.procedure_id = s.procedure_id AND c.rule = d.rule
    WHERE d.school_id = %(school)s ORDER BY d.case_id, c.indicator, d.subject_id, d.due_at
), figure(indicator, kind, value) AS (
  SELECT 'reports', k.kind, count(*) FROM cases_report r
    CROSS JOIN LATERAL (SELECT 'total' UNION ALL SELECT unnest(r.kinds)) AS k(kind)
    WHERE r.school_id = %(school)s AND r.head_received_at >= %(first)s AND r.head_received_at < %(after)s
    GROUP BY k.kind
  UNION ALL SELECT 'cases', kind, count(*) FROM span GROUP BY kind
  UNION ALL SELECT 'bullying', s.kind, count(*) FROM span s JOIN verdict v ON v.case_id = s.id AND v.is_bullying
    GROUP BY s.kind
  UNION ALL SELECT 'not_bullying', s.kind, count(*) FROM span s JOIN verdict v ON v.case_id = s.id
    AND NOT v.is_bullying GROUP BY s.kind
  UNION ALL SELECT 'pending', s.kind, count(*) FROM span s LEFT JOIN verdict v ON v.case_id = s.id
    WHERE v.is_bullying IS NULL AND s.status NOT IN ('closed', 'joined') GROUP BY s.kind
  UNION ALL SELECT CASE i.role WHEN 'victim' THEN 'victims' WHEN 'witness' THEN 'witnesses' ELSE 'accused' END, s.kind,
    count(DISTINCT (s.id, coalesce(i.child_id, i.adult_id))) FROM span s
    JOIN cases_involvement i ON i.school_id = %(school)s AND i.case_id = s.id AND i.left_at IS NULL
    GROUP BY i.role, s.kind
  UNION ALL SELECT f.indicator, s.kind, count(*) FROM span s JOIN first_end f ON f.case_id = s.id AND f.state = 'met'
    GROUP BY f.indicator, s.kind
  UNION ALL SELECT 'missed', s.kind, count(*) FROM span s
    JOIN cases_deadline d ON d.school_id = %(school)s AND d.case_id = s.id AND d.state IN ('missed', 'met_late')
    GROUP BY s.kind
), gone AS (
  DELETE FROM reporting_schoolcount c WHERE c.school_id = %(school)s AND c.year = %(year)s AND c.quarter = %(quarter)s
    AND NOT EXISTS (SELECT FROM figure f WHERE f.indicator = c.indicator AND f.kind = c.kind)
)
INSERT INTO reporting_schoolcount AS old
  (id, school_id, parent_id, year, quarter, indicator, kind, value, computed_at)
SELECT gen_random_uuid(), %(school)s, %(parent)s, %(year)s, %(quarter)s, indicator, kind, value, %(now)s FROM figure
ON CONFLICT (school_id, year, quarter, indicator, kind) DO UPDATE
  SET value = excluded.value, parent_id = excluded.parent_id, computed_at = excluded.computed_at
"""


def recompute_quarter(school: School, quarter: Quarter) -> None:
    """Inside the school's scope. The department is the one the school stood under when the quarter ended, or today."""
    zone = ZoneInfo(school.organisation.timezone)
    on = min(quarter.last, clock.today(zone))
    parent = last_parent_of(school.pk, on=on)
    if parent is None:
        return
    values: dict[str, Any] = {
        "school": school.pk,
        "parent": parent.pk,
        "year": quarter.year,
        "quarter": quarter.number,
        "first": datetime.combine(quarter.first, time.min, tzinfo=zone),
        "after": datetime.combine(quarter.next().first, time.min, tzinfo=zone),
        "now": clock.now(),
        **_columns(),
    }
    with connection.cursor() as cursor:
        cursor.execute(RECOMPUTE, values)


def _columns() -> dict[str, list[Any]]:
    """Which limit of which version counts in which indicator, as columns: of the versions that cases are pinned to."""
    pinned = ProcedureVersion.objects.filter(pk__in=Case.objects.values("procedure_id"))
    rows = [(each.pk, *counted) for each in pinned for counted in counted_limits(definition_of(each))]
    return {name: [row[place] for row in rows] for place, name in enumerate(("procedures", "rules", "indicators"))}


SUM_LEVEL = """
INSERT INTO reporting_levelcount AS old
  (id, organisation_id, parent_id, year, quarter, indicator, kind, value, computed_at)
SELECT gen_random_uuid(), %(organisation)s, %(parent)s, year, quarter, indicator, kind, sum(value), %(now)s
FROM (
  SELECT year, quarter, indicator, kind, value FROM reporting_schoolcount WHERE parent_id = %(organisation)s
  UNION ALL
  SELECT year, quarter, indicator, kind, value FROM reporting_levelcount WHERE parent_id = %(organisation)s
) below
WHERE (year, quarter) IN (SELECT * FROM unnest(%(years)s::int[], %(quarters)s::int[]))
GROUP BY year, quarter, indicator, kind
ON CONFLICT (organisation_id, year, quarter, indicator, kind) DO UPDATE
  SET value = excluded.value, parent_id = excluded.parent_id, computed_at = excluded.computed_at
"""
CLEAR_LEVEL = """
DELETE FROM reporting_levelcount WHERE organisation_id = %(organisation)s
  AND (year, quarter) IN (SELECT * FROM unnest(%(years)s::int[], %(quarters)s::int[]))
"""


def sum_level(organisation_id: UUID, parent_id: UUID, quarters: list[Quarter]) -> None:
    """Inside the organisation's department scope: its own figures from those directly below it."""
    values: dict[str, Any] = {
        "organisation": organisation_id,
        "parent": parent_id,
        "years": [quarter.year for quarter in quarters],
        "quarters": [quarter.number for quarter in quarters],
        "now": clock.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(CLEAR_LEVEL, values)
        cursor.execute(SUM_LEVEL, values)
