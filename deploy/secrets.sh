#!/usr/bin/env bash
# Makes the passwords and keys of compose.yml, once: what is there stays.
# usage: sudo bash deploy/secrets.sh [FOLDER]      (default: secrets beside this script)
set -euo pipefail
dir=${1:-$(dirname "$0")/secrets}
app=65532 # user of the program and of MinIO in their images
db=999    # user of PostgreSQL in its image

random() { head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'; }

# keep NAME GROUP VALUE writes a file that root and one group read.
keep() {
  if [ ! -s "$dir/$1" ]; then
    (umask 077 && printf '%s\n' "$3" >"$dir/$1")
    echo "made $1"
  fi
  [ "$(id -u)" != 0 ] || chown "0:$2" "$dir/$1"
  chmod 0440 "$dir/$1"
}

install -d -m 0755 "$dir" "$dir/app"
keep db_root_password $db "$(random)"
keep db_app_password $db "$(random)"
keep minio_root_password $app "$(random)"
keep app/secret $app "$(random)"
keep app/s3_secret_key $app "$(random)"
keep app/meili_key $app "$(random)"
keep app/database_url $app "postgres://beli:$(<"$dir/db_app_password")@db:5432/beli?sslmode=disable"
keep meili.toml 0 "master_key = \"$(<"$dir/app/meili_key")\""
