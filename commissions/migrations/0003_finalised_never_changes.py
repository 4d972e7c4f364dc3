"""The database refuses it too: no change once minutes are finalised, no ballot once its vote is closed.

The functions run as whoever writes, so row security holds inside them: they see the school in scope, where the row is.
"""

from django.db import migrations

_FUNCTIONS = """
CREATE FUNCTION commissions_is_finalised(parent text, parent_id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM commissions_meeting m WHERE m.state = 'finalised' AND m.id = CASE parent
    WHEN 'meeting' THEN parent_id
    WHEN 'item' THEN (SELECT meeting_id FROM commissions_agendaitem WHERE id = parent_id)
    WHEN 'motion' THEN (SELECT meeting_id FROM commissions_motion WHERE id = parent_id)
    WHEN 'hearing' THEN (SELECT meeting_id FROM commissions_hearing WHERE id = parent_id) END)
$$;

CREATE FUNCTION commissions_refuse_finalised() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE parent text := TG_ARGV[0];
BEGIN
  IF TG_OP <> 'INSERT' AND commissions_is_finalised(parent, (to_jsonb(OLD) ->> (parent || '_id'))::uuid)
     OR TG_OP <> 'DELETE' AND commissions_is_finalised(parent, (to_jsonb(NEW) ->> (parent || '_id'))::uuid) THEN
    RAISE EXCEPTION '% on %: the minutes are finalised', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION commissions_refuse_finalised_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE grows text[] := ARRAY['event_seq', 'event_hash'];
BEGIN
  IF OLD.state = 'finalised' AND (TG_OP = 'DELETE' OR to_jsonb(NEW) - grows IS DISTINCT FROM to_jsonb(OLD) - grows) THEN
    RAISE EXCEPTION '% on %: the minutes are finalised', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION commissions_refuse_closed_motion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL THEN
    RAISE EXCEPTION '% on %: the vote is closed', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION commissions_refuse_closed_ballot() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE vote uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.motion_id ELSE OLD.motion_id END;
BEGIN
  IF EXISTS (SELECT FROM commissions_motion WHERE id = vote AND closed_at IS NOT NULL) THEN
    RAISE EXCEPTION '% on %: the vote is closed', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
"""

_ANY = "INSERT OR UPDATE OR DELETE"
_PARENTS = {
    "hearing": "meeting",
    "agendaitem": "meeting",
    "separateopinion": "item",
    "invitation": "meeting",
    "attendance": "meeting",
    "motion": "meeting",
    "ballot": "motion",
    "measure": "hearing",
    "decision": "meeting",
}


def _triggers() -> list[migrations.RunSQL]:
    """One trigger a table; each undone by dropping it."""
    made = [
        ("commissions_meeting", "finalised", "UPDATE OR DELETE", "commissions_refuse_finalised_meeting()"),
        ("commissions_motion", "closed_vote", "UPDATE OR DELETE", "commissions_refuse_closed_motion()"),
        ("commissions_ballot", "closed_vote", _ANY, "commissions_refuse_closed_ballot()"),
        *(
            (f"commissions_{table}", "finalised", _ANY, f"commissions_refuse_finalised('{parent}')")
            for table, parent in _PARENTS.items()
        ),
    ]
    return [
        migrations.RunSQL(
            f"CREATE TRIGGER {name} BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}",
            f"DROP TRIGGER {name} ON {table}",
        )
        for table, name, events, function in made
    ]


_DROP_FUNCTIONS = """
DROP FUNCTION commissions_refuse_closed_ballot();
DROP FUNCTION commissions_refuse_closed_motion();
DROP FUNCTION commissions_refuse_finalised_meeting();
DROP FUNCTION commissions_refuse_finalised();
DROP FUNCTION commissions_is_finalised(text, uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("commissions", "0002_row_security")]

    operations = [migrations.RunSQL(_FUNCTIONS, _DROP_FUNCTIONS), *_triggers()]
