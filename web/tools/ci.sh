#!/bin/sh
# Installs the packages of package-lock.json, unless exactly these are installed already.
set -eu
cd "$(dirname "$0")/.."
wanted=$(sha256sum package-lock.json | cut -d' ' -f1)
stamp=node_modules/.lock-sha256
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
  echo "ci.sh: packages are up to date"
  exit 0
fi
npm ci --no-audit --no-fund
echo "$wanted" > "$stamp"
