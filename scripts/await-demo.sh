#!/usr/bin/env bash
# Waits until a demo has taken in its 35 days: await-demo.sh BASE_URL. Fails after three minutes.
exec node --input-type=module -e '
const [base] = process.argv.slice(1);
let last = "no answer";
for (let i = 0; i < 180; i++) {
  try {
    const status = await (await fetch(`${base}/api/v1/status`, { signal: AbortSignal.timeout(10_000) })).json();
    const live = (status.sources ?? []).find((s) => s.kind === "live");
    last = JSON.stringify(live ?? status).slice(0, 300);
    if (live?.newest && Date.parse(status.clock.now) - Date.parse(live.newest) < 3_600_000) process.exit(0);
  } catch (error) {
    last = String(error);
  }
  await new Promise((resolve) => setTimeout(resolve, 1_000));
}
console.error(`the demo did not catch up: ${last}`);
process.exit(1);
' "$1"
