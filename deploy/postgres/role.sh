#!/bin/bash
# Run once by the PostgreSQL image, when its folder is still empty: the program gets a role and a
# database of its own and is no superuser.
set -euo pipefail
password=$(<"${BELI_PASSWORD_FILE:-/run/secrets/db_app_password}")
# psql reads the password from its input, not from an argument that others on the machine could list.
psql -v ON_ERROR_STOP=1 --no-psqlrc --quiet --username "${POSTGRES_USER:-postgres}" --dbname postgres <<SQL
\set password '$password'
CREATE ROLE beli LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE beli OWNER beli ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE beli FROM PUBLIC;
SQL
