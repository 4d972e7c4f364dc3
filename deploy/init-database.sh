#!/bin/bash
# Run once by the postgres image on an empty volume: the five roles, their passwords, the database and its rights.
set -euo pipefail
sql() { psql -X -q -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" "$@"; }
sql --dbname postgres --file /safeguard/roles.sql
for role in owner app national backup; do
  variable="SAFEGUARD_${role^^}_PASSWORD"
  sql --dbname postgres --set "role=safeguard_$role" --set "secret=${!variable}" <<< "ALTER ROLE :\"role\" PASSWORD :'secret';"
done
sql --dbname postgres --command 'CREATE DATABASE safeguard OWNER safeguard_owner'
sql --dbname safeguard --file /safeguard/database.sql
