package org.chancery.ingest.source.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.egress.GuardedSockets;
import org.chancery.ingest.source.Kept;
import org.chancery.ingest.source.TapBatch;
import org.chancery.ingest.store.Rollups;
import org.chancery.simulator.jetstream.Broadcast;
import org.chancery.simulator.jetstream.FaultyHost;
import org.chancery.simulator.jetstream.HostFault;
import org.chancery.simulator.jetstream.Tongue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * Hosts of one network that do wrong on demand, a listener that goes from one to the other, and a
 * store that keeps what it brings.
 */
abstract class FaultyNetwork {
  private static final String DID = "did:plc:mfa";
  private static final String SOURCE = "bluesky";
  static final Instant BEGIN = Instant.parse("2026-05-04T00:00:00Z");
  private static final Duration KEPT = Duration.ofHours(36);

  private static Kept store;
  final List<FaultyHost> hosts = new ArrayList<>();
  final Broadcast broadcast = new Broadcast();
  long now = micros(BEGIN);
  private @Nullable StreamReader reader;
  private @Nullable String stored;

  @BeforeAll
  static void open() {
    store = new Kept();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @AfterEach
  void end() throws IOException {
    if (reader != null) {
      reader.close();
    }
    for (FaultyHost host : hosts) {
      host.close();
    }
  }

  static long micros(Instant at) {
    return at.getEpochSecond() * 1_000_000;
  }

  void prepare(Tongue... tongues) throws Exception {
    store.list(Kept.account(Network.BLUESKY, "mfa.example", DID));
    Map<String, Long> numbers = new TreeMap<>();
    for (int i = 0; i < tongues.length; i++) {
      long first = 1_000_000L * (i + 1);
      FaultyHost host = new FaultyHost(broadcast, DID, tongues[i], first);
      hosts.add(host);
      if (tongues[i] == Tongue.FIREHOSE) {
        numbers.put(host.url(), first - 1); // without a number it tells only what is new
      }
    }
    String begin = numbers.isEmpty() ? null : hosts.getFirst().url();
    stored = new StreamPlace(now, false, begin, numbers).text();
    listen();
  }

  /** Begins where the store ends, as a program that starts does. */
  private void listen() {
    List<URI> addresses = hosts.stream().map(host -> URI.create(host.url())).toList();
    GuardedSockets sockets =
        new GuardedSockets(
            new AddressRule(
                addresses.stream().map(URI::getAuthority).collect(Collectors.toSet()), true));
    Ways.Ref ways =
        new Ways(sockets, (url, toldBy, most) -> new Ways.Answer(404, new byte[0]))
            .register("outages");
    reader =
        new StreamReader(
            addresses,
            StreamPlace.parse(stored),
            () -> Set.of(DID),
            new StreamLine(new BlueskyTap.Listening(false, false, null, false), ways),
            () -> StreamPlace.from(now).instant());
  }

  /** So much time without a listener, in which things are said all the same. */
  void outage(Duration time) {
    int said = 12;
    for (int i = 0; i < said; i++) {
      now += Math.max(1, time.dividedBy(said).toNanos() / 1_000);
      broadcast.say(now);
    }
    int kept = broadcast.firstFrom(now - KEPT.toSeconds() * 1_000_000);
    hosts.forEach(host -> host.keepFrom(kept));
  }

  void saidLive(int events) {
    for (int i = 0; i < events; i++) {
      now += 1_000_000;
      broadcast.say(now);
    }
  }

  /** One connection with such faults; dies at its end unless what it brought is stored. */
  void connection(Set<HostFault> faults, boolean dies) throws Exception {
    broadcast.plan(new Broadcast.Plan(broadcast.size(), faults));
    boolean nothing = faults.contains(HostFault.SILENT) || faults.contains(HostFault.REFUSED);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    List<TapBatch> batches = new ArrayList<>();
    Set<String> heard = new TreeSet<>();
    Set<String> last = // which of the two comes last is open
        Set.of(Integer.toString(broadcast.size() - 1), Integer.toString(broadcast.size() - 2));
    while (nothing ? broadcast.planned() : !heard.containsAll(last)) {
      assertThat(System.nanoTime()).as("heard %s of %s", heard, last).isLessThan(deadline);
      TapBatch batch = poll();
      batches.add(batch);
      if (!nothing && batch.state().equals("disconnected") && !broadcast.planned()) {
        broadcast.plan(new Broadcast.Plan(broadcast.size(), faults)); // given up: it comes again
      }
      batch.events().forEach(event -> heard.add(key(event)));
    }
    if (dies) {
      reader.close();
      broadcast.forgottenFrom(storedKeys().isEmpty() ? 0 : storedKeys().last() + 1);
      listen();
    } else {
      for (TapBatch batch : batches) {
        write(batch);
      }
    }
  }

  @SuppressWarnings("NullAway") // set by prepare
  TapBatch poll() throws InterruptedException {
    reader.wakeUp(); // nobody waits for a pause
    return reader.poll();
  }

  private static String key(Event event) {
    String id = event.eventId();
    int from = id.indexOf("/app.bsky.feed.post/") + "/app.bsky.feed.post/".length();
    int end = from;
    while (end < id.length() && Character.isDigit(id.charAt(end))) {
      end++;
    }
    return id.substring(from, end);
  }

  void write(TapBatch batch) throws SQLException {
    store.take(SOURCE, batch);
    stored = batch.cursor() == null ? stored : batch.cursor();
  }

  static TreeSet<Integer> storedKeys() throws SQLException {
    return store
        .rows("select substring(native_id from '[0-9]+$') from posts where account_id is not null")
        .stream()
        .map(Integer::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static List<String> gaps() throws SQLException {
    return store.rows(
        "select to_char(from_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), to_char(to_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US') from gap");
  }

  void compare(String what) throws SQLException {
    List<String> lost =
        broadcast.lost(micros(BEGIN)).stream()
            .map(l -> time(l.from()) + "|" + time(l.to()))
            .sorted()
            .toList();
    assertThat(gaps()).as("%s: gaps are what the ledger says was never told", what).isEqualTo(lost);
    assertThat(storedKeys())
        .as("%s: what was told is stored", what)
        .isEqualTo(new TreeSet<>(broadcast.heard()));
    assertThat(store.rows("select count(*) from posts"))
        .as("%s: once", what)
        .containsExactly(Integer.toString(broadcast.heard().size()));
    assertThat(Rollups.check(store.dataSource()).values()).containsOnly(0L);
  }

  static String time(Instant at) {
    return java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS")
        .withZone(java.time.ZoneOffset.UTC)
        .format(at);
  }

  /** Stores what comes until it fulfils a condition. */
  void until(Predicate<Set<String>> enough) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    Set<String> heard = new TreeSet<>();
    while (!enough.test(heard)) {
      assertThat(System.nanoTime()).as("heard %s", heard).isLessThan(deadline);
      TapBatch batch = poll();
      batch.events().forEach(event -> heard.add(key(event)));
      write(batch);
    }
  }
}
