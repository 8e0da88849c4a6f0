#!/usr/bin/env bash
# Builds the program and says how long it took and how large the compiler grew.
# usage: build.sh OUTPUT
set -euo pipefail
out=${1:?output}
go=${GO:-go}
peak=$(mktemp)
trap 'rm -f "$peak"' EXIT
started=$SECONDS
"$go" build -o "$out" ./cmd/beli &
build=$!
# The compiler's processes are children of go build: the largest resident one is what a small machine must hold.
(
  most=0
  while kill -0 "$build" 2>/dev/null; do
    for pid in $(pgrep -x compile || true); do
      size=$(awk '/^VmHWM/{print $2}' "/proc/$pid/status" 2>/dev/null || echo 0)
      [ "${size:-0}" -gt "$most" ] && most=$size && echo "$most" >"$peak"
    done
    sleep 0.2
  done
) &
watch=$!
wait "$build"
wait "$watch" || true
printf 'built %s in %d s' "$out" "$((SECONDS - started))"
[ -s "$peak" ] && printf ', largest compiler process %d MB' "$(($(cat "$peak") / 1024))"
printf '\n'
