#!/usr/bin/env bash
# Builds the program for a server: one file that needs nothing beside it, with the WebP encoder inside.
# usage: static.sh OUTPUT        static.sh --test   (the tests of pictures, built the same way)
#
# The encoder is C, so the build needs gcc and links glibc in (-static; libc.a comes with Debian's
# libc6-dev). glibc would still load modules at run time to look up names and users: netgo and osusergo
# leave both to Go. glibc rather than musl, because it is what the tests run on every day and what the
# image golang:…-bookworm holds already. timetzdata packs the time zones in: an image from scratch has none.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:?output, or --test}
go=${GO:-go}
flags=(-trimpath -tags 'netgo osusergo timetzdata' -ldflags '-s -w -linkmode external -extldflags "-static"')
export CGO_ENABLED=1
if [ "$what" = --test ]; then
  exec "$go" test -count=1 "${flags[@]}" ./internal/photo/
fi
"$go" build "${flags[@]}" -o "$what" ./cmd/beli
if readelf -l "$what" | grep -q INTERP; then
  echo "$what wants a loader: it is not static" >&2
  exit 1
fi
echo "built $what, $(($(stat -c %s "$what") / 1048576)) MB, static"
