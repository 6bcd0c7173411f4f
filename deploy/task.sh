#!/bin/bash
# task.sh NAME: one regular task of the site, as its user. Exit code: the command's. BACKUP_URL may name a database user
# that only reads; BACKUP_DIR defaults to /var/lib/huiqi; backups older than BACKUP_DAYS (30) are removed after a new one.
set -euo pipefail
cd "$(dirname "$0")/.."
manage() { .venv/bin/python manage.py "$@"; }

backup() {
    local folder=${BACKUP_DIR:-/var/lib/huiqi}
    DATABASE_URL=${BACKUP_URL:-${DATABASE_URL:-}} manage backup "$folder/huiqi-$(date +%Y%m%d-%H%M%S).backup"
    find "$folder" -maxdepth 1 -name 'huiqi-*.backup*' -mtime "+${BACKUP_DAYS:-30}" -delete
}

sessions() {
    manage clearsessions
    manage axes_reset_logs --age 200
    manage axes_reset_failure_logs --age 200
}

case "${1:-}" in
    backup) backup ;;
    dataset) manage publish_dataset ;;
    links) manage check_links ;;
    sessions) sessions ;;
    *) echo "usage: deploy/task.sh backup|dataset|links|sessions" >&2; exit 2 ;;
esac
