#!/usr/bin/env bash
# A throw-away PostgreSQL for the tests, reached through a socket in a folder of its own: no port, no password. Its role
# may make databases: each process of the tests has one of its own.
#
#   scripts/postgresql.sh start    prints the folder on one line and the database's address on the next
#   scripts/postgresql.sh stop DIR
set -euo pipefail

programs() {
    if command -v initdb >/dev/null && command -v pg_ctl >/dev/null; then
        dirname "$(command -v pg_ctl)"
    else
        find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1
    fi
}

# PostgreSQL refuses to run as root; Debian's package brings the user it wants.
as_owner() {
    if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start() {
    local folder bin
    bin=$(programs)
    folder=$(mktemp -d)
    if [ "$(id -u)" -eq 0 ]; then chown postgres "$folder"; fi
    cd "$folder"
    as_owner "$bin/initdb" -D "$folder/data" -U svangrum -A trust -E UTF8 --locale=C.UTF-8 >"$folder.log" 2>&1 ||
        { cat "$folder.log" >&2; exit 1; }
    as_owner "$bin/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/log" \
        -o "-c listen_addresses='' -c fsync=off -k $folder" start >"$folder.log" 2>&1 </dev/null ||
        { cat "$folder.log" "$folder/log" >&2; exit 1; }
    rm -f "$folder.log"
    echo "$folder"
    echo "postgresql://svangrum@${folder//\//%2F}/postgres"
}

stop() {
    local folder=$1
    cd "$folder"
    as_owner "$(programs)/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    cd /
    rm -rf "$folder"
}

case "${1:-}" in
    start) start ;;
    stop) stop "${2:?name the folder that start printed}" ;;
    *) echo "usage: scripts/postgresql.sh start | stop DIR" >&2; exit 2 ;;
esac
