#!/usr/bin/env bash
# Installs what some tests need from the system: Chromium, PostgreSQL, hunspell with its dictionaries, and OpenMP.
# Does nothing when all of it is there.
set -euo pipefail

has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
has_postgresql() { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; }
has_spelling() {
    local known
    known=$(hunspell -D </dev/null 2>&1 || true)
    [[ $known == *sv_SE* && $known == *en_GB* ]]
}
has_openmp() { ldconfig -p | grep -q 'libgomp\.so\.1'; }

wanted=()
has_chromium >/dev/null 2>&1 || wanted+=(chromium fonts-liberation)
has_postgresql >/dev/null 2>&1 || wanted+=(postgresql)
has_spelling >/dev/null 2>&1 || wanted+=(hunspell hunspell-sv hunspell-en-gb)
has_openmp || wanted+=(libgomp1)
[ ${#wanted[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
    echo "Install these with your system's package manager, then run this again: ${wanted[*]}" >&2
    exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Ask an administrator to install: ${wanted[*]}" >&2; exit 1; }
    as_root=(sudo)
fi

echo "Installing ${wanted[*]}"
"${as_root[@]}" apt-get update -qq </dev/null
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" </dev/null
