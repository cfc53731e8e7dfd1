package org.chancery.ingest.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.chancery.core.event.Network;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.source.Kept;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.TapBatch;
import org.chancery.ingest.source.mastodon.MastodonSettings.Streaming;
import org.chancery.simulator.http.Fault;
import org.chancery.simulator.mastodon.Instance;
import org.chancery.simulator.mastodon.MastodonServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * A ministry at the simulator's instance, listened to by the tap, and a store that keeps what it
 * brings. The clock stands unless the test, or a look at it, moves it on.
 */
abstract class FaultyInstance {
  static final Instant START = Instant.parse("2026-11-10T12:00:00Z");
  static final String DOMAIN = "social.example";
  static final String MFA = "@mfa@" + DOMAIN;
  private static final String NONE = "";

  private static Kept store;

  final AtomicReference<Instant> now = new AtomicReference<>(START);

  /** It goes on a little with each look, as clocks do. */
  private final InstantSource clock = () -> now.getAndUpdate(moment -> moment.plusNanos(1_000));

  final Instance instance = new Instance(DOMAIN);
  final Map<String, Long> counts = new TreeMap<>();
  MastodonServer elsewhere;
  MastodonServer server;
  private GuardedEgress egress;
  private Tap.@Nullable TapReader reader;

  @BeforeAll
  static void open() {
    store = new Kept();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @BeforeEach
  void begin() throws Exception {
    store.list(Kept.account(Network.MASTODON, MFA, null));
    instance.account("mfa");
    instance.account("embassy");
    elsewhere = new MastodonServer(new Instance("elsewhere.example"), clock, NONE);
    server = new MastodonServer(instance, clock, "http://" + elsewhere.authority());
  }

  @AfterEach
  void end() throws Exception {
    if (reader != null) {
      reader.close();
    }
    egress.close();
    server.close();
    elsewhere.close();
  }

  void read(Streaming streaming, Duration deadline) throws Exception {
    EgressRules.Limits usual = EgressRules.Limits.USUAL;
    egress =
        new GuardedEgress(
            new EgressRules(
                "Chancery/test",
                new AddressRule(Set.of(server.authority()), true),
                Set.of(),
                new EgressRules.Limits(usual.body(), usual.ratio(), deadline, 3, 8 << 10, 100),
                new EgressRules.Manners(8, Duration.ZERO, Duration.ZERO, Duration.ofDays(1))),
            clock);
    MastodonSettings.Server one =
        new MastodonSettings.Server(
            URI.create("http://" + server.authority()),
            streaming,
            List.of("user"),
            null,
            false,
            true);
    MastodonSource source =
        new MastodonSource(
            egress,
            egress.sockets(),
            store.dataSource(),
            () -> Set.of(MFA),
            new MastodonSettings(Instant.EPOCH, Map.of(DOMAIN, one)),
            clock,
            new Random(1),
            0);
    reader = new MastodonTap("mastodon", source.register("faulty-instance")).open(null, "mastodon");
  }

  /** Something that is to come true. */
  @FunctionalInterface
  interface Wish {
    boolean isTrue() throws Exception;
  }

  /** Stores what comes until a wish is true. */
  void until(String what, Wish wish) throws Exception {
    long deadline = System.nanoTime() + LoopInstance.patience().toNanos();
    while (!wish.isTrue()) {
      assertThat(System.nanoTime()).as("%s; came %s", what, counts).isLessThan(deadline);
      TapBatch batch = reader.poll();
      store.take("mastodon", batch);
      reader.stored(batch.cursor());
      batch.counts().forEach((cause, n) -> counts.merge(cause, n, Long::sum));
    }
  }

  void untilCounted(String cause, long times) throws Exception {
    until(times + " " + cause, () -> counts.getOrDefault(cause, 0L) >= times);
  }

  void later(Duration time) {
    now.updateAndGet(moment -> moment.plus(time));
  }

  List<String> stored() throws Exception {
    return store.rows(
        "select native_id, text from posts where account_id is not null and deleted is null");
  }

  /** What the instance has, in the form of {@link #stored}. */
  List<String> published() {
    return instance.statuses().values().stream()
        .filter(status -> status.user().equals("mfa"))
        .map(
            status ->
                "http://%s/ap/users/mfa/statuses/%d%s|%s"
                    .formatted(
                        server.authority(),
                        status.id(),
                        status.boosts() == null ? "" : "/activity",
                        status.text()))
        .sorted()
        .toList();
  }

  List<String> gaps() throws Exception {
    return store.rows(
        "select account, extract(epoch from from_at)::bigint, extract(epoch from to_at)::bigint, closed is not null from mastodon_gap");
  }

  static String gap(String of, Instant from, Instant to) {
    return "%s|%d|%d|t".formatted(of, from.getEpochSecond(), to.getEpochSecond());
  }

  static Duration deadline(Fault fault) {
    boolean waits = fault == Fault.SILENT || fault == Fault.DRIPPING;
    return waits ? Duration.ofSeconds(4) : EgressRules.Limits.USUAL.deadline();
  }
}
