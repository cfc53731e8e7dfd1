package org.chancery.ingest.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chancery.core.event.AccountStateChanged;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Network;
import org.jspecify.annotations.Nullable;

/**
 * What an event means for the store, attributed and decoded. Changes commute: any order of the same
 * changes gives the same rows.
 */
public sealed interface Change {

  /** A post as observed, with all whom it addresses. */
  record Post(PostRow row, List<Interaction> interactions) implements Change {
    public Post {
      interactions = List.copyOf(interactions);
    }
  }

  /**
   * One account addressed by a post.
   *
   * @param toAccount short key of a listed account, else null (then also the others)
   */
  record Interaction(
      InteractionKind kind,
      UUID toKey,
      @Nullable Integer toAccount,
      @Nullable Integer toActor,
      @Nullable String toCountry) {}

  /**
   * A post or reaction was taken back.
   *
   * @param remember whether to keep it in mind even if what it deletes is not stored (yet)
   */
  record Gone(UUID key, Instant seen, boolean remember) implements Change {}

  /**
   * Somebody reacted to a listed actor's post.
   *
   * @param kind 0 like, 1 repost, 2 reply, 3 quote
   */
  record Reaction(UUID key, UUID post, int kind) implements Change {}

  /** Totals of a post's engagement. */
  record Totals(UUID post, Instant seen, Engagement engagement) implements Change {}

  /** Followers and name of a listed account. */
  record Audience(int account, Instant at, @Nullable Long followers, @Nullable String name)
      implements Change {}

  /** A listed account was closed or opened. */
  record AccountState(int account, AccountStateChanged.State state) implements Change {}

  /**
   * How far a source came and what became of its input so far.
   *
   * @param state live, behind, disconnected, loading or finished
   * @param counts totals since the source was first used, by cause
   */
  record Progress(
      String source,
      @Nullable Network network,
      boolean live,
      String state,
      @Nullable Instant newest,
      @Nullable String lastError,
      Map<String, Long> counts)
      implements Change {
    public Progress {
      counts = Map.copyOf(counts);
    }
  }

  /**
   * A source was deaf in {@code [from, to)}.
   *
   * @param why a stable word: disconnected, clamped
   */
  record Gap(String source, Instant from, Instant to, String why) implements Change {}
}
