package org.chancery.server.api.posts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.chancery.server.api.answer.Restricted;
import org.chancery.server.api.answer.Says;
import org.jspecify.annotations.Nullable;

/** A post of a listed actor. One that is display only leaves in files by its ids alone. */
@Says("A post with what was derived from it and why")
public record Post(
    @Says("32 hexadecimal digits; a keyed hash, the same for ever in this hub") String id,
    String network,
    @Says("original, reply, repost or quote") String kind,
    @Says("Time under which it counts") Instant created,
    @Says("Newest observation") Instant seen,
    @Says("Others' words: never to be shown as HTML") String text,
    @Nullable String lang,
    @Says("The post at its source; https, or http where a server of Mastodon says so")
        @Nullable String url,
    @Says("Country for which was spoken") @Nullable String country,
    Author actor,
    AccountOf account,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Ref replyTo,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Ref quoteOf,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Ref repostOf,
    List<Ref> mentions,
    @Says("Case-folded, without #") List<String> hashtags,
    List<String> links,
    @Says("Pictures, videos and the like") int media,
    EngagementOf engagement,
    @Says(
            "CREATED_IN_FUTURE, CREATED_LONG_BEFORE: the author's claim was not believed; UNDATED: it makes none; EDITED")
        List<String> flags,
    Derived derived,
    @Says(
            "Whether its source lets it be shown only: CSV has nothing but its ids, and whoever takes it from here is bound alike")
        boolean displayOnly,
    @Says("In a dialogue: who speaks to whom") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String direction)
    implements Restricted {
  private static final Set<String> LEAVES = Set.of("id", "network", "url", "display_only");

  /** For whom the post counts. */
  public record Author(String id, String nameEn, String nameFr, String kind) {}

  /** Where it was published. */
  public record AccountOf(String network, String handle, @Nullable String nativeId) {}

  /** A listed account that is addressed, or nothing at all for anybody else. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Says("A listed account; {} for a person who is not listed")
  public record Ref(
      @Nullable RefActor actor,
      @Nullable String handle,
      @Says("The post addressed, where this hub shows it") @Nullable String id) {
    static final Ref UNLISTED = new Ref(null, null, null);
  }

  /** Who is addressed. */
  public record RefActor(String id, String nameEn, String nameFr, @Nullable String country) {}

  /** As last observed; null where the network does not tell. */
  public record EngagementOf(
      @Nullable Long likes,
      @Nullable Long reposts,
      @Nullable Long replies,
      @Nullable Long quotes,
      @Nullable Long views) {}

  /** Where derived facts come from. */
  public record Derived(
      @Says("given, or read from text") String hashtags,
      @Says("given, or read from text") String mentions,
      @Says("given or absent") String lang,
      Attributed attributed) {}

  /** Why it counts for this actor. */
  public record Attributed(String actor, String because) {}

  Post spoken(String toward) {
    return new Post(
        id,
        network,
        kind,
        created,
        seen,
        text,
        lang,
        url,
        country,
        actor,
        account,
        replyTo,
        quoteOf,
        repostOf,
        mentions,
        hashtags,
        links,
        media,
        engagement,
        flags,
        derived,
        displayOnly,
        toward);
  }

  @Override
  public boolean mayLeave(String column) {
    return !displayOnly || LEAVES.contains(column);
  }
}
