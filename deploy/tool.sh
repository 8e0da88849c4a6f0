#!/usr/bin/env bash
# Installs the servers that tests talk to into bin/tool, pinned: MinIO (a cold build takes some
# minutes) and Stripe's own mock. What is there already is left alone.
set -euo pipefail
cd "$(dirname "$0")/.."
go=${GO:-go}
folder=$PWD/bin/tool
mkdir -p "$folder"
install() { # name module@version
  [ -x "$folder/$1" ] && return
  started=$SECONDS
  echo "installing $2"
  # From outside of the module, so that its own versions count.
  (cd "$(mktemp -d)" && GOBIN="$folder" GOFLAGS='' CGO_ENABLED=0 "$go" install "$2")
  echo "built $1 in $((SECONDS - started)) s"
}
install stripe-mock github.com/stripe/stripe-mock@v0.203.0
install minio github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c
