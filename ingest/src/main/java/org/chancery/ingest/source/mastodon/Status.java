package org.chancery.ingest.source.mastodon;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.jspecify.annotations.Nullable;

/**
 * A public status as its server told it once.
 *
 * @param id by which this server knows it
 * @param accountId by which this server knows its author
 * @param edited when it was last changed, null for never
 * @param replyToId by which this server knows what it answers; the post's own reference has the
 *     author only
 * @param searchable whether its author agreed to be found by strangers
 */
record Status(
    String id,
    String accountId,
    PostSeen post,
    @Nullable Instant edited,
    @Nullable String replyToId,
    boolean searchable) {

  /** What became of one status. */
  sealed interface Read {}

  /** A status to use. */
  record Good(Status status) implements Read {}

  /** Shown to some people only: none of ours. */
  record NotPublic() implements Read {}

  /** Bad input. */
  record Bad(Parsed.Rejected why) implements Read {}

  /** With the post that it answers. */
  Status answering(PostRef to) {
    return with(PostKind.REPLY, to, post.seen());
  }

  /** As it was observed at another moment. */
  Status seenAt(Instant moment) {
    return with(post.kind(), post.replyTo(), moment);
  }

  private Status with(PostKind kind, @Nullable PostRef replyTo, Instant seen) {
    PostSeen p = post;
    PostSeen other =
        new PostSeen(
            p.network(),
            p.id(),
            p.author(),
            p.authorName(),
            p.followers(),
            p.created(),
            seen,
            p.text(),
            p.lang(),
            kind,
            replyTo,
            p.quoteOf(),
            p.repostOf(),
            p.entities(),
            p.media(),
            p.engagement(),
            p.counted());
    return new Status(id, accountId, other, edited, replyToId, searchable);
  }

  /** All accounts that it addresses. */
  List<AccountRef> addressed() {
    List<AccountRef> mentions = post.entities().mentions();
    return Stream.concat(
            Stream.of(post.replyTo(), post.quoteOf(), post.repostOf())
                .filter(ref -> ref != null && ref.author() != null)
                .map(PostRef::author),
            mentions == null ? Stream.of() : mentions.stream())
        .toList();
  }
}
