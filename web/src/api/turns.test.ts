import { afterEach, expect, test, vi } from 'vitest';
import { afterOthers, underWay } from './turns';

afterEach(() => vi.useRealTimers());

/** An answer that comes when the test says so. */
function answer() {
  let come = () => {};
  let fail = () => {};
  const promise = new Promise<void>((resolve, reject) => {
    come = resolve;
    fail = () => reject(new Error('no answer'));
  });
  return { promise, come, fail };
}

test('who comes last waits for all that is under way, failures too', async () => {
  const order: string[] = [];
  const last = afterOthers().then(() => order.push('last')); // even when it speaks first
  const good = answer();
  const bad = answer();
  const asked = [
    underWay(() => good.promise).then(() => order.push('good')),
    underWay(() => bad.promise).catch(() => order.push('bad')),
  ];
  good.come();
  await asked[0];
  await new Promise((later) => setTimeout(later, 5));
  expect(order).toEqual(['good']);
  bad.fail();
  await Promise.all([...asked, last]);
  expect(order.toSorted()).toEqual(['bad', 'good', 'last']);
});

test('who comes last does not wait for ever, and not at all when nothing is under way', async () => {
  await afterOthers();
  vi.useFakeTimers();
  const never = answer();
  const asked = underWay(() => never.promise);
  let came = false;
  const last = afterOthers().then(() => (came = true));
  await vi.advanceTimersByTimeAsync(1_900);
  expect(came).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  await last;
  expect(came).toBe(true);
  never.come();
  await asked;
});
