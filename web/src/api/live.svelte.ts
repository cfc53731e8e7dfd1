import { API, get } from './client';
import { site } from './site.svelte';
import type { Snapshot } from './types';

const HEARTBEAT_MILLIS = 15_000;
const SHOW_EVERY_MILLIS = 1_000;
const RETRY_MILLIS = 5_000;
const PAUSED_KEY = 'paused';

/**
 * The live stream as the page shows it: at most one visible change a second, none while paused, no connection while the
 * tab is hidden, and a word when the server has been silent for 15 s. EventSource resumes by Last-Event-ID on its own.
 */
export function liveFeed() {
  let snapshot = $state.raw<Snapshot | undefined>();
  let paused = $state(sessionStorage.getItem(PAUSED_KEY) === '1');
  let lost = $state(false);
  let receivedAt = $state(0);
  let held = $state(0);
  let pending: Snapshot | undefined;
  let source: EventSource | undefined;
  let lastSign = Date.now();
  let retry: ReturnType<typeof setTimeout> | undefined;

  const accept = (next: Snapshot) => {
    pending = next;
    lastSign = Date.now();
    lost = false;
    if (paused) held += 1;
  };
  const show = () => {
    if (pending && !(paused && snapshot)) {
      snapshot = pending;
      if (pending.simulated) site.simulated = true;
      receivedAt = Date.now();
      pending = undefined;
    }
  };
  const open = () => {
    clearTimeout(retry);
    source?.close();
    lastSign = Date.now();
    source = new EventSource(`${API}/live`);
    source.addEventListener('snapshot', (event) => accept(JSON.parse((event as MessageEvent<string>).data) as Snapshot));
    source.addEventListener('beat', () => {
      lastSign = Date.now();
      lost = false;
    });
    source.addEventListener('error', () => {
      // The browser reconnects by itself unless the server refused; then we try again, calmly.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MILLIS);
    });
  };
  const close = () => {
    clearTimeout(retry);
    source?.close();
    source = undefined;
  };
  const onVisibility = () => (document.hidden ? close() : open());

  $effect(() => {
    get<Snapshot>('/live-snapshot').then((first) => { if (!snapshot && !pending) { accept(first); show(); } }, () => undefined);
    if (!document.hidden) open();
    const timer = setInterval(() => {
      show();
      if (source && Date.now() - lastSign > HEARTBEAT_MILLIS) lost = true;
    }, SHOW_EVERY_MILLIS);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisibility);
      close();
    };
  });

  return {
    get snapshot() { return snapshot; },
    get paused() { return paused; },
    get lost() { return lost; },
    get receivedAt() { return receivedAt; },
    /** Snapshots that arrived while paused. */
    get held() { return held; },
    toggle() {
      paused = !paused;
      sessionStorage.setItem(PAUSED_KEY, paused ? '1' : '0');
      held = 0;
      show();
    },
  };
}
