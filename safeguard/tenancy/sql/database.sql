-- Rights inside one database. Run by the superuser in it, before the first migration; safe to run again.
ALTER SCHEMA public OWNER TO safeguard_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO safeguard_app, safeguard_national, safeguard_backup, safeguard_sweep;
-- A function handed to `sweep` must be creatable in the schema that holds it.
GRANT CREATE ON SCHEMA public TO safeguard_sweep;
CREATE EXTENSION IF NOT EXISTS btree_gist;
-- What the owner makes later is usable by the application, which never owns, truncates or alters anything.
ALTER DEFAULT PRIVILEGES FOR ROLE safeguard_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO safeguard_app;
ALTER DEFAULT PRIVILEGES FOR ROLE safeguard_owner IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO safeguard_app;
ALTER DEFAULT PRIVILEGES FOR ROLE safeguard_owner IN SCHEMA public
  GRANT SELECT ON TABLES TO safeguard_backup;
ALTER DEFAULT PRIVILEGES FOR ROLE safeguard_owner IN SCHEMA public
  GRANT SELECT ON SEQUENCES TO safeguard_backup;
