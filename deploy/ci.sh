#!/usr/bin/env bash
# Everything CI checks, in one order. Installs PostgreSQL and Chromium where the machine
# lacks them and fails where that is not possible.
set -euo pipefail
cd "$(dirname "$0")/.."
export BELI_TEST_REQUIRE=1

need=()
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need+=(postgresql)
command -v chromium >/dev/null || need+=(chromium)
fc-list 2>/dev/null | grep -qi roboto || need+=(fonts-roboto)
command -v gcc >/dev/null || need+=(gcc libc6-dev)
for tool in caddy shellcheck debootstrap; do command -v "$tool" >/dev/null || need+=("$tool"); done
command -v systemd-analyze >/dev/null || need+=(systemd)
command -v ip >/dev/null || need+=(iproute2)
if [ ${#need[@]} -gt 0 ]; then
  echo "installing: ${need[*]}"
  as=$([ "$(id -u)" = 0 ] && echo "" || echo sudo)
  # A large download fails now and then and works when tried again.
  for try in 1 2; do
    $as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null && break
    [ "$try" = 2 ] && { echo "could not install ${need[*]}"; exit 1; }
  done
fi

step() { printf '\n== %s\n' "$*"; }
step "check"; make --no-print-directory check
step "build"; make --no-print-directory build
step "tools"; make --no-print-directory tools
step "test"; make --no-print-directory test
step "race, short"; make --no-print-directory race
step "topology"; make --no-print-directory topology
step "restore drill"; make --no-print-directory drill
step "deploy files"; bash deploy/check.sh
step "pictures, static build"; bash deploy/static.sh --test
step "install guide in a bare Debian"; make --no-print-directory try-install
step "Chromium"; make --no-print-directory e2e
