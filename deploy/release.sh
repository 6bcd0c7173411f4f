#!/bin/bash
# Prepares the database and the files for this release, at the first start and with each upgrade. Then reload the site.
# OWNER_URL names the database user who owns the tables, if DATABASE_URL does not (deploy/roles.sql).
set -euo pipefail
cd "$(dirname "$0")/.."
manage() { .venv/bin/python manage.py "$@"; }

DATABASE_URL=${OWNER_URL:-${DATABASE_URL:-}} manage migrate --verbosity 0
manage setup_roles
manage load_content --if-empty
manage rebuild_search --if-needed
manage collectstatic --no-input --verbosity 0
manage check --deploy --database default
manage publish_dataset
