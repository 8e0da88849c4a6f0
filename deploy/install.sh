#!/usr/bin/env bash
# Installs the program on one Debian server, or a new version of it. What an operator has
# changed stays as it is: settings, secret, data.
# usage: sudo bash deploy/install.sh BINARY
set -euo pipefail
binary=${1:?the binary that deploy/static.sh built}
here=$(cd "$(dirname "$0")" && pwd)
[ "$(id -u)" = 0 ] || { echo "run this with sudo" >&2; exit 1; }
"$binary" config >/dev/null || { echo "$binary does not run on this machine" >&2; exit 1; }

if ! getent passwd beli >/dev/null; then
  getent group beli >/dev/null || groupadd --system beli
  useradd --system --gid beli --home-dir /var/lib/beli --no-create-home --shell /usr/sbin/nologin beli
  echo "made user beli"
fi
install -d -o beli -g beli -m 0750 /var/lib/beli
install -d -o beli -g beli -m 0700 /var/backups/beli
install -d -o root -g beli -m 0750 /etc/beli
if [ ! -e /etc/beli/env ]; then
  install -o root -g beli -m 0640 "$here/env.example" /etc/beli/env
  echo "made /etc/beli/env: put your own values there"
fi
if [ ! -e /etc/beli/secret ]; then
  (umask 077 && head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=' >/etc/beli/secret)
  chown root:beli /etc/beli/secret
  chmod 0640 /etc/beli/secret
  echo "made /etc/beli/secret"
fi

# The old program stays beside the new one, to go back to.
[ ! -e /usr/local/bin/beli ] || cp -p /usr/local/bin/beli /usr/local/bin/beli.before
install -m 0755 "$binary" /usr/local/bin/beli.new
mv /usr/local/bin/beli.new /usr/local/bin/beli
install -m 0755 "$here/beli-run" /usr/local/sbin/beli-run
install -d /usr/local/share/doc/beli
for guide in "$here"/../docs/install.*.md; do
  [ ! -e "$guide" ] || install -m 0644 "$guide" /usr/local/share/doc/beli/
done
install -m 0644 "$here/beli.service" "$here/beli-backup.service" "$here/beli-backup.timer" /etc/systemd/system/
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
else
  echo "systemd does not run here: its units are in place and not loaded"
fi
echo "installed; settings are in /etc/beli/env, data in /var/lib/beli"
