package org.chancery.ingest.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
   * A post was brought by a source that lets it be shown and nothing else.
   *
   * @param brought when
   */
  record DisplayOnly(UUID key, Instant brought) implements Change {
    public DisplayOnly {
      brought = Stored.time(brought);
    }
  }

  /**
   * A post or reaction was taken back.
   *
   * @param remember whether to keep it in mind even if what it deletes is not stored (yet)
   */
  record Gone(UUID key, Instant seen, boolean remember) implements Change {
    public Gone {
      seen = Stored.time(seen);
    }

    Gone with(Gone other) {
      return new Gone(
          key, other.seen.isBefore(seen) ? other.seen : seen, remember || other.remember);
    }
  }

  /**
   * Somebody reacted to a listed actor's post.
   *
   * @param kind 0 like, 1 repost, 2 reply, 3 quote
   */
  record Reaction(UUID key, UUID post, int kind) implements Change {
    /** A reaction has one target: should two be told, the same one stays whichever came first. */
    Reaction with(Reaction other) {
      int byPost = post.toString().compareTo(other.post.toString());
      return byPost < 0 || (byPost == 0 && kind <= other.kind) ? this : other;
    }
  }

  /** Totals of a post's engagement. */
  record Totals(UUID post, Instant seen, Engagement engagement) implements Change {
    public Totals {
      seen = Stored.time(seen);
      engagement =
          new Engagement(
              Stored.count(engagement.likes()),
              Stored.count(engagement.reposts()),
              Stored.count(engagement.replies()),
              Stored.count(engagement.quotes()),
              Stored.count(engagement.views()));
    }

    /** The newer one; of the same moment the greater values. */
    Totals with(Totals other) {
      int byTime = seen.compareTo(other.seen);
      if (byTime != 0) {
        return byTime > 0 ? this : other;
      }
      Engagement a = engagement;
      Engagement b = other.engagement;
      return new Totals(
          post,
          seen,
          new Engagement(
              greatest(a.likes(), b.likes()),
              greatest(a.reposts(), b.reposts()),
              greatest(a.replies(), b.replies()),
              greatest(a.quotes(), b.quotes()),
              greatest(a.views(), b.views())));
    }

    private static @Nullable Long greatest(@Nullable Long a, @Nullable Long b) {
      return a == null ? b : b == null ? a : Long.valueOf(Math.max(a, b));
    }
  }

  /** Followers and name of a listed account. */
  record Audience(int account, Instant at, @Nullable Long followers, @Nullable String name)
      implements Change {
    public Audience {
      at = Stored.time(at);
    }
  }

  /**
   * A listed account was closed or opened; the newest word counts. What a closed account published
   * is neither shown nor counted until it is open again.
   *
   * @param authors keys under which posts of the account stand
   */
  record AccountState(int account, List<UUID> authors, Instant at, AccountStateChanged.State state)
      implements Change {
    public AccountState {
      authors = List.copyOf(authors);
      at = Stored.time(at);
    }

    AccountState with(AccountState other) {
      int byTime = at.compareTo(other.at);
      boolean mine = byTime > 0 || (byTime == 0 && state.name().compareTo(other.state.name()) >= 0);
      return mine ? this : other;
    }
  }

  /** Something about follow links of a listed account. */
  sealed interface Ties extends Change {
    /** When it was observed. */
    Instant at();
  }

  /**
   * One listed account follows another.
   *
   * @param record key of the record by which the link can be taken back, null where there is none
   */
  record TieHeard(int from, int to, Instant at, @Nullable UUID record) implements Ties {
    public TieHeard {
      at = Stored.time(at);
    }
  }

  /** A link is over, named by its pair, its record, or both. */
  record TieEnded(int from, @Nullable Integer to, Instant at, @Nullable UUID record)
      implements Ties {
    public TieEnded {
      at = Stored.time(at);
    }
  }

  /**
   * Whom an account follows at a moment.
   *
   * @param to the listed ones among them
   * @param total all of them
   * @param complete whether who is missing is not followed
   */
  record FollowList(int from, Set<Integer> to, int total, boolean complete, Instant at)
      implements Ties {
    public FollowList {
      to = Set.copyOf(to);
      at = Stored.time(at);
    }
  }

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
      newest = Stored.timeOrNull(newest);
      counts = Map.copyOf(counts);
    }
  }

  /**
   * Up to where a source is taken in, as far as one lane of the stream is concerned. It comes
   * behind all changes of the lane that lie before it, and is written with them.
   *
   * @param step batches since the source was opened
   * @param counts totals by cause up to there
   */
  record Place(
      String source,
      int lane,
      long step,
      @Nullable String cursor,
      Map<String, Long> counts,
      @Nullable Instant newest)
      implements Change {
    public Place {
      newest = Stored.timeOrNull(newest);
      counts = Map.copyOf(counts);
    }
  }

  /**
   * A source was deaf in {@code [from, to)}.
   *
   * @param why a stable word: disconnected, clamped
   */
  record Gap(String source, Instant from, Instant to, String why) implements Change {
    public Gap {
      from = Stored.time(from);
      to = Stored.time(to);
    }
  }

  /**
   * Something was noticed about identity.
   *
   * @param key the same finding has the same key
   * @param kind look-alike, handle-changed, handle-taken or did-changed
   * @param actor id of the listed actor
   * @param listed the listed handle, domain or name that it is about
   * @param nativeId of a listed account only
   * @param field and the following: of a look-alike only
   */
  record IdentityAlert(
      UUID key,
      String kind,
      Instant seen,
      String actor,
      Network network,
      String listed,
      @Nullable String nativeId,
      @Nullable String seenHandle,
      @Nullable String field,
      @Nullable String trick,
      @Nullable Double nearness)
      implements Change {
    public static final String LOOK_ALIKE = "look-alike";

    public IdentityAlert {
      seen = Stored.time(seen);
    }
  }
}
