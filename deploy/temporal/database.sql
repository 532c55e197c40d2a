-- Temporal's own role and its two databases. May be run again: it then only sets the password.
-- psql 15 or newer, as the server's superuser, with POSTGRES_TEMPORAL_PASSWORD in the environment.
\set ON_ERROR_STOP on
\set QUIET on
\getenv password POSTGRES_TEMPORAL_PASSWORD
SET log_statement = 'none';

SELECT 'CREATE ROLE temporal LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'temporal') \gexec
ALTER ROLE temporal PASSWORD :'password';

SELECT format('CREATE DATABASE %I OWNER temporal', wanted.name)
FROM (VALUES ('temporal'), ('temporal_visibility')) AS wanted (name)
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = wanted.name) \gexec

REVOKE CONNECT ON DATABASE temporal, temporal_visibility FROM PUBLIC;
