#!/usr/bin/env bash
# Prints a chromium or chrome: $CHROMIUM or one on PATH; with --install, one that it installs
# where there is none and it may (root on Debian).
set -u
for browser in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$browser" >/dev/null 2>&1; then
    command -v "$browser"
    exit 0
  fi
  # A browser that was asked for by name is not replaced by another.
  [ -z "${CHROMIUM:-}" ] || { echo "CHROMIUM=$CHROMIUM is not a program." >&2; exit 1; }
done
if [ "${1:-}" = --install ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing chromium for the tests of the explorer" >&2
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >&2 &&
    command -v chromium && exit 0
fi
echo "The tests of the explorer need chromium, and none is on PATH." >&2
echo "On Debian: sudo apt-get install chromium; elsewhere install it or set CHROMIUM=…" >&2
exit 1
