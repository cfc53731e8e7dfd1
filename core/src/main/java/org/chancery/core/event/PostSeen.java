package org.chancery.core.event;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A post as it was observed once.
 *
 * @param id native id; for Bluesky the at:// URI
 * @param authorName display name at that time
 * @param followers of the author at that time
 * @param created the author's claim, {@link #UNDATED} where there is none; whether it is believed
 *     is decided later
 * @param seen when it was observed; equal to {@code created} where a file does not tell
 * @param text plain text, at most {@link #MAX_TEXT} UTF-16 units
 * @param lang language tag given by the source, lower case, null when not given
 * @param media number of pictures, videos and the like
 * @param counted whether likes, reposts, replies and quotes of this post are counted from the
 *     stream itself because the source hears the whole public
 */
public record PostSeen(
    Network network,
    String id,
    AccountRef author,
    @Nullable String authorName,
    @Nullable Long followers,
    Instant created,
    Instant seen,
    String text,
    @Nullable String lang,
    PostKind kind,
    @Nullable PostRef replyTo,
    @Nullable PostRef quoteOf,
    @Nullable PostRef repostOf,
    Entities entities,
    int media,
    Engagement engagement,
    boolean counted)
    implements Event {
  /** Longer texts are cut at a source with the flag told; feeds carry whole articles. */
  public static final int MAX_TEXT = 100_000;

  /** The claim of a post that tells no time: long before any network, so it is never believed. */
  public static final Instant UNDATED = Instant.EPOCH;

  public PostSeen {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a post needs an id");
    }
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException(
          "text has %d characters, at most %d".formatted(text.length(), MAX_TEXT));
    }
    if (kind == PostKind.REPOST && repostOf == null) {
      throw new IllegalArgumentException("a repost needs the post it repeats");
    }
  }

  /** Two observations at the same time that tell different things are two events. */
  @Override
  public String eventId() {
    int told = Objects.hash(text, lang, engagement);
    return network.slug() + "|post|" + id + "|" + seen.toEpochMilli() + "|" + told;
  }

  @Override
  public String orderKey() {
    return author.key();
  }
}
