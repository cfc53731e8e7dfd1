#!/usr/bin/env bash
# Waits until a demo has taken in its 35 days: await-demo.sh BASE_URL. Fails after three minutes.
set -euo pipefail
base=$1
for _ in $(seq 180); do
  state=$(curl -fsS --max-time 10 "$base/api/v1/status" || true)
  if printf '%s' "$state" | node -e '
    const status = JSON.parse(require("fs").readFileSync(0, "utf8") || "{}");
    const live = (status.sources ?? []).find(s => s.kind === "live");
    process.exit(live && live.newest && (Date.parse(status.clock.now) - Date.parse(live.newest)) < 3600e3 ? 0 : 1);
  '; then exit 0; fi
  sleep 1
done
echo "the demo did not catch up: $state" >&2
exit 1
