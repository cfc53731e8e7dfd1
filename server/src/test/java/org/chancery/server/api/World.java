package org.chancery.server.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountStateChanged;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Country;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Tenure;
import org.chancery.core.registry.Voice;
import org.chancery.core.time.Window;
import org.jspecify.annotations.Nullable;

/**
 * An invented world, the same for a seed: actors, and what they posted. Tests count over {@link
 * #said} in plain Java what the API counts over the store.
 */
final class World {
  static final Instant NOW = Instant.parse("2026-03-20T15:20:00Z");
  static final Instant BEGIN = Instant.parse("2025-12-18T00:00:00Z");
  static final Instant HAND_OVER = Instant.parse("2026-02-01T12:00:00Z");

  private static final List<String> CODES = List.of("FRA", "DEU", "BRA", "JPN", "KEN", "MAR");
  private static final List<ActorKind> KINDS =
      List.of(ActorKind.FOREIGN_MINISTRY, ActorKind.FOREIGN_MINISTER, ActorKind.MISSION);
  private static final List<String> TAGS =
      List.of("Peace", "COP30", "Paix", "مؤتمر", "G20", "climat", "日本", "UNGA", "rare");
  private static final List<@Nullable String> LANGS =
      java.util.Arrays.asList("en", "fr", "de", "ar", null);
  private static final String[] WORDS = {
    "accord", "minister", "visit", "dialogue", "trade", "embassy", "summit", "ceasefire", "energy"
  };

  /** One post as the model knows it. */
  record Said(
      PostSeen post,
      @Nullable Actor actor,
      @Nullable AccountRow account,
      @Nullable String country,
      List<Toward> toward,
      TreeSet<String> tags,
      boolean gone,
      boolean hidden,
      boolean repostsHidden) {
    /** Whether a page may show it. */
    boolean shown() {
      return listed() && !repostsHidden;
    }

    boolean listed() {
      return actor != null && !gone && !hidden;
    }

    Instant at() {
      return post.created();
    }

    boolean own() {
      return post.kind() != PostKind.REPOST;
    }

    boolean in(Window window) {
      return listed() && window.contains(at());
    }
  }

  /** Whom a post addresses. */
  record Toward(String how, Actor actor, String country, AccountRow account) {}

  final Registry registry;
  final List<Said> said = new ArrayList<>();
  final List<Event> events = new ArrayList<>();
  private final Random random;
  private final List<AccountRow> rows = new ArrayList<>();
  private final String hiddenHandle;

  World(long seed, int posts) {
    random = new Random(seed);
    List<Country> countries = new ArrayList<>();
    List<Actor> actors = new ArrayList<>();
    List<Tenure> tenures = new ArrayList<>();
    for (String code : CODES) {
      String low = code.toLowerCase(Locale.ROOT);
      countries.add(
          new Country(
              code,
              "Land " + code,
              "Pays " + code,
              "un-member",
              "Capital",
              10,
              20,
              List.of("en"),
              "t"));
      for (ActorKind kind : KINDS) {
        actors.add(actor(low + "-" + kind.slug(), kind, code));
        account(low + "-" + kind.slug(), Network.BLUESKY, true, null, null);
        if (kind != ActorKind.MISSION) {
          account(
              low + "-" + kind.slug(), Network.X, kind == ActorKind.FOREIGN_MINISTER, null, null);
        }
      }
    }
    actors.add(actor("un-body", ActorKind.INTERGOVERNMENTAL, null));
    account("un-body", Network.BLUESKY, true, null, null);
    actors.add(actor("person-a", ActorKind.MINISTER, "FRA"));
    actors.add(actor("person-b", ActorKind.MINISTER, "DEU"));
    accounts("office", List.of("person-a", "person-b"));
    tenures.add(new Tenure("person-b", "bra-foreign-minister", HAND_OVER, null, "t", "2026"));
    countries.add(
        new Country(
            "XKX", "Kosovo", "Kosovo", "partly-recognised", null, 42, 21, List.of("sq"), "t"));
    registry = new Registry(countries, actors, rows, tenures);
    hiddenHandle = "ken-mission.example";
    Map<AccountRow, List<PostSeen>> byAuthor = new HashMap<>();
    for (int i = 0; i < posts; i++) {
      post(i, byAuthor);
    }
    events.add(
        new AccountStateChanged(
            AccountRef.byHandle(Network.BLUESKY, hiddenHandle),
            AccountStateChanged.State.SUSPENDED,
            NOW));
  }

  private static Actor actor(String id, ActorKind kind, @Nullable String country) {
    return new Actor(
        id,
        kind,
        "Name " + id,
        "Nom " + id,
        country,
        null,
        Voice.INSTITUTION,
        null,
        null,
        null,
        "t",
        "2026");
  }

  private void account(
      String actor, Network network, boolean id, @Nullable Instant from, @Nullable Instant to) {
    String handle =
        network == Network.X
            ? actor.replace("-", "_").substring(0, Math.min(15, actor.length()))
            : actor + ".example";
    String nativeId =
        !id
            ? null
            : network == Network.X ? Integer.toString(1000 + rows.size()) : "did:plc:" + actor;
    rows.add(new AccountRow(actor, network, handle, nativeId, from, to, "t", "2026"));
  }

  /** One account that changes hands. */
  private void accounts(String handle, List<String> holders) {
    rows.add(
        new AccountRow(
            holders.get(0),
            Network.BLUESKY,
            handle + ".example",
            "did:plc:office",
            null,
            HAND_OVER,
            "t",
            "2026"));
    rows.add(
        new AccountRow(
            holders.get(1),
            Network.BLUESKY,
            handle + ".example",
            "did:plc:office",
            HAND_OVER,
            null,
            "t",
            "2026"));
  }

  private void post(int i, Map<AccountRow, List<PostSeen>> byAuthor) {
    long span = Duration.between(BEGIN, NOW).toSeconds();
    // More and more towards the end, so that 24 h hold something too.
    double x = Math.sqrt(random.nextDouble());
    Instant at = BEGIN.plusSeconds((long) (x * span));
    boolean listed = random.nextInt(12) > 0;
    AccountRow row =
        rows.get(
            (int) Math.min(rows.size() - 1, Math.abs(random.nextGaussian()) * rows.size() / 2.5));
    AccountRef author =
        listed ? row.ref() : AccountRef.byId(row.network(), "outsider-" + random.nextInt(9));
    Network network = row.network();
    PostKind kind = PostKind.values()[Math.max(0, random.nextInt(7) - 3)];
    AccountRow target = rows.get(random.nextInt(rows.size()));
    while (target.network() != network) {
      target = rows.get(random.nextInt(rows.size()));
    }
    List<PostSeen> earlier =
        byAuthor.getOrDefault(target, List.of()).stream()
            .filter(p -> p.created().isBefore(at))
            .toList();
    PostRef ref =
        new PostRef(
            earlier.isEmpty() ? "elsewhere-" + i : earlier.get(random.nextInt(earlier.size())).id(),
            target.ref());
    List<AccountRef> mentions = new ArrayList<>();
    for (int n = random.nextInt(3); n > 0; n--) {
      AccountRow other = rows.get(random.nextInt(rows.size()));
      mentions.add(
          other.network() == network && random.nextInt(4) > 0
              ? other.ref()
              : AccountRef.byId(network, "outsider-" + random.nextInt(9)));
    }
    TreeSet<String> tags = new TreeSet<>();
    List<String> written = new ArrayList<>();
    for (int n = random.nextInt(3); n > 0; n--) {
      String tag = TAGS.get((int) Math.min(TAGS.size() - 1, Math.abs(random.nextGaussian()) * 3));
      written.add(random.nextBoolean() ? tag : tag.toUpperCase(Locale.ROOT));
      tags.add(tag.toLowerCase(Locale.ROOT));
    }
    StringBuilder text = new StringBuilder(random.nextInt(5) > 1 ? "peace" : "calm");
    for (int n = 0; n < 4; n++) {
      text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
    }
    if (i % 997 == 5) {
      text.append(" zanzibar");
    }
    boolean told = random.nextInt(5) > 0;
    PostSeen post =
        new PostSeen(
            network,
            network == Network.BLUESKY
                ? "at://did:plc:x%d/app.bsky.feed.post/3k%d".formatted(i, i)
                : Long.toString(5_000_000L + i),
            author,
            null,
            network == Network.X ? Long.valueOf(500 + random.nextInt(5_000)) : null,
            at,
            at,
            text.toString(),
            LANGS.get(random.nextInt(LANGS.size())),
            kind,
            kind == PostKind.REPLY ? ref : null,
            kind == PostKind.QUOTE ? ref : null,
            kind == PostKind.REPOST ? ref : null,
            new Entities(
                mentions, written, List.of("https://example.org/" + i, "javascript:alert(1)")),
            0,
            told
                ? new Engagement(
                    (long) random.nextInt(90),
                    (long) (random.nextInt(12) * random.nextInt(12)),
                    (long) random.nextInt(9),
                    random.nextBoolean() ? null : (long) random.nextInt(5),
                    null)
                : Engagement.UNKNOWN,
            false);
    boolean gone = random.nextInt(40) == 0;
    events.add(post);
    if (gone) {
      events.add(new PostDeleted(network, post.id(), author, NOW));
    }
    if (listed && !gone) {
      byAuthor.computeIfAbsent(row, k -> new ArrayList<>()).add(post);
    }
    said.add(model(post, mentions, kind == PostKind.ORIGINAL ? null : target, tags, gone));
  }

  private Said model(
      PostSeen post,
      List<AccountRef> mentions,
      @Nullable AccountRow target,
      TreeSet<String> tags,
      boolean gone) {
    var by = registry.attribute(post.author(), post.created());
    List<Toward> toward = new ArrayList<>();
    java.util.Set<String> once = new java.util.HashSet<>();
    if (target != null) {
      add(toward, post.kind().slug(), target.ref(), post.created());
      once.add(target.ref().key());
    }
    if (post.kind() != PostKind.REPOST) {
      for (AccountRef mention : mentions) {
        if (once.add(mention.key())) {
          add(toward, "mention", mention, post.created());
        }
      }
    }
    return new Said(
        post,
        by.map(a -> a.actor()).orElse(null),
        by.map(a -> a.account()).orElse(null),
        by.map(a -> a.country()).orElse(null),
        toward,
        tags,
        gone,
        by.map(a -> a.account().handle().equals(hiddenHandle)).orElse(false),
        post.repostOf() != null
            && target != null
            && target.handle().equals(hiddenHandle)
            && !String.valueOf(post.repostOf().id()).startsWith("elsewhere"));
  }

  private void add(List<Toward> all, String how, AccountRef to, Instant at) {
    registry
        .attribute(to, at)
        .ifPresent(
            a ->
                all.add(
                    new Toward(
                        how, a.actor(), a.country() == null ? "" : a.country(), a.account())));
  }
}
