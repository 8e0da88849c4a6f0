#!/usr/bin/env bash
# Reads the files of deploy with the tools that will run them, without running them: units by systemd,
# Caddyfiles by Caddy, Dockerfiles by BuildKit, compose.yml by Compose, scripts by their shells. What
# cannot be had here is said aloud, and is a failure where BELI_TEST_REQUIRE=1.
set -uo pipefail
cd "$(dirname "$0")" || exit
go=${GO:-go}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
checked=()
fail() { echo "FAILED: $*"; failed=1; }
missing() {
  checked+=("NOT CHECKED: $*")
  [ "${BELI_TEST_REQUIRE:-}" != 1 ] || failed=1
}

# quietly runs a command and shows what it said only when it fails.
quietly() { "$@" >"$work/said" 2>&1 || { cat "$work/said"; return 1; }; }

scripts=(./*.sh ./*/*.sh)
for script in "${scripts[@]}"; do bash -n "$script" || fail "$script"; done
sh -n beli-run || fail beli-run
if command -v shellcheck >/dev/null; then
  shellcheck --severity=warning "${scripts[@]}" beli-run || fail "shellcheck"
  checked+=("shellcheck $(shellcheck --version | awk '/^version:/{print $2}'): ${#scripts[@]} scripts of bash, beli-run of sh")
else
  missing "scripts beyond their syntax (Debian: apt-get install shellcheck)"
fi

if command -v systemd-analyze >/dev/null; then
  # verify wants the programs that units start: a harmless one stands in for ours.
  for unit in beli.service beli-backup.service beli-backup.timer; do
    sed 's#=/usr/local/bin/beli #=/bin/true #' "$unit" >"$work/$unit"
    # --threshold is ten times the exposure that systemd prints: 1.5 of 10.
    [ "${unit##*.}" != service ] || quietly systemd-analyze security --offline=true --threshold=15 "$work/$unit" || fail "$unit is too open"
  done
  quietly systemd-analyze verify --man=no --recursive-errors=no "$work"/beli* || fail "units"
  [ ! -s "$work/said" ] || { cat "$work/said"; fail "units: systemd warns"; }
  checked+=("systemd $(systemd-analyze --version | awk 'NR == 1{print $2}'): 2 services at most 1.5 of 10 exposed, 1 timer")
else
  missing "units (Debian: apt-get install systemd)"
fi

if command -v caddy >/dev/null; then
  for file in Caddyfile Caddyfile.one; do
    BELI_PUBLIC_URL=https://beli.example.id HOME=$work quietly caddy validate --adapter caddyfile --config "$file" || fail "$file"
    caddy fmt "$file" | diff "$file" - || fail "$file is not as caddy fmt writes it"
  done
  checked+=("Caddy $(caddy version | cut -d' ' -f1): Caddyfile, Caddyfile.one")
else
  missing "Caddyfiles (Debian: apt-get install caddy)"
fi

if (cd lint && "$go" build -o "$work/lint" .); then
  "$work/lint" . >"$work/linted" || fail "Dockerfiles or compose.yml"
  mapfile -t linted <"$work/linted"
  checked+=("${linted[@]}")
else
  missing "Dockerfiles and compose.yml (the modules of deploy/lint could not be built)"
fi

bash secrets.sh "$work/secrets" >/dev/null && before=$(cat "$work"/secrets/app/*) && bash secrets.sh "$work/secrets" &&
  [ "$before" = "$(cat "$work"/secrets/app/*)" ] && [ "$(cat "$work"/secrets/app/secret | wc -c)" -ge 33 ] || fail "secrets.sh"
# Every file of a secret that compose.yml names is one that secrets.sh makes.
grep -o 'file: \./secrets/[a-z0-9_/.]*' compose.yml | sed 's#.*/secrets/##' | while read -r name; do
  [ -s "$work/secrets/$name" ] || echo "$name"
done >"$work/absent"
[ ! -s "$work/absent" ] || fail "secrets.sh does not make: $(tr '\n' ' ' <"$work/absent")"
checked+=("secrets.sh, run twice: $(find "$work/secrets" -type f | wc -l) files, all that compose.yml names; the second run changes none")

# Both languages of the guide give the same commands.
for lang in id en; do awk '/^ *```/{inside = !inside; print; next} inside' "../docs/install.$lang.md" >"$work/$lang"; done
diff "$work/id" "$work/en" || fail "the guides differ in what they have one type"
checked+=("diff: the $(grep -c '^ *```.' "$work/en") blocks of both guides have one type the same")

printf '  %s\n' "${checked[@]}"
[ "$failed" = 0 ] && echo "deploy: nothing wrong was found" || echo "deploy: something is wrong or was not checked"
exit "$failed"
