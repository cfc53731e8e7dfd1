package org.chancery.server.api.posts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostSeen;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.ingest.store.InteractionKind;
import org.chancery.ingest.store.PostRow;
import org.chancery.server.api.listing.Listing;
import org.chancery.server.api.posts.Post.Ref;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Makes posts of what was found: three queries for any number of them. */
public record PostReader(Reading store, Listing listing) {
  private static final String POSTS =
      """
      select p.*, a.handle, a.native_id as account_native_id, m.host,
             exists (select from display_only d where d.post_key = p.post_key) as display_only
      from unnest({}::timestamptz[], {}::uuid[]) as k (at, key)
      join posts p on p.created = k.at and p.post_key = k.key
      join account a on a.account_id = p.account_id
      left join mastodon_server m on m.domain = lower(split_part(a.handle, '@', 3))
      where p.created >= {} and p.created <= {} and p.deleted is null and a.state = 'ACTIVE'
      """;

  private static final String ADDRESSED =
      """
      select x.post_key, x.kind, x.to_account, x.to_actor, x.to_country
      from unnest({}::timestamptz[], {}::uuid[]) as k (at, key)
      join interactions x on x.created = k.at and x.post_key = k.key
      where x.created >= {} and x.created <= {}
      order by x.kind, x.to_actor nulls last, x.to_account nulls last
      """;

  private static final String SHOWN =
      """
      select p.post_key from post_identity i join posts p on p.created = i.created and p.post_key = i.post_key
      join account a on a.account_id = p.account_id
      where i.post_key = any({}) and p.deleted is null and a.state = 'ACTIVE'
      """;

  /** Posts that were taken back, or whose account is closed: a repost shows them no longer. */
  private static final String GONE =
      """
      select post_key from tombstone where post_key = any({})
      union
      select p.post_key from post_identity i join posts p on p.created = i.created and p.post_key = i.post_key
      join account a on a.account_id = p.account_id
      where i.post_key = any({}) and a.state <> 'ACTIVE'
      """;

  private record Addressed(
      InteractionKind kind,
      @Nullable Integer account,
      @Nullable Integer actor,
      @Nullable String country) {}

  private record Targets(@Nullable UUID reply, @Nullable UUID quote, @Nullable UUID repost) {}

  /** The posts in the order in which they were found; those that may not be shown are left out. */
  List<Post> read(List<Found> found) {
    if (found.isEmpty()) {
      return List.of();
    }
    List<Instant> times = found.stream().map(Found::created).toList();
    List<UUID> keys = found.stream().map(Found::key).toList();
    Instant first = times.stream().min(Comparator.naturalOrder()).orElseThrow();
    Instant last = times.stream().max(Comparator.naturalOrder()).orElseThrow();
    Map<UUID, List<Addressed>> addressed = new HashMap<>();
    store.list(
        Sql.of(ADDRESSED, times, keys, first, last),
        row ->
            addressed
                .computeIfAbsent(row.getObject("post_key", UUID.class), k -> new ArrayList<>())
                .add(
                    new Addressed(
                        InteractionKind.values()[row.getInt("kind")],
                        Reading.findInt(row, "to_account"),
                        Reading.findInt(row, "to_actor"),
                        row.getString("to_country"))));
    Sql sql = Sql.of(POSTS, times, keys, first, last);
    Map<UUID, Targets> targets = new HashMap<>();
    Map<UUID, Post> posts = new HashMap<>();
    store.list(
        sql,
        row -> {
          UUID key = row.getObject("post_key", UUID.class);
          targets.put(
              key,
              new Targets(
                  row.getObject("reply_key", UUID.class),
                  row.getObject("quote_key", UUID.class),
                  row.getObject("repost_key", UUID.class)));
          Post post = post(row);
          if (post != null) {
            posts.put(key, post);
          }
          return key;
        });
    Set<UUID> shown = shown(targets.values());
    Set<UUID> gone = gone(targets.values());
    List<Post> inOrder = new ArrayList<>(found.size());
    for (UUID key : keys) {
      Post post = posts.get(key);
      Targets of = targets.get(key);
      if (post != null && (of == null || of.repost == null || !gone.contains(of.repost))) {
        inOrder.add(addressing(post, of, addressed.getOrDefault(key, List.of()), shown));
      }
    }
    return inOrder;
  }

  private Set<UUID> shown(Iterable<Targets> all) {
    Set<UUID> keys = new HashSet<>();
    for (Targets t : all) {
      for (UUID key : Arrays.asList(t.reply, t.quote, t.repost)) {
        if (key != null) {
          keys.add(key);
        }
      }
    }
    return keys.isEmpty()
        ? Set.of()
        : new HashSet<>(
            store.list(Sql.of(SHOWN, keys), row -> row.getObject("post_key", UUID.class)));
  }

  private Set<UUID> gone(Collection<Targets> all) {
    Set<UUID> reposted = new HashSet<>();
    for (Targets t : all) {
      if (t.repost != null) {
        reposted.add(t.repost);
      }
    }
    return reposted.isEmpty()
        ? Set.of()
        : new HashSet<>(
            store.list(
                Sql.of(GONE, reposted, reposted), row -> row.getObject("post_key", UUID.class)));
  }

  private @Nullable Post post(ResultSet row) throws SQLException {
    Actor actor = listing.actor(row.getInt("actor_id"));
    if (actor == null) {
      return null; // left the registry since
    }
    Network network = Reading.network(row, "network");
    PostKind kind = PostKind.values()[row.getInt("kind")];
    Instant created = Reading.instant(row, "created");
    String handle = row.getString("handle");
    String accountId = row.getString("account_native_id");
    String lang = row.getString("lang");
    int given = row.getInt("given");
    String country = row.getString("country");
    List<String> links = texts(row, "links").stream().filter(SourceLink::web).toList();
    return new Post(
        id(row.getObject("post_key", UUID.class)),
        network.slug(),
        kind.slug(),
        created,
        Reading.instant(row, "seen"),
        row.getString("text"),
        lang,
        SourceLink.of(
            network, handle, row.getString("host"), accountId, row.getString("native_id"), links),
        country == null || country.isEmpty() ? null : country,
        new Post.Author(
            actor.id(),
            actor.nameEn(),
            actor.nameFr(),
            listing.registry().kindAt(actor, created).slug()),
        new Post.AccountOf(network.slug(), handle, accountId),
        null,
        null,
        null,
        List.of(),
        texts(row, "hashtags"),
        links,
        row.getInt("media"),
        new Post.EngagementOf(
            Reading.findLong(row, "likes"),
            Reading.findLong(row, "reposts"),
            Reading.findLong(row, "replies"),
            Reading.findLong(row, "quotes"),
            Reading.findLong(row, "views")),
        flags(row, created),
        new Post.Derived(
            origin(given, PostRow.GIVEN_HASHTAGS),
            origin(given, PostRow.GIVEN_MENTIONS),
            lang == null ? "absent" : "given",
            new Post.Attributed(actor.id(), because(row.getInt("account_id"), created))),
        row.getBoolean("display_only"),
        null);
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private static String origin(int given, int bit) {
    return (given & bit) != 0 ? "given" : "read from text";
  }

  private static List<String> flags(ResultSet row, Instant created) throws SQLException {
    List<String> flags = new ArrayList<>(1);
    Instant claimed = Reading.findInstant(row, "claimed");
    if (claimed != null) {
      flags.add(disbelieved(claimed, created));
    }
    if (row.getObject("edited") != null) {
      flags.add("EDITED");
    }
    return flags;
  }

  private static String disbelieved(Instant claimed, Instant created) {
    if (claimed.equals(PostSeen.UNDATED)) {
      return "UNDATED";
    }
    return claimed.isAfter(created) ? "CREATED_IN_FUTURE" : "CREATED_LONG_BEFORE";
  }

  private String because(int account, Instant at) {
    AccountRow row = listing.account(account, at);
    return row == null
        ? "account row of an earlier registry"
        : "account row from %s to %s"
            .formatted(
                row.from() == null ? "its beginning" : row.from(),
                row.to() == null ? "now" : row.to());
  }

  /** The id of a post in addresses: its key as 32 hexadecimal digits. */
  static String id(UUID key) {
    return key.toString().replace("-", "").toLowerCase(Locale.ROOT);
  }

  private Post addressing(Post p, @Nullable Targets targets, List<Addressed> all, Set<UUID> shown) {
    Targets t = targets == null ? new Targets(null, null, null) : targets;
    List<Ref> mentions =
        all.stream()
            .filter(a -> a.kind == InteractionKind.MENTION)
            .map(a -> ref(a, null, shown))
            .toList();
    return new Post(
        p.id(),
        p.network(),
        p.kind(),
        p.created(),
        p.seen(),
        p.text(),
        p.lang(),
        p.url(),
        p.country(),
        p.actor(),
        p.account(),
        target(InteractionKind.REPLY, t.reply, all, shown),
        target(InteractionKind.QUOTE, t.quote, all, shown),
        target(InteractionKind.REPOST, t.repost, all, shown),
        mentions,
        p.hashtags(),
        p.links(),
        p.media(),
        p.engagement(),
        p.flags(),
        p.derived(),
        p.displayOnly(),
        null);
  }

  private @Nullable Ref target(
      InteractionKind kind, @Nullable UUID post, List<Addressed> all, Set<UUID> shown) {
    for (Addressed a : all) {
      if (a.kind == kind) {
        return ref(a, post, shown);
      }
    }
    return post == null
        ? null
        : shown.contains(post) ? new Ref(null, null, id(post)) : Ref.UNLISTED;
  }

  private Ref ref(Addressed a, @Nullable UUID post, Set<UUID> shown) {
    Actor actor = a.actor == null ? null : listing.actor(a.actor);
    if (actor == null || a.account == null) {
      return Ref.UNLISTED;
    }
    AccountRow row = listing.account(a.account, Instant.MAX);
    String country = a.country == null || a.country.isEmpty() ? null : a.country;
    return new Ref(
        new Post.RefActor(actor.id(), actor.nameEn(), actor.nameFr(), country),
        row == null ? null : row.handle(),
        post != null && shown.contains(post) ? id(post) : null);
  }
}
