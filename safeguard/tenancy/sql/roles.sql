-- The five roles of the database. Run by the superuser once per cluster, safe to run again.
-- Passwords are set by whoever runs it (docker-compose: from secrets; the local cluster trusts its socket).
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'safeguard_owner') THEN
    CREATE ROLE safeguard_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'safeguard_app') THEN
    CREATE ROLE safeguard_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'safeguard_sweep') THEN
    CREATE ROLE safeguard_sweep NOLOGIN NOSUPERUSER BYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'safeguard_national') THEN
    CREATE ROLE safeguard_national LOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'safeguard_backup') THEN
    CREATE ROLE safeguard_backup LOGIN NOSUPERUSER BYPASSRLS;
  END IF;
END $$;
-- The owner makes the one function that runs as `sweep`, so it may hand it over.
GRANT safeguard_sweep TO safeguard_owner;
