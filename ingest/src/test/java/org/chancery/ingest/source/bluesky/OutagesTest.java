package org.chancery.ingest.source.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Voice;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.egress.GuardedSockets;
import org.chancery.ingest.source.TapBatch;
import org.chancery.ingest.store.Batch;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.PostStore;
import org.chancery.ingest.store.Pseudonyms;
import org.chancery.ingest.store.RegistryIds;
import org.chancery.ingest.store.Rollups;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.store.TestDatabase;
import org.chancery.ingest.topology.Attributor;
import org.chancery.ingest.topology.Directory;
import org.chancery.simulator.jetstream.Broadcast;
import org.chancery.simulator.jetstream.Fault;
import org.chancery.simulator.jetstream.FaultyJetstream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Outages of 1 s to 40 h, hosts that change, every fault of the simulator, and a listener that
 * dies: what is stored is what was told, once, and the rows of {@code gap} are the spans that no
 * host ever told, as the simulator's ledger has them.
 */
class OutagesTest {
  private static final String DID = "did:plc:mfa";
  private static final String SOURCE = "bluesky";
  private static final Instant BEGIN = Instant.parse("2026-05-04T00:00:00Z");
  private static final Duration KEPT = Duration.ofHours(36);
  private static final Pseudonyms PSEUDONYMS = new Pseudonyms(new byte[32]);
  private static final List<Duration> OUTAGES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(12),
          Duration.ofHours(40));

  private static Store store;
  private static Directory directory;
  private final List<FaultyJetstream> hosts = new ArrayList<>();
  private final Broadcast broadcast = new Broadcast();
  private long now = micros(BEGIN);
  private @Nullable StreamReader reader;
  private @Nullable String stored;

  @BeforeAll
  static void open() {
    store = TestDatabase.fresh();
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
    for (FaultyJetstream host : hosts) {
      host.close();
    }
  }

  private static long micros(Instant at) {
    return at.getEpochSecond() * 1_000_000;
  }

  private void prepare(boolean... second) throws Exception {
    TestDatabase.empty(store.dataSource());
    Registry registry =
        new Registry(
            List.of(),
            List.of(
                new Actor(
                    "mfa",
                    ActorKind.OFFICIAL,
                    "mfa",
                    "mfa",
                    "FRA",
                    null,
                    Voice.INSTITUTION,
                    null,
                    null,
                    null,
                    "test",
                    null)),
            List.of(
                new AccountRow(
                    "mfa", Network.BLUESKY, "mfa.example", DID, null, null, "test", null)),
            List.of());
    directory = new Directory(registry, RegistryIds.allot(store.dataSource(), registry));
    for (int i = 0; i < second.length; i++) {
      hosts.add(new FaultyJetstream(broadcast, DID, second[i], 1_000_000L * (i + 1)));
    }
    stored = StreamPlace.from(now).text();
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
            InstantSource.fixed(BEGIN.plus(Duration.ofDays(365))));
  }

  /** So much time without a listener, in which things are said all the same. */
  private void outage(Duration time) {
    int said = 12;
    for (int i = 0; i < said; i++) {
      now += Math.max(1, time.dividedBy(said).toNanos() / 1_000);
      broadcast.say(now);
    }
    int kept = broadcast.firstFrom(now - KEPT.toSeconds() * 1_000_000);
    hosts.forEach(host -> host.keepFrom(kept));
  }

  private void saidLive(int events) {
    for (int i = 0; i < events; i++) {
      now += 1_000_000;
      broadcast.say(now);
    }
  }

  /** One connection with such faults; dies at its end unless what it brought is stored. */
  private void connection(Set<Fault> faults, boolean dies) throws Exception {
    broadcast.plan(new Broadcast.Plan(broadcast.size(), faults));
    boolean nothing = faults.contains(Fault.SILENT) || faults.contains(Fault.REFUSED);
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
  private TapBatch poll() throws InterruptedException {
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

  private void write(TapBatch batch) throws SQLException {
    Batch changes = new Batch();
    Attributor attributor = new Attributor(PSEUDONYMS, false, InstantSource.fixed(Instant.EPOCH));
    for (Event event : batch.events()) {
      attributor.changes(event, directory).forEach(changes::add);
    }
    batch.holes().forEach(h -> changes.add(new Change.Gap(SOURCE, h.from(), h.to(), h.why())));
    new PostStore(store.dataSource(), true).write(changes);
    stored = batch.cursor() == null ? stored : batch.cursor();
  }

  private static TreeSet<Integer> storedKeys() throws SQLException {
    return TestDatabase.rows(
            store.dataSource(),
            "select substring(native_id from '[0-9]+$') from posts where account_id is not null")
        .stream()
        .map(Integer::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void compare(String what) throws SQLException {
    List<String> gaps =
        TestDatabase.rows(
            store.dataSource(),
            "select to_char(from_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), to_char(to_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US') from gap");
    List<String> lost =
        broadcast.lost(micros(BEGIN)).stream()
            .map(l -> time(l.from()) + "|" + time(l.to()))
            .sorted()
            .toList();
    assertThat(gaps).as("%s: gaps are what the ledger says was never told", what).isEqualTo(lost);
    assertThat(storedKeys())
        .as("%s: what was told is stored", what)
        .isEqualTo(new TreeSet<>(broadcast.heard()));
    assertThat(TestDatabase.rows(store.dataSource(), "select count(*) from posts"))
        .as("%s: once", what)
        .containsExactly(Integer.toString(broadcast.heard().size()));
    assertThat(Rollups.check(store.dataSource()).values()).containsOnly(0L);
  }

  private static String time(Instant at) {
    return java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS")
        .withZone(java.time.ZoneOffset.UTC)
        .format(at);
  }

  @ParameterizedTest
  @CsvSource({
    "1, false, false", "2, false, false", "3, false, false",
    "4, true, true", "5, true, true", "6, true, true",
    "7, false, true", "8, true, false", "9, true, false"
  })
  void every_hole_is_declared_and_nothing_is_doubled(long seed, boolean first, boolean other)
      throws Exception {
    prepare(first, other);
    Random random = new Random(seed);
    saidLive(5);
    connection(Set.of(Fault.CUT), false);
    for (int step = 0; step < 14; step++) {
      if (random.nextInt(3) > 0) {
        outage(OUTAGES.get(random.nextInt(OUTAGES.size())));
      }
      saidLive(2 + random.nextInt(20));
      connection(faults(random), random.nextInt(4) == 0);
    }
    saidLive(3);
    connection(Set.of(), false);
    compare("seed " + seed);
  }

  private static Set<Fault> faults(Random random) {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    for (Fault fault : Fault.values()) {
      boolean byItself = fault == Fault.CURSOR_TOO_OLD || fault == Fault.CLAMPED;
      if (!byItself
          && random.nextInt(fault == Fault.SILENT || fault == Fault.REFUSED ? 9 : 3) == 0) {
        faults.add(fault);
      }
    }
    return faults;
  }

  @ParameterizedTest
  @CsvSource({"false, CLAMPED", "true, CURSOR_TOO_OLD"})
  void one_host_that_forgot_tells_one_hole_after_forty_hours(boolean second, Fault fault)
      throws Exception {
    prepare(second);
    saidLive(5);
    connection(Set.of(), false);
    outage(Duration.ofHours(40));
    connection(Set.of(), false);
    assertThat(broadcast.fired()).extracting(Broadcast.Fired::fault).contains(fault);
    assertThat(broadcast.lost(micros(BEGIN))).hasSize(1);
    compare(fault.toString());
  }

  @Test
  void each_fault_alone_is_on_the_wire_and_loses_nothing() throws Exception {
    prepare(false, true);
    for (Fault fault : Fault.values()) {
      if (fault != Fault.CURSOR_TOO_OLD && fault != Fault.CLAMPED) {
        saidLive(12);
        connection(Set.of(fault), false);
      }
    }
    saidLive(3);
    connection(Set.of(), false);
    assertThat(broadcast.fired())
        .extracting(Broadcast.Fired::fault)
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.of(Fault.CURSOR_TOO_OLD, Fault.CLAMPED)));
    assertThat(broadcast.lost(micros(BEGIN))).isEmpty();
    compare("each fault");
  }
}
