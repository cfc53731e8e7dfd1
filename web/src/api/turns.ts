/** Who asks first. A browser has six connections to a server of HTTP/1.1, and a small server two processors. */

let answers = 0;
let waiting: (() => void)[] = [];
const LONGEST_WAIT_MILLIS = 2_000;

/** Asks at once, and lets nobody who comes last ask meanwhile. */
export async function underWay<T>(ask: () => Promise<T>): Promise<T> {
  answers += 1;
  try {
    return await ask();
  } finally {
    answers -= 1;
    if (answers === 0) {
      waiting.forEach((done) => done());
      waiting = [];
    }
  }
}

/** Waits until no answer is under way, at most two seconds. */
export async function afterOthers(): Promise<void> {
  await Promise.resolve(); // who asks in the same breath comes first
  if (answers === 0) return;
  await new Promise<void>((done) => {
    const timer = setTimeout(done, LONGEST_WAIT_MILLIS);
    waiting.push(() => {
      clearTimeout(timer);
      done();
    });
  });
}
