#!/bin/bash
# Makes the private bucket of the pictures, and a key that opens nothing else. Running it again
# changes nothing, or gives the key a new secret.
# From the environment: S3_ENDPOINT, BUCKET, ACCESS_KEY; from files: ROOT_PASSWORD_FILE, SECRET_KEY_FILE.
set -euo pipefail
: "${S3_ENDPOINT:?}" "${BUCKET:?}" "${ACCESS_KEY:?}" "${ROOT_PASSWORD_FILE:?}" "${SECRET_KEY_FILE:?}"
export MC_CONFIG_DIR=${MC_CONFIG_DIR:-$(mktemp -d)}
policy=$(mktemp)
trap 'rm -f "$policy"' EXIT

# The alias goes in by the environment: as an argument the password would show in the list of processes.
password=$(<"$ROOT_PASSWORD_FILE")
export MC_HOST_store="${S3_ENDPOINT%%://*}://root:$password@${S3_ENDPOINT#*://}"
mc ready store --quiet >/dev/null
mc mb --quiet --ignore-existing "store/$BUCKET" >/dev/null
mc anonymous set none "store/$BUCKET" >/dev/null
cat >"$policy" <<POLICY
{"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Resource": ["arn:aws:s3:::$BUCKET"],
   "Action": ["s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads", "s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"]},
  {"Effect": "Allow", "Resource": ["arn:aws:s3:::$BUCKET/*"],
   "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]}
]}
POLICY
mc admin policy create store "$BUCKET" "$policy" >/dev/null
printf '%s\n%s\n' "$ACCESS_KEY" "$(<"$SECRET_KEY_FILE")" | mc admin user add store >/dev/null
if ! mc admin user info store "$ACCESS_KEY" --json | grep -q "\"policyName\":\"$BUCKET\""; then
  mc admin policy attach store "$BUCKET" --user "$ACCESS_KEY" >/dev/null
fi
echo "bucket $BUCKET is ready, and key $ACCESS_KEY opens only that"
