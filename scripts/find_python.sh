#!/usr/bin/env bash
# Prints a Python of at least 3.11: $PYTHON, python3, or the newest python3.x on PATH.
set -u
for python in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    command -v "$python"
    exit 0
  fi
  # A Python that was asked for by name is not replaced by another.
  [ -z "${PYTHON:-}" ] || { echo "PYTHON=$PYTHON is not a Python of at least 3.11." >&2; exit 1; }
done
echo "aigeo needs Python 3.11 or newer, and none is on PATH; install one or set PYTHON=…" >&2
exit 1
