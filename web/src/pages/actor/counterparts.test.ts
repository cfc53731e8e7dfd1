import { expect, it } from 'vitest';
import type { Post, Ref } from '../../api/types';
import { addressed } from './counterparts';

const post = (more: Partial<Post>) => more as Post;
const ref = (id: string): Ref => ({ actor: { id, country: 'FRA', name_en: id, name_fr: id } });
const author = (id: string) => ({ actor: { id, kind: 'head-of-state', name_en: id, name_fr: id } });

it('counts a post once for each actor addressed, and never the author', () => {
  const posts = [post({ reply_to: ref('b'), mentions: [ref('b'), ref('c'), {}] }), post({ quote_of: ref('b') }), post({ mentions: [ref('a')] })];
  expect(addressed(posts, 'a', 'targets').map((one) => [one.id, one.posts])).toEqual([['b', 2], ['c', 1]]);
});

it('counts authors', () => {
  const posts = [post(author('b')), post(author('b')), post(author('a')), post({})];
  expect(addressed(posts, 'a', 'authors').map((one) => [one.id, one.posts])).toEqual([['b', 2]]);
});
