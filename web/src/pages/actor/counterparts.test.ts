import { expect, it } from 'vitest';
import type { Post } from '../../api/types';
import { addressed } from './counterparts';

const post = (more: Partial<Post>): Post => ({ id: '1', network: 'x', kind: 'original', created: '2026-01-01T00:00:00Z', text: '', ...more });
const ref = (id: string) => ({ actor: { id, country: 'FRA' } });

it('counts a post once for each actor addressed, and never the author', () => {
  const posts = [post({ reply_to: ref('b'), mentions: [ref('b'), ref('c'), {}] }), post({ quote_of: ref('b') }), post({ mentions: [ref('a')] })];
  expect(addressed(posts, 'a', 'targets').map((one) => [one.id, one.posts])).toEqual([['b', 2], ['c', 1]]);
});

it('counts authors', () => {
  const posts = [post({ actor: { id: 'b' } }), post({ actor: { id: 'b' } }), post({ actor: { id: 'a' } }), post({})];
  expect(addressed(posts, 'a', 'authors').map((one) => [one.id, one.posts])).toEqual([['b', 2]]);
});
