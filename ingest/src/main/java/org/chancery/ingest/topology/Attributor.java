package org.chancery.ingest.topology;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.AccountStateChanged;
import org.chancery.core.event.EngagementSeen;
import org.chancery.core.event.Event;
import org.chancery.core.event.FollowListSeen;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.ReactionGone;
import org.chancery.core.event.ReactionKind;
import org.chancery.core.event.ReactionSeen;
import org.chancery.core.event.TieGone;
import org.chancery.core.event.TieSeen;
import org.chancery.core.registry.Attribution;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.PostRow;
import org.chancery.ingest.store.Pseudonyms;
import org.chancery.ingest.store.UnlistedWords;
import org.jspecify.annotations.Nullable;

/**
 * From an event to what it changes: who spoke for whom at that time, what the post says, whom it
 * addresses. Thread-safe.
 */
public final class Attributor {
  private static final int REACTION_REPOST = 1;
  private static final int REACTION_REPLY = 2;
  private static final int REACTION_QUOTE = 3;

  private final Pseudonyms pseudonyms;
  private final boolean keepUnlisted;
  private final InstantSource clock;

  /**
   * @param keepUnlisted whether posts that neither come from nor address anybody listed are kept by
   *     keyed hash (an import, where a person chose the file) or passed over (a live stream)
   * @param clock by which words of people who are not listed are too old to be stored
   */
  public Attributor(Pseudonyms pseudonyms, boolean keepUnlisted, InstantSource clock) {
    this.pseudonyms = pseudonyms;
    this.keepUnlisted = keepUnlisted;
    this.clock = clock;
  }

  /** What the event changes; empty when it is about nobody listed. */
  public List<Change> changes(Event event, Directory directory) {
    return switch (event) {
      case PostSeen post -> post(post, null, directory);
      case PostEdited edit -> post(edit.now(), edit.seen(), directory);
      case PostDeleted gone -> List.of(gone(gone, directory));
      case ReactionSeen reaction -> reaction(reaction, directory);
      case ReactionGone gone ->
          List.of(
              new Change.Gone(pseudonyms.ofPost(gone.network(), gone.id()), gone.seen(), false));
      case EngagementSeen totals ->
          List.of(
              new Change.Totals(
                  pseudonyms.ofPost(totals.network(), totals.id()),
                  totals.seen(),
                  totals.engagement()));
      case AccountSeen seen ->
          audience(seen.account(), seen.seen(), seen.followers(), seen.name(), directory);
      case AccountStateChanged state -> state(state, directory);
      case TieSeen tie -> tie(tie, directory);
      case TieGone tie -> tieEnded(tie, directory);
      case FollowListSeen list -> followList(list, directory);
    };
  }

  private List<Change> post(PostSeen post, @Nullable Instant edited, Directory directory) {
    EventTime time = EventTime.decide(post.created(), post.seen());
    Optional<Attribution> author = directory.registry().attribute(post.author(), time.at());
    Decoded decoded = Decoded.of(post);
    Addressees addressees = new Addressees(pseudonyms, directory, time.at());
    List<Change.Interaction> interactions =
        addressees.of(post, decoded.mentions(), author.isPresent());
    List<Change> changes = new ArrayList<>(3);
    UUID key = pseudonyms.ofPost(post.network(), post.id());
    addReaction(changes, post, key, time.at(), directory);
    boolean aboutListed = interactions.stream().anyMatch(i -> i.toAccount() != null);
    boolean onlyReaction = author.isEmpty() && post.counted() && post.kind() == PostKind.REPOST;
    if (!onlyReaction && (author.isPresent() || aboutListed || keepUnlisted)) {
      PostRow row = row(post, edited, time, key, author, decoded, directory);
      changes.add(
          new Change.Post(
              wordsStay(post, time.at(), directory) ? row : row.withoutWords(), interactions));
    }
    author.ifPresent(
        a -> {
          if (post.followers() != null || post.authorName() != null) {
            changes.add(
                new Change.Audience(
                    directory.ids().account(a.account()),
                    post.seen(),
                    post.followers(),
                    post.authorName()));
          }
        });
    return changes;
  }

  /**
   * Of an account that is listed at any time the words come in: an older observation may be by the
   * actor. Those that are not go with the next {@link UnlistedWords#forget}.
   */
  private boolean wordsStay(PostSeen post, Instant at, Directory directory) {
    return listed(post.author(), directory) || UnlistedWords.mayStay(at, clock.instant());
  }

  private PostRow row(
      PostSeen post,
      @Nullable Instant edited,
      EventTime time,
      UUID key,
      Optional<Attribution> author,
      Decoded decoded,
      Directory directory) {
    String country = author.map(a -> a.country() == null ? "" : a.country()).orElse(null);
    return new PostRow(
        key,
        time.at(),
        post.seen(),
        time.claimed(),
        post.network(),
        post.kind(),
        author.map(a -> directory.ids().account(a.account())).orElse(null),
        author.map(a -> directory.ids().actor(a.actor().id())).orElse(null),
        country,
        pseudonyms.ofAccount(author.map(a -> a.account().ref()).orElse(post.author())),
        author.isPresent() ? post.id() : null,
        decoded.richness(),
        decoded.lang(),
        post.text(),
        decoded.tsvector(),
        key(post, post.replyTo()),
        key(post, post.quoteOf()),
        key(post, post.repostOf()),
        decoded.hashtags(),
        decoded.links(),
        decoded.given(),
        post.media(),
        post.followers(),
        post.counted(),
        post.engagement(),
        edited);
  }

  private @Nullable UUID key(PostSeen post, @Nullable PostRef ref) {
    return ref == null || ref.id() == null ? null : pseudonyms.ofPost(post.network(), ref.id());
  }

  /** On networks whose engagement is counted from the stream, a reply is a reaction as well. */
  private void addReaction(
      List<Change> changes, PostSeen post, UUID key, Instant at, Directory directory) {
    if (!post.counted()) {
      return;
    }
    if (post.kind() == PostKind.REPOST) {
      addReaction(changes, post, post.repostOf(), key, REACTION_REPOST, at, directory);
    } else if (post.kind() == PostKind.REPLY) {
      addReaction(changes, post, post.replyTo(), key, REACTION_REPLY, at, directory);
    } else if (post.kind() == PostKind.QUOTE) {
      addReaction(changes, post, post.quoteOf(), key, REACTION_QUOTE, at, directory);
    }
  }

  private void addReaction(
      List<Change> changes,
      PostSeen post,
      @Nullable PostRef target,
      UUID key,
      int kind,
      Instant at,
      Directory directory) {
    UUID targetKey = key(post, target);
    if (target != null && targetKey != null && listed(target.author(), directory)) {
      changes.add(new Change.Reaction(key, targetKey, kind));
    }
  }

  private static boolean listed(@Nullable AccountRef account, Directory directory) {
    return account != null && directory.registry().knows(account);
  }

  private Change gone(PostDeleted gone, Directory directory) {
    boolean remember = gone.author() == null || listed(gone.author(), directory);
    return new Change.Gone(pseudonyms.ofPost(gone.network(), gone.id()), gone.seen(), remember);
  }

  private List<Change> reaction(ReactionSeen reaction, Directory directory) {
    String subject = reaction.subject().id();
    if (subject == null || !listed(reaction.subject().author(), directory)) {
      return List.of();
    }
    return List.of(
        new Change.Reaction(
            pseudonyms.ofPost(reaction.network(), reaction.id()),
            pseudonyms.ofPost(reaction.network(), subject),
            reaction.kind() == ReactionKind.LIKE ? 0 : REACTION_REPOST));
  }

  private static List<Change> audience(
      AccountRef account,
      Instant at,
      @Nullable Long followers,
      @Nullable String name,
      Directory directory) {
    if (followers == null && name == null) {
      return List.of(); // a handle alone is for IdentityWatch
    }
    return directory
        .registry()
        .attribute(account, at)
        .<List<Change>>map(
            a ->
                List.of(
                    new Change.Audience(directory.ids().account(a.account()), at, followers, name)))
        .orElse(List.of());
  }

  /** Whoever it spoke for then, and also where it speaks for nobody any more. */
  private List<Change> state(AccountStateChanged state, Directory directory) {
    return directory
        .registry()
        .findAccount(state.account())
        .<List<Change>>map(
            row ->
                List.of(
                    new Change.AccountState(
                        directory.ids().account(row),
                        directory.registry().rowsOf(row).stream()
                            .flatMap(same -> same.refs().stream())
                            .map(pseudonyms::ofAccount)
                            .distinct()
                            .toList(),
                        state.seen(),
                        state.state())))
        .orElse(List.of());
  }

  /** Links are kept between listed accounts only, whenever they spoke for anybody. */
  private List<Change> tie(TieSeen tie, Directory directory) {
    Integer from = account(tie.from(), directory);
    Integer to = account(tie.to(), directory);
    return from == null || to == null
        ? List.of()
        : List.of(new Change.TieHeard(from, to, tie.seen(), record(tie.network(), tie.id())));
  }

  private List<Change> tieEnded(TieGone tie, Directory directory) {
    Integer from = account(tie.from(), directory);
    Integer to = tie.to() == null ? null : account(tie.to(), directory);
    UUID record = record(tie.network(), tie.id());
    return from == null || (to == null && (tie.to() != null || record == null))
        ? List.of()
        : List.of(new Change.TieEnded(from, to, tie.seen(), record));
  }

  private List<Change> followList(FollowListSeen list, Directory directory) {
    Integer from = account(list.from(), directory);
    if (from == null) {
      return List.of();
    }
    Set<Integer> to = new HashSet<>();
    for (AccountRef followed : list.to()) {
      Integer account = account(followed, directory);
      if (account != null) {
        to.add(account);
      }
    }
    return List.of(new Change.FollowList(from, to, list.to().size(), list.complete(), list.seen()));
  }

  private @Nullable UUID record(Network network, @Nullable String id) {
    return id == null ? null : pseudonyms.ofPost(network, id);
  }

  private static @Nullable Integer account(AccountRef account, Directory directory) {
    return directory.registry().findAccount(account).map(directory.ids()::account).orElse(null);
  }
}
