#!/usr/bin/env bash
# The restore drill: a shop is made, backed up, put back somewhere else and looked through, with the
# time each step takes. usage: drill.sh [PROGRAM] (default bin/beli)
set -euo pipefail
beli=$(realpath "${1:-bin/beli}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
timed() { # what, command …
  local started=$EPOCHREALTIME what=$1
  shift
  "$@" >"$work/said" 2>&1 || { cat "$work/said"; echo "$what failed"; exit 1; }
  printf '%-28s %6.1f s   %s\n' "$what" "$(awk -v a="$started" -v b="$EPOCHREALTIME" 'BEGIN { print b - a }')" "$(tail -1 "$work/said")"
}
export BELI_DATA_DIR=$work/shop
timed "make a shop" "$beli" seed -scale "${BELI_DRILL_PRODUCTS:-20000}" -pictures=false
timed "verify it" "$beli" verify
timed "back it up" "$beli" backup "$work/backup"
archive=$(ls "$work"/backup/beli-*.tar.gz)
export BELI_DATA_DIR=$work/again
timed "restore it elsewhere" "$beli" restore "$archive"
timed "verify what came back" "$beli" verify
timed "look at all it needs" "$beli" doctor
