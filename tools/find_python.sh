#!/bin/sh
# Prints the path of a Python that the kit supports, or says what was found instead and what to do.
# Usage: find_python.sh [INTERPRETER]; without an argument it looks along PATH.

SUPPORTED="3.11, 3.12, 3.13" # as requires-python in pyproject.toml

# A candidate is run, not just looked for: a version manager's shim may exist and still fail.
# The base interpreter is taken, for an activated environment may be the very one to be rebuilt.
ask() {
    "$1" -c 'import sys; print("%d.%d %s" % (sys.version_info[0], sys.version_info[1],
        getattr(sys, "_base_executable", None) or sys.executable))' 2>/dev/null
}

fail() {
    echo "$1" >&2
    echo "The kit needs Python $SUPPORTED. Install one of these, or name it: make setup PYTHON=/usr/bin/python3.12" >&2
    exit 1
}

named=${1:-}
[ -n "$named" ] || set -- python3 python3.13 python3.12 python3.11 python

found=""
for candidate in "$@"; do
    answer=$(ask "$candidate") || continue
    version=${answer%% *}
    case ", $SUPPORTED, " in
        *", $version, "*) printf '%s\n' "${answer#* }"; exit 0 ;;
    esac
    found="${found:+$found, }$candidate is Python $version"
done

if [ -n "$found" ]; then
    fail "No supported Python: $found."
elif [ -n "$named" ]; then
    fail "'$named' is not a Python that runs here."
fi
fail "No Python found on PATH."
