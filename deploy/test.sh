#!/usr/bin/env bash
# The fast suite. Tests whose service is not on this machine skip themselves; what was
# skipped is repeated at the end, so that nobody takes green for complete.
set -uo pipefail
go=${GO:-go}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
"$go" test -count=1 -timeout 15m "$@" ./... 2>&1 | grep --line-buffered -v 'no test files' | tee "$log"
code=${PIPESTATUS[0]}
[ -x "$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -1)" ] || [ -n "${BELI_TEST_POSTGRES_URL:-}" ] ||
  echo "NOT TESTED ON POSTGRESQL: its server is not installed (Debian: apt-get install postgresql)"
for tool in minio stripe-mock; do
  [ -x "bin/tool/$tool" ] || command -v "$tool" >/dev/null || echo "NOT TESTED ON ${tool^^}: run 'make tools'"
done
[ -n "${BELI_TEST_MEILI_URL:-}" ] || echo "NOT TESTED ON A REAL MEILISEARCH: set BELI_TEST_MEILI_URL and BELI_TEST_MEILI_KEY (CONTRIBUTING.md)"
[ "${BELI_TEST_TOPOLOGY:-}" = 1 ] || echo "NOT TESTED AS SEVERAL PROCESSES: run 'make topology'"
[ "${BELI_TEST_E2E:-}" = 1 ] || echo "NOT TESTED IN CHROMIUM: run 'make e2e'"
if [ "$code" = 0 ]; then echo "all tests passed"; else echo "tests failed"; fi
exit "$code"
