package org.chancery.ingest.source.feed;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.chancery.simulator.feed.FeedServer;
import org.chancery.simulator.feed.Format;
import org.chancery.simulator.feed.Gazette;
import org.chancery.simulator.feed.Item;
import org.chancery.simulator.http.Fault;
import org.chancery.simulator.http.Troubles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every fault of the simulator's feeds: what a feed told, and what it shows when the fault is over,
 * is stored, once and as it stands; what came and went unread is declared as the simulator's ledger
 * has it; each refusal is counted by its cause.
 */
class FaultyFeedsTest {
  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  private static final int SHOWN = 10;
  private static final String PATH = "/press";

  private static Kept store;

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final Map<String, Long> counts = new TreeMap<>();
  private FeedServer elsewhere;
  private FeedServer server;
  private Gazette gazette;
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
    elsewhere = new FeedServer(clock, "");
    begin(new FeedServer(clock, "http://" + elsewhere.authority()));
  }

  private void begin(FeedServer home) throws Exception {
    if (server != null) {
      server.close();
    }
    server = home;
    store.list(Kept.account(Network.FEED, server.url(PATH), null));
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

  private void read(Format format, Duration deadline) throws Exception {
    gazette = new Gazette(format, SHOWN);
    server.serve(PATH, gazette);
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
    FeedSource source =
        new FeedSource(
            egress,
            store.dataSource(),
            () -> Set.of(server.url(PATH)),
            clock,
            new Random(1),
            0,
            null);
    publish(3);
    reader = new FeedTap("feeds", source.register("faulty-feeds")).open(null, "feeds");
    visit();
  }

  private void publish(int entries) {
    for (int i = 0; i < entries; i++) {
      gazette.publish("Statement " + gazette.items().size() + " & annex", now.get());
    }
  }

  /** Stores what the next visit brings. */
  private void visit() throws Exception {
    counts.clear();
    for (long until = System.nanoTime() + 30_000_000_000L; System.nanoTime() < until; ) {
      TapBatch batch = reader.poll();
      store.take("feeds", batch);
      reader.stored(batch.cursor());
      batch.counts().forEach((cause, n) -> counts.merge(cause, n, Long::sum));
      if (counts.containsKey("visits")) {
        return;
      }
    }
    throw new AssertionError("the feed was not visited");
  }

  private void visitAfter(Duration time) throws Exception {
    now.updateAndGet(moment -> moment.plus(time));
    visit();
  }

  private List<String> stored() throws Exception {
    return store.rows(
        "select substring(native_id from '[0-9]+$'), text from posts where account_id is not null");
  }

  /** What was told whole, in the form of {@link #stored}. */
  private List<String> told() {
    List<Item> items = gazette.items();
    return gazette.heard().stream()
        .map(
            number ->
                "%d|%s\n\n%s"
                    .formatted(number, items.get(number).title(), items.get(number).text()))
        .sorted()
        .toList();
  }

  private List<String> gaps() throws Exception {
    return store.rows(
        "select extract(epoch from from_at)::bigint, extract(epoch from to_at)::bigint from feed_gap");
  }

  private static String gap(Instant from, Instant to) {
    return from.getEpochSecond() + "|" + to.getEpochSecond();
  }

  private List<String> lost() {
    return gazette.lost().stream().map(lost -> gap(lost.from(), lost.to())).toList();
  }

  private static Duration deadline(Fault fault) {
    boolean waits = fault == Fault.SILENT || fault == Fault.DRIPPING;
    return waits ? Duration.ofSeconds(4) : EgressRules.Limits.USUAL.deadline();
  }

  @ParameterizedTest
  @CsvSource({
    "RSS, SLOW,",
    "RSS, DRIPPING, outage-TIMEOUT",
    "RSS, CUT, outage-TORN",
    "ATOM, TORN, outage-TORN",
    "RSS, HUGE, outage-BODY_TOO_LARGE",
    "RSS, BOMB, outage-RATIO",
    "RSS, DEEP, TOO_LARGE",
    "RSS, LYING_LENGTH, MALFORMED",
    "ATOM, LYING_LENGTH, MALFORMED",
    "JSON, LYING_LENGTH, MALFORMED",
    "RSS, LYING_TYPE,",
    "JSON, LYING_TYPE,",
    "RSS, LYING_ENCODING, outage-PROTOCOL",
    "RSS, REDIRECT_LOOP, outage-REDIRECTS",
    "RSS, REDIRECT_ELSEWHERE, outage-ADDRESS",
    "RSS, REDIRECT_FORBIDDEN, outage-OFFLINE",
    "RSS, OUT_OF_ORDER,",
    "ATOM, OUT_OF_ORDER,",
    "RSS, DUPLICATED,",
    "ATOM, DUPLICATED,",
    "JSON, DUPLICATED,",
    "RSS, SILENT, outage-TIMEOUT",
    "RSS, LIMITED, outage-HTTP_429",
    "RSS, UNAVAILABLE, outage-HTTP_503",
    "RSS, GARBAGE, outage-HEAD_TOO_LARGE",
    "RSS, EMPTY, MALFORMED",
    "JSON, EMPTY, MALFORMED"
  })
  void an_answer_that_is_wrong_loses_nothing_in_silence(
      Format format, Fault fault, @Nullable String cause) throws Exception {
    read(format, deadline(fault));
    for (boolean isMuch : new boolean[] {false, true}) {
      Instant heard = now.get();
      now.updateAndGet(moment -> moment.plus(Duration.ofHours(1)));
      int last = gazette.items().size() - 1;
      gazette.edit(last, "Corrected statement " + last, now.get());
      publish(isMuch ? SHOWN + 4 : 4);
      plan(fault);
      visitAfter(Duration.ofHours(30));
      if (cause != null) {
        assertThat(counts).containsEntry(cause, 1L);
        assertThat(gaps()).as("a day without an answer").contains(gap(heard, now.get()));
      }
      visitAfter(Duration.ofHours(30));
      if (!isMuch) {
        assertThat(stored()).isEqualTo(told());
        assertThat(lost()).isEmpty();
        store.execute("truncate feed_gap");
      } else {
        assertThat(stored()).hasSameSizeAs(gazette.heard());
        assertThat(lost()).hasSize(1);
        assertThat(gaps()).isEqualTo(lost());
      }
    }
    assertThat(server.troubles().planned()).isZero();
  }

  /** A small answer is asked for first, then one alone that may be large: both are the fault. */
  private void plan(Fault fault) {
    boolean isTwice = fault == Fault.HUGE || fault == Fault.BOMB;
    server.troubles().plan(PATH, isTwice ? new Fault[] {fault, fault} : new Fault[] {fault});
  }

  @Test
  void gone_is_believed() throws Exception {
    read(Format.RSS, deadline(Fault.GONE));
    server.troubles().plan(PATH, Fault.GONE);
    visitAfter(Duration.ofHours(30));
    assertThat(counts).containsEntry("gone", 1L);
    assertThat(store.rows("select state, due is null from feed_state")).containsExactly("gone|t");
    assertThat(stored()).isEqualTo(told());
  }

  /**
   * Twice on the day it says that nothing changed; the next day it is asked as if for the first.
   */
  @ParameterizedTest
  @CsvSource({"4, 0", "14, 1"})
  void a_tag_that_never_changes_is_not_believed_for_long(int entries, int gaps) throws Exception {
    server.troubles().plan(PATH, Fault.LYING_ETAG, Fault.LYING_ETAG, Fault.LYING_ETAG);
    server.troubles().plan(PATH, Fault.LYING_ETAG);
    read(Format.RSS, deadline(Fault.LYING_ETAG));
    publish(entries);
    visitAfter(Duration.ofHours(1));
    assertThat(counts).containsEntry("unchanged", 1L);
    visitAfter(Duration.ofHours(5));
    assertThat(counts).containsEntry("unchanged", 1L);
    visitAfter(Duration.ofHours(12));
    assertThat(counts).containsEntry("same-tag", 1L);
    assertThat(server.troubles().fired()).hasSize(4);
    assertThat(stored()).isEqualTo(told());
    assertThat(lost()).hasSize(gaps);
    List<String> declared =
        gaps == 0 ? List.of() : List.of(gap(Instant.parse("2026-11-01T00:00:00Z"), now.get()));
    assertThat(gaps()).as("since the day of the last whole reading").isEqualTo(declared);
  }

  /** It moved for good, the new place fails, the old one is well: it never moved. */
  @Test
  void a_feed_that_seemed_to_move_is_asked_at_home_again() throws Exception {
    String moved = "/moved" + PATH;
    begin(new FeedServer(clock, "/moved"));
    read(Format.RSS, deadline(Fault.GARBAGE));
    server.serve(moved, gazette);
    server.troubles().plan(PATH, Fault.REDIRECT_ELSEWHERE);
    visitAfter(Duration.ofHours(3));
    assertThat(store.rows("select address from feed_state")).containsExactly(server.url(moved));
    server.troubles().plan(moved, Fault.GARBAGE);
    publish(4);
    visitAfter(Duration.ofHours(3));
    assertThat(counts).containsEntry("outage-HEAD_TOO_LARGE", 1L);
    visitAfter(Duration.ofDays(1));
    assertThat(server.troubles().fired())
        .containsExactly(
            new Troubles.Fired(Fault.REDIRECT_ELSEWHERE, PATH),
            new Troubles.Fired(Fault.GARBAGE, moved));
    assertThat(stored()).isEqualTo(told()).hasSize(7);
  }

  /** For a while it shows nothing at all; what it shows later was not there before. */
  @Test
  void a_feed_that_was_empty_for_a_while_is_not_new_afterwards() throws Exception {
    read(Format.RSS, deadline(Fault.EMPTY));
    Instant heard = now.get();
    server.serve(PATH, new Gazette(Format.RSS, SHOWN));
    visitAfter(Duration.ofHours(2));
    assertThat(counts).doesNotContainKeys("accepted", "gap-of-a-feed");
    server.serve(PATH, gazette);
    publish(SHOWN + 4);
    visitAfter(Duration.ofHours(2));
    assertThat(counts).containsEntry("accepted", (long) SHOWN);
    assertThat(lost()).containsExactly(gap(heard, now.get()));
    assertThat(counts).containsEntry("gap-of-a-feed", 1L);
  }
}
