package org.chancery.ingest.source.bluesky;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.Event;
import org.chancery.core.event.FollowListSeen;
import org.chancery.core.event.Network;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.source.Rest;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.chancery.ingest.source.WatchList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Goes through the listed accounts in the order of their DIDs, one for each batch. */
final class AccountsReader implements Tap.TapReader {

  /** 20 000 records of a collection: a batch is held in memory. */
  private static final int MOST_PAGES = 200;

  private static final String FOLLOW = "app.bsky.graph.follow";

  private static final long DAY_SECONDS = 86_400;

  /** Behind all DIDs. */
  private static final String LAST = "~";

  private static final Duration REST = Duration.ofSeconds(2);

  private final WatchList watched;
  private final Records records;
  private final InstantSource clock;
  private final Set<String> failed = new HashSet<>();
  private AccountsPlace place;
  private final Rest rest = new Rest();

  AccountsReader(AccountsPlace place, WatchList watched, Records records, InstantSource clock) {
    this.place = place;
    this.watched = watched;
    this.records = records;
    this.clock = clock;
  }

  @Override
  public TapBatch poll() throws InterruptedException {
    TreeSet<String> dids = new TreeSet<>(watched.ids());
    Optional<String> unread =
        dids.stream().filter(d -> !place.hasRead(d) && !failed.contains(d)).findFirst();
    if (unread.isPresent()) {
      return batch(unread.get(), MOST_PAGES, place.withRead(unread.get()));
    }
    long today = clock.instant().getEpochSecond() / DAY_SECONDS;
    if (place.day() == 0) {
      place = new AccountsPlace(today, LAST, place.read()); // what was read now is of today
    } else if (place.day() < today) {
      place = new AccountsPlace(today, "", place.read());
      failed.clear(); // asked again once a day
    }
    String next = dids.higher(place.did());
    if (next == null) {
      rest.take(REST);
      return TapBatch.nothing(place.text(), "live", null);
    }
    return batch(next, 1, new AccountsPlace(place.day(), next, place.read()));
  }

  private TapBatch batch(String did, int pages, AccountsPlace after) {
    List<Event> events = new ArrayList<>();
    Map<String, Long> counts = new TreeMap<>();
    String error = null;
    try {
      read(did, pages, events, counts);
    } catch (IOException e) {
      error = "%s: %s".formatted(did, e.getMessage());
      failed.add(did);
    }
    boolean lost = error != null && pages > 1;
    place = lost ? place : after;
    return new TapBatch(events, place.text(), counts, List.of(), "live", error, false);
  }

  private void read(String did, int pages, List<Event> events, Map<String, Long> counts)
      throws IOException {
    Instant now = clock.instant();
    URI server = records.serverOf(did);
    AccountRef account = AccountRef.byId(Network.BLUESKY, did);
    for (JsonNode record : all(server, did, FrameDraft.PROFILE, 1).records()) {
      String name = record.at("/value/displayName").asString(null);
      events.add(new AccountSeen(account, name, records.followers(did).orElse(null), now));
    }
    for (String collection : List.of(FrameDraft.POST, FrameDraft.REPOST)) {
      for (JsonNode record : all(server, did, collection, pages).records()) {
        counts.merge("records", 1L, Long::sum);
        switch (event(did, collection, record)) {
          case Parsed.Ok(PostSeen post) -> {
            events.add(notCounted(post));
            counts.merge("accepted", 1L, Long::sum);
          }
          case Parsed.Rejected(var why, String detail) -> counts.merge(why.name(), 1L, Long::sum);
          default -> counts.merge("foreign", 1L, Long::sum);
        }
      }
    }
    try {
      events.add(follows(server, did, account, now));
    } catch (IOException e) {
      counts.merge("follows-unread", 1L, Long::sum); // asked again tomorrow, as every day
    }
  }

  /** Pages go by the key of records: one that comes or goes meanwhile hides no other. */
  private FollowListSeen follows(URI server, String did, AccountRef account, Instant now)
      throws IOException {
    Listed listed = all(server, did, FOLLOW, MOST_PAGES);
    Set<String> followed = new LinkedHashSet<>();
    for (JsonNode record : listed.records()) {
      String subject = record.at("/value/subject").asString("");
      if (subject.startsWith("did:")) {
        followed.add(subject);
      }
    }
    return new FollowListSeen(
        Network.BLUESKY,
        account,
        followed.stream().map(to -> AccountRef.byId(Network.BLUESKY, to)).toList(),
        listed.whole(),
        now);
  }

  /**
   * Records of a collection.
   *
   * @param whole whether there are no more
   */
  private record Listed(List<JsonNode> records, boolean whole) {}

  private Listed all(URI server, String did, String collection, int pages) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < pages; page++) {
      JsonNode told = records.page(server, did, collection, cursor);
      told.path("records").forEach(all::add);
      String next = told.path("cursor").asString("");
      if (next.isEmpty() || told.path("records").isEmpty()) {
        return new Listed(all, told.path("records").isArray());
      }
      if (next.equals(cursor)) {
        break;
      }
      cursor = next;
    }
    return new Listed(all, false);
  }

  /** A record as if it had just been heard, at the moment that its key tells. */
  private Parsed event(String did, String collection, JsonNode record) {
    String uri = record.path("uri").asString("");
    String key = uri.substring(uri.lastIndexOf('/') + 1);
    long told = AtSyntax.isTid(key) ? tidMicros(key) : 0;
    Instant now = clock.instant();
    long latest = now.getEpochSecond() * 1_000_000;
    ObjectNode frame = JsonNodeFactory.instance.objectNode();
    frame.put("did", did);
    frame.put("time_us", told > 0 && told < latest ? told : latest);
    frame.put("kind", "commit");
    ObjectNode commit = frame.putObject("commit");
    commit.put("operation", "create");
    commit.put("collection", collection);
    commit.put("rkey", key);
    commit.set("record", record.path("value"));
    return JetstreamFrame.parse(frame, new JetstreamFrame.Cursor());
  }

  /** Microseconds since 1970 in a key that is a TID: 53 bits behind the sign, ten for the clock. */
  static long tidMicros(String tid) {
    long value = 0;
    for (int i = 0; i < tid.length(); i++) {
      value = value << 5 | "234567abcdefghijklmnopqrstuvwxyz".indexOf(tid.charAt(i));
    }
    return value >>> 10;
  }

  /** What the public did with a post of the past was not heard. */
  private static PostSeen notCounted(PostSeen post) {
    return new PostSeen(
        post.network(),
        post.id(),
        post.author(),
        post.authorName(),
        post.followers(),
        post.created(),
        post.seen(),
        post.text(),
        post.lang(),
        post.kind(),
        post.replyTo(),
        post.quoteOf(),
        post.repostOf(),
        post.entities(),
        post.media(),
        post.engagement(),
        false);
  }

  @Override
  public void wakeUp() {
    rest.end();
  }

  @Override
  public void close() {
    // each question is a connection of its own
  }
}
