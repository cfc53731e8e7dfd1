import type { Named, Post, Ref } from '../../api/types';

export interface Counterpart extends Named { readonly id: string; readonly country: string | null; readonly posts: number }

/**
 * The listed actors at the other end of some posts, most frequent first: those that the posts address (`targets`), or
 * those that wrote them (`authors`). A post counts once for each actor; `self` is left out.
 */
export function addressed(posts: readonly Post[], self: string, whom: 'targets' | 'authors'): Counterpart[] {
  const found = new Map<string, { who: Named & { id: string; country?: string | null }; posts: number }>();
  for (const post of posts) {
    const others = whom === 'authors' ? (post.actor ? [{ ...post.actor, country: post.country ?? null }] : []) : targets(post);
    const distinct = new Map(others.filter((other) => other.id !== self).map((other) => [other.id, other]));
    for (const [id, who] of distinct) {
      const entry = found.get(id) ?? { who, posts: 0 };
      entry.posts += 1;
      found.set(id, entry);
    }
  }
  return [...found.values()]
    .map(({ who, posts: n }) => ({ id: who.id, name_en: who.name_en ?? null, name_fr: who.name_fr ?? null, country: who.country ?? null, posts: n }))
    .sort((a, b) => b.posts - a.posts || a.id.localeCompare(b.id));
}

function targets(post: Post) {
  const refs: (Ref | null | undefined)[] = [post.reply_to, post.quote_of, post.repost_of, ...(post.mentions ?? [])];
  return refs.flatMap((ref) => (ref?.actor ? [ref.actor] : []));
}
