package org.chancery.ingest.topology;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Tenure;
import org.chancery.core.registry.Voice;
import org.chancery.ingest.store.Pseudonyms;
import org.chancery.ingest.store.RegistryIds;
import org.jspecify.annotations.Nullable;

/** A small registry and posts of its accounts, for tests. Times are ISO, "" for open. */
final class World {
  static final Pseudonyms PSEUDONYMS = new Pseudonyms(new byte[32]);

  /** By which nothing is too old to be stored. */
  static final InstantSource EARLY = InstantSource.fixed(Instant.EPOCH);

  private final List<Actor> actors = new ArrayList<>();
  private final List<AccountRow> accounts = new ArrayList<>();
  private final List<Tenure> tenures = new ArrayList<>();

  World actor(String id, @Nullable String country) {
    actors.add(
        new Actor(
            id,
            ActorKind.OFFICIAL,
            id,
            id,
            country,
            null,
            Voice.INSTITUTION,
            null,
            null,
            null,
            "test",
            null));
    return this;
  }

  World account(String actor, String handle, String from, String to) {
    return account(actor, handle, did(handle), from, to);
  }

  World account(String actor, String handle, @Nullable String id, String from, String to) {
    accounts.add(
        new AccountRow(actor, Network.BLUESKY, handle, id, at(from), at(to), "test", null));
    return this;
  }

  World tenure(String person, String office, String from, String to) {
    tenures.add(new Tenure(person, office, at(from), at(to), "test", null));
    return this;
  }

  private static @Nullable Instant at(String time) {
    return time.isEmpty() ? null : Instant.parse(time);
  }

  Directory in(DataSource store) throws SQLException {
    Registry registry = new Registry(List.of(), actors, accounts, tenures);
    return new Directory(registry, RegistryIds.allot(store, registry));
  }

  static String did(String handle) {
    return "did:plc:" + handle;
  }

  static AccountRef who(String handle) {
    return AccountRef.byId(Network.BLUESKY, did(handle));
  }

  /** The address of a post: {@code fr-mfa/3} is the third of that account. */
  static PostRef ref(String post) {
    String author = post.substring(0, post.indexOf('/'));
    return new PostRef(
        "at://" + did(author) + "/app.bsky.feed.post/" + post.substring(author.length() + 1),
        who(author));
  }

  static PostSeen post(
      String post,
      Instant at,
      PostKind kind,
      @Nullable String to,
      String text,
      List<String> mentions) {
    PostRef ref = ref(post);
    return new PostSeen(
        Network.BLUESKY,
        ref.id(),
        ref.author(),
        null,
        null,
        at,
        at.plusSeconds(2),
        text,
        "en",
        kind,
        kind == PostKind.REPLY ? ref(to) : null,
        kind == PostKind.QUOTE ? ref(to) : null,
        kind == PostKind.REPOST ? ref(to) : null,
        new Entities(mentions.stream().map(World::who).toList(), null, null),
        0,
        Engagement.UNKNOWN,
        true);
  }
}
