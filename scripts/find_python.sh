#!/bin/sh
# Prints a Python that can run Svängrum: $PYTHON if it is set, else the newest found from 3.14 to 3.11, else python3.
set -u

suits() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if [ -n "${PYTHON:-}" ]; then
    set -- "$PYTHON"
else
    set -- python3.14 python3.13 python3.12 python3.11 python3
fi

for candidate in "$@"; do
    if suits "$candidate"; then
        command -v "$candidate"
        exit 0
    fi
done

cat >&2 <<WORDS
Svängrum needs Python 3.11 or later with the module venv. Looked for: $*. None of them will do.

  Debian or Ubuntu   sudo apt install python3 python3-venv
  Fedora             sudo dnf install python3
  macOS              brew install python
  Windows            use Svängrum from WSL, then as for Ubuntu

If you have one in another place, name it:  make run PYTHON=/path/to/python3
WORDS
exit 1
