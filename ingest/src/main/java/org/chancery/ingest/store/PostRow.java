package org.chancery.ingest.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.jspecify.annotations.Nullable;

/**
 * One observation of a post, as it would stand in {@code posts}.
 *
 * @param created event time, decided from the claim and the time seen
 * @param claimed the author's claim where it was not believed
 * @param country empty for a listed actor without one, null for unlisted authors
 * @param nativeId of listed authors only
 * @param richness how much the observation tells, see {@link #richness}
 * @param tsvector words for search in PostgreSQL's text form
 * @param edited the time of the edit that this observation shows
 */
public record PostRow(
    UUID key,
    Instant created,
    Instant seen,
    @Nullable Instant claimed,
    Network network,
    PostKind kind,
    @Nullable Integer account,
    @Nullable Integer actor,
    @Nullable String country,
    UUID author,
    @Nullable String nativeId,
    int richness,
    @Nullable String lang,
    String text,
    String tsvector,
    @Nullable UUID reply,
    @Nullable UUID quote,
    @Nullable UUID repost,
    List<String> hashtags,
    List<String> links,
    int given,
    int media,
    @Nullable Long followers,
    boolean counted,
    Engagement engagement,
    @Nullable Instant edited) {
  public static final int GIVEN_MENTIONS = 1;
  public static final int GIVEN_HASHTAGS = 2;
  public static final int GIVEN_LINKS = 4;

  public PostRow {
    created = Stored.time(created);
    seen = Stored.time(seen);
    claimed = Stored.timeOrNull(claimed);
    edited = Stored.timeOrNull(edited);
    media = Stored.small(media);
    hashtags = List.copyOf(hashtags);
    links = List.copyOf(links);
  }

  /** The same without what its author said, see {@link UnlistedWords}. */
  public PostRow withoutWords() {
    return new PostRow(
        key,
        created,
        seen,
        claimed,
        network,
        kind,
        account,
        actor,
        country,
        author,
        nativeId,
        UnlistedWords.FORGOTTEN,
        null,
        "",
        "",
        reply,
        quote,
        repost,
        List.of(),
        List.of(),
        given,
        media,
        null,
        counted,
        engagement,
        edited);
  }

  /** Whether this observation replaces the other: newer, or as new and richer. */
  boolean betterThan(PostRow other) {
    int byTime = seen.compareTo(other.seen);
    int byRichness = Integer.compare(richness, other.richness);
    return byTime > 0
        || (byTime == 0 && byRichness > 0)
        || (byTime == 0 && byRichness == 0 && checksum() > other.checksum());
  }

  /**
   * Decides between two observations as new and as rich as each other, so that the same one stays
   * whichever came first. The same in every process: ordinals, never an enum's own hash.
   */
  int checksum() {
    return Objects.hash(
        kind.ordinal(), lang, text, tsvector, reply, quote, repost, hashtags, links, given, media);
  }
}
