#!/usr/bin/env bash
# Follows part A of docs/install.en.md in a bare Debian 12, as a new operator would: the blocks marked
# try are taken from the page and run as they stand. systemd does not run there, so where the page says
# systemctl the program is started and stopped by hand, as the unit does it.
# usage: sudo bash deploy/try-install.sh [BINARY]
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(id -u)" = 0 ] || { echo "try-install: needs root, for debootstrap and chroot" >&2; exit 1; }
for tool in debootstrap unshare ip chroot; do
  command -v $tool >/dev/null || { echo "NOT TRIED: $tool is missing (Debian: apt-get install debootstrap iproute2 util-linux)"; exit "${BELI_TEST_REQUIRE:-0}"; }
done
began=$SECONDS
work=$(mktemp -d)
root=$work/root
trap 'umount -q "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$work"' EXIT
step() { printf '\n== %s (%d s)\n' "$*" "$((SECONDS - began))"; }

step "the program"
binary=${1:-$work/beli-server}
[ -n "${1:-}" ] || bash deploy/static.sh "$binary"

step "a bare Debian"
debootstrap --variant=minbase --include=ca-certificates,sudo bookworm "$root" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" >"$work/debootstrap.log" 2>&1 ||
  { tail -5 "$work/debootstrap.log"; exit 1; }
install -d "$root/root/bundle/bin" "$root/root/home"
install -m 0755 "$binary" "$root/root/bundle/bin/beli-server"
cp -r deploy docs "$root/root/bundle/"
tar czf "$root/root/home/beli-install.tgz" -C "$root/root/bundle" bin deploy docs
rm -rf "$root/root/bundle"

# The page becomes one script: a block "try WORD" only where the program has that command.
awk -v commands="$("$binary" 2>/dev/null | awk '/^  /{printf "%s ", $1}')" '
  /^```sh (try|start|stop|restart)/ {
    kind = $2; need = $3; inside = 1; skip = need != "" && index(" " commands, " " need " ") == 0
    if (skip) print "echo \"NOT TRIED: this program has no command " need "\""
    else if (kind != "try") print kind "_program"
    next
  }
  /^```/ { inside = 0; next }
  inside && kind == "try" && !skip { print }
' docs/install.en.md >"$work/page.sh"
[ "$(grep -c . "$work/page.sh")" -ge 15 ] || { echo "the page has no blocks to try"; exit 1; }

# Installing needs the network; what follows runs without one, in a namespace where port 8080 is free.
sed '/^curl/,$d' "$work/page.sh" | grep -v '^start_program' >"$root/root/first.sh"
sed -n '/^start_program/,$p' "$work/page.sh" >"$work/rest.sh"
cat >"$root/root/second.sh" <<'INNER'
start_program() {
  beli-run serve >>/root/serve.log 2>&1 &
  program=$!
}
stop_program() {
  kill -TERM "$program"
  wait "$program" || { echo "the program did not end well"; tail -5 /root/serve.log; exit 1; }
}
restart_program() {
  stop_program
  start_program
}
INNER
{
  grep '^NAME=' "$work/page.sh"
  cat "$work/rest.sh"
  cat <<'INNER'
wait_until_ready() { curl --silent --show-error --fail --retry 30 --retry-connrefused --retry-delay 1 http://127.0.0.1:8080/readyz; }
wait_until_ready
# Through the door one sees the shop; under another name nothing.
[ "$(curl -s -o /root/home.html -w '%{http_code}' -H "Host: $NAME" -H 'X-Real-Ip: 203.0.113.5' http://127.0.0.1:8080/)" = 200 ]
grep -q 'Beli Produk Blitar' /root/home.html
[ "$(curl -s -o /dev/null -w '%{http_code}' -H 'Host: lain.example.id' http://127.0.0.1:8080/)" = 421 ]
beli-run health >/dev/null
cmp /usr/local/bin/beli "/proc/$program/exe"
[ "$(stat -c %U /var/lib/beli/beli.db)" = beli ]
[ -z "$(find /var/backups/beli -perm /g+r -type f)" ]
[ -z "$(find /var/lib/beli /etc/beli /var/backups/beli -perm /o+r -type f)" ]
[ "$(stat -c %U "/proc/$program")" = beli ]
stop_program
INNER
} >>"$root/root/second.sh"

mount -t proc proc "$root/proc"
[ -e "$root/dev/null" ] || mknod -m 666 "$root/dev/null" c 1 3
cp /etc/resolv.conf "$root/etc/resolv.conf"
printf '127.0.0.1 localhost %s\n' "$(hostname)" >"$root/etc/hosts"
[ ! -d /etc/apt/apt.conf.d ] || ! grep -rqi proxy /etc/apt/apt.conf.d || cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/"
# Packages must not start anything in here.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" && chmod 755 "$root/usr/sbin/policy-rc.d"
clean=(env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive
  ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"})

step "installing, as the page says"
chroot "$root" "${clean[@]}" bash -euxc 'cd /root/home; . /root/first.sh' || { echo "FAILED: installing"; exit 1; }

step "running, as the page says"
unshare --net --pid --fork --kill-child --mount-proc="$root/proc" bash -c '
  ip link set lo up && exec chroot "$@"' - "$root" "${clean[@]}" bash -euxc 'cd /root/home; . /root/second.sh' ||
  { echo "FAILED: running"; tail -20 "$root/root/serve.log"; exit 1; }

step "the page was followed to its end; systemctl, certificates and containers were not tried"
sed -n 's/^echo "\(NOT TRIED.*\)"/\1/p' "$work/page.sh" | sort -u
