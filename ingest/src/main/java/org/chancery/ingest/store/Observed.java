package org.chancery.ingest.store;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What one or more observations of a post tell together. Folding them commutes, is associative and
 * idempotent, as are the statements that fold it into the stored row by the same rules:
 *
 * <ul>
 *   <li>the content is that of the best observation: the newest, of those the richest;
 *   <li>it is filed under the earliest event time told, with the attribution of that moment;
 *   <li>engagement is as last told, of what was told at the same moment the greatest;
 *   <li>followers are as first told, next to the time of posting;
 *   <li>an edit heard stays heard, and so does that engagement is counted from the stream.
 * </ul>
 *
 * @param filed the observation under whose time the post is filed
 */
record Observed(
    Change.Post best,
    PostRow filed,
    @Nullable Instant edited,
    Change.@Nullable Totals told,
    @Nullable Long followers,
    @Nullable Instant followersAt,
    boolean counted) {
  private static final Comparator<PostRow> FILING =
      Comparator.comparing(PostRow::created)
          .thenComparing(PostRow::account, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(row -> row.author().toString())
          .thenComparing(PostRow::claimed, Comparator.nullsLast(Comparator.naturalOrder()));

  static Observed of(Change.Post post) {
    PostRow row = post.row();
    return new Observed(
        post,
        row,
        row.edited(),
        row.engagement().known()
            ? new Change.Totals(row.key(), row.seen(), row.engagement())
            : null,
        row.followers(),
        row.followers() == null ? null : row.seen(),
        row.counted());
  }

  Observed with(Observed other) {
    boolean otherFollowers =
        other.followersAt != null
            && (followersAt == null
                || other.followersAt.isBefore(followersAt)
                || (other.followersAt.equals(followersAt) && less(followers, other.followers)));
    return new Observed(
        other.best.row().betterThan(best.row()) ? other.best : best,
        FILING.compare(other.filed, filed) < 0 ? other.filed : filed,
        later(edited, other.edited),
        told == null ? other.told : other.told == null ? told : told.with(other.told),
        otherFollowers ? other.followers : followers,
        otherFollowers ? other.followersAt : followersAt,
        counted || other.counted);
  }

  private static boolean less(@Nullable Long a, @Nullable Long b) {
    return a != null && b != null && a < b;
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return a == null ? b : b == null || b.isBefore(a) ? a : b;
  }
}
