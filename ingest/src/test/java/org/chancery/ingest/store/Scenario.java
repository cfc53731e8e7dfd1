package org.chancery.ingest.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.chancery.core.decode.Words;
import org.chancery.core.event.AccountStateChanged;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.jspecify.annotations.Nullable;

/**
 * Seeded random changes over a small world, so that everything meets everything: posts told several
 * times with other contents and times, edits, deletions and totals before and after, reactions and
 * their withdrawal, replies before their parents.
 */
final class Scenario {
  static final int ACCOUNTS = 5;
  private static final int AUTHORS = 6;
  private static final int POSTS = 40;
  private static final Instant BEGIN = Instant.parse("2026-03-29T20:00:00Z");
  private static final Instant HAND_OVER = Instant.parse("2026-03-31T00:00:00Z");
  private static final Instant LISTED_FROM = Instant.parse("2026-04-01T00:00:00Z");

  /** Empties the store but for the accounts of the world. */
  static void begin(DataSource store) throws SQLException {
    TestDatabase.empty(store);
    for (int account = 1; account <= ACCOUNTS; account++) {
      TestDatabase.execute(
          store,
          "insert into account (network, native_id, handle) values (0, 'did:%1$d', 'h%1$d')"
              .formatted(account));
    }
  }

  private final Random random;
  private final boolean rememberAll;

  /**
   * @param rememberAll whether all deletions are of a sort that is kept in mind, as needed where
   *     the order is to make no difference
   */
  Scenario(long seed, boolean rememberAll) {
    this.random = new Random(seed);
    this.rememberAll = rememberAll;
  }

  /** For whom an author speaks at a moment; null when for nobody listed. */
  private record Speaker(int account, int actor, String country) {
    static @Nullable Speaker of(int author, Instant at) {
      return switch (author) {
        case 0 -> new Speaker(1, 1, "FRA");
        case 1 -> new Speaker(2, 2, "DEU");
        case 2 -> new Speaker(3, 3, "");
        case 3 -> at.isBefore(HAND_OVER) ? new Speaker(4, 4, "FRA") : new Speaker(4, 1, "ITA");
        case 4 -> at.isBefore(LISTED_FROM) ? null : new Speaker(5, 5, "DEU");
        default -> null;
      };
    }
  }

  List<Change> changes(int count) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      changes.add(next());
    }
    return changes;
  }

  private Change next() {
    int what = random.nextInt(100);
    if (what < 50) {
      return post(random.nextInt(POSTS));
    } else if (what < 70) {
      int reaction = random.nextInt(120);
      boolean odd = random.nextInt(20) == 0;
      return new Change.Reaction(
          new UUID(3, reaction),
          key(odd ? random.nextInt(POSTS) : reaction % POSTS),
          odd ? 0 : reaction % 4);
    } else if (what < 78) {
      return new Change.Gone(new UUID(3, random.nextInt(120)), seen(), remember());
    } else if (what < 83) {
      return new Change.Gone(key(random.nextInt(POSTS)), seen(), remember());
    } else if (what < 92) {
      return new Change.Totals(key(random.nextInt(POSTS)), seen(), engagement());
    } else if (what < 97) {
      return new Change.Audience(
          1 + random.nextInt(ACCOUNTS),
          seen(),
          maybe() ? null : number(900),
          maybe() ? null : "name " + random.nextInt(9));
    }
    var states = AccountStateChanged.State.values();
    int account = 1 + random.nextInt(ACCOUNTS);
    return new Change.AccountState(
        account, List.of(new UUID(2, account - 1)), seen(), states[random.nextInt(states.length)]);
  }

  private boolean remember() {
    return rememberAll || random.nextBoolean();
  }

  private boolean maybe() {
    return random.nextInt(3) == 0;
  }

  private Long number(int bound) {
    return (long) random.nextInt(bound);
  }

  private static UUID key(int post) {
    return new UUID(1, post);
  }

  /** Few moments, so that many things are seen at the same one. */
  private Instant seen() {
    return BEGIN.plusSeconds(random.nextInt(12) * 21_600L);
  }

  private Engagement engagement() {
    return new Engagement(
        maybe() ? null : number(5),
        maybe() ? null : number(300),
        maybe() ? null : number(5),
        maybe() ? null : number(5),
        maybe() ? null : number(5));
  }

  /** Author, kind and parent hang on the number of the post, nearly always. */
  private Change.Post post(int post) {
    int author = (random.nextInt(30) == 0 ? post + 1 : post) % AUTHORS;
    Instant created =
        BEGIN
            .plusSeconds(post * 5_701L + (random.nextInt(8) == 0 ? random.nextInt(90_000) : 0))
            .plusNanos(post * 1_000L);
    PostKind kind = PostKind.values()[post / AUTHORS % 4];
    int other = (post * 7 + 3) % POSTS;
    Speaker speaker = Speaker.of(author, created);
    String text = "post " + post + " says " + random.nextInt(9);
    List<String> tags = new ArrayList<>();
    for (String tag : List.of("un", "cop31", "和平")) {
      if (maybe()) {
        tags.add(tag);
      }
    }
    boolean known = !maybe();
    PostRow row =
        new PostRow(
            key(post),
            created,
            seen(),
            random.nextInt(9) == 0 ? created.minusSeconds(1) : null,
            Network.BLUESKY,
            kind,
            speaker == null ? null : speaker.account(),
            speaker == null ? null : speaker.actor(),
            speaker == null ? null : speaker.country(),
            new UUID(2, author),
            speaker == null ? null : "at://" + post,
            random.nextInt(3),
            maybe() ? null : random.nextBoolean() ? "fr" : "en",
            text,
            Words.tsvector("say"),
            kind == PostKind.REPLY ? key(other) : null,
            kind == PostKind.QUOTE ? key(other) : null,
            kind == PostKind.REPOST ? key(other) : null,
            tags,
            maybe() ? List.of("https://example.org/" + random.nextInt(3)) : List.of(),
            random.nextInt(8),
            random.nextInt(3),
            maybe() ? null : number(2_000),
            post % 3 == 0 && random.nextInt(4) > 0,
            known ? engagement() : Engagement.UNKNOWN,
            maybe() ? seen() : null);
    return new Change.Post(row, addressed(kind, other, speaker != null, created));
  }

  private List<Change.Interaction> addressed(
      PostKind kind, int parent, boolean listed, Instant at) {
    List<Change.Interaction> all = new ArrayList<>();
    if (kind != PostKind.ORIGINAL) {
      InteractionKind how = InteractionKind.valueOf(kind.name());
      all.add(interaction(how, parent % AUTHORS, at));
    }
    for (int author = 0; author < AUTHORS; author++) {
      if (random.nextInt(4) == 0 && (kind == PostKind.ORIGINAL || author != parent % AUTHORS)) {
        all.add(interaction(InteractionKind.MENTION, author, at));
      }
    }
    if (!listed) {
      all.removeIf(i -> i.toAccount() == null);
    }
    return all;
  }

  private static Change.Interaction interaction(InteractionKind kind, int author, Instant at) {
    Speaker to = Speaker.of(author, at);
    return new Change.Interaction(
        kind,
        new UUID(2, author),
        to == null ? null : to.account(),
        to == null ? null : to.actor(),
        to == null ? null : to.country());
  }
}
