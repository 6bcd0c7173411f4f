-- Database and its users with the least rights. Run once, as a superuser of PostgreSQL:
--   psql -v owner_password=… -v site_password=… -v backup_password=… -f deploy/roles.sql
-- huiqi_owner owns the tables and migrates (OWNER_URL); huiqi reads and writes rows (DATABASE_URL); huiqi_backup reads (BACKUP_URL).
\set ON_ERROR_STOP on
CREATE ROLE huiqi_owner LOGIN CONNECTION LIMIT 5 PASSWORD :'owner_password';
CREATE ROLE huiqi LOGIN CONNECTION LIMIT 80 PASSWORD :'site_password';
CREATE ROLE huiqi_backup LOGIN CONNECTION LIMIT 3 PASSWORD :'backup_password';
CREATE DATABASE huiqi OWNER huiqi_owner TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE huiqi FROM PUBLIC;
GRANT CONNECT ON DATABASE huiqi TO huiqi, huiqi_backup;
GRANT pg_read_all_data TO huiqi_backup;
\connect huiqi
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO huiqi;
ALTER DEFAULT PRIVILEGES FOR ROLE huiqi_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO huiqi;
ALTER DEFAULT PRIVILEGES FOR ROLE huiqi_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO huiqi;
