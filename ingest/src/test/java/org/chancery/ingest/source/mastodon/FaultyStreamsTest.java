package org.chancery.ingest.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.source.mastodon.MastodonSettings.Streaming;
import org.chancery.simulator.http.Fault;
import org.chancery.simulator.http.Troubles;
import org.chancery.simulator.mastodon.StreamLedger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every fault of the simulator's instance in streams: what it has when it is over is stored, once
 * and as it stands, also where edits and deletions were told first; gaps are the outages of the
 * simulator's ledger.
 */
class FaultyStreamsTest extends FaultyInstance {
  private static final Duration STEP = Duration.ofMinutes(20);
  private static final String STREAM = DOMAIN + " user";

  private void stream(int messages, Fault... faults) {
    server.streams().plan(new StreamLedger.Plan(messages, Set.of(faults)));
  }

  private void untilOpen(int streams) throws Exception {
    until(streams + " streams", () -> server.streams().openings() == streams);
  }

  private void untilStored(long id) throws Exception {
    until(
        "a status stored",
        () -> stored().stream().anyMatch(row -> row.contains("/statuses/" + id + "|")));
  }

  private List<String> outages() {
    return server.streams().outages().stream()
        .map(outage -> gap(STREAM, outage.from(), outage.to()))
        .sorted()
        .toList();
  }

  /** Gaps of the stream are the simulator's outages, all of them filled by what it kept. */
  private void compare() throws Exception {
    until("gaps that are closed", () -> gaps().stream().allMatch(gap -> gap.endsWith("t")));
    assertThat(gaps()).isEqualTo(outages()).isNotEmpty();
    assertThat(stored()).isEqualTo(published());
  }

  /** A status and its edit, a status and its deletion, one that stays. */
  private long happens() {
    long changed = instance.publish("mfa", "First words", now.get());
    instance.edit(changed, "Last words", now.get().plusMillis(1));
    long taken = instance.publish("mfa", "Withdrawn", now.get().plusMillis(2));
    instance.delete(taken, now.get().plusMillis(3));
    return instance.publish("mfa", "Stands", now.get().plusMillis(4));
  }

  @ParameterizedTest
  @CsvSource({
    "SSE, CUT",
    "SSE, TORN",
    "SSE, HUGE",
    "SSE, DUPLICATED",
    "SSE, OUT_OF_ORDER",
    "SSE, SLOW",
    "SSE, GARBAGE",
    "WEBSOCKET, CUT",
    "WEBSOCKET, TORN",
    "WEBSOCKET, HUGE",
    "WEBSOCKET, DUPLICATED",
    "WEBSOCKET, OUT_OF_ORDER",
    "WEBSOCKET, SLOW",
    "WEBSOCKET, GARBAGE"
  })
  void a_stream_that_goes_wrong_loses_nothing(Streaming way, Fault fault) throws Exception {
    instance.publish("mfa", "Before", START.minusSeconds(60));
    stream(fault == Fault.TORN ? 4 : 6, fault); // of what is torn the next message is half there
    read(way, EgressRules.Limits.USUAL.deadline());
    untilOpen(1);
    long withdrawn = instance.publish("mfa", "Withdrawn during the outage", now.get());
    happens();
    untilCounted("stream-broken", 1);
    assertThat(server.troubles().fired()).extracting(Troubles.Fired::fault).contains(fault);

    instance.delete(withdrawn, now.get().plusSeconds(1));
    long missed = instance.publish("mfa", "During the outage", now.get().plusSeconds(2));
    stream(2); // it does not end
    later(STEP);
    untilOpen(2);
    untilStored(missed);
    untilStored(instance.publish("mfa", "After", now.get()));
    compare();
    boolean isCounted = fault == Fault.GARBAGE || (fault == Fault.HUGE && way != Streaming.SSE);
    assertThat(counts.getOrDefault("MALFORMED", 0L)).isEqualTo(isCounted ? 6 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "SSE, SILENT", "SSE, LIMITED", "SSE, UNAVAILABLE",
    "WEBSOCKET, SILENT", "WEBSOCKET, LIMITED", "WEBSOCKET, UNAVAILABLE"
  })
  void a_stream_that_does_not_open_is_a_gap_until_it_does(Streaming way, Fault fault)
      throws Exception {
    stream(1, Fault.CUT);
    read(way, deadline(fault));
    untilOpen(1);
    untilStored(instance.publish("mfa", "Heard", now.get()));
    untilCounted("stream-broken", 1);
    stream(1, fault);
    later(STEP);
    untilCounted("stream-broken", 2);
    assertThat(server.troubles().fired()).extracting(Troubles.Fired::fault).contains(fault);
    long missed = instance.publish("mfa", "During the outage", now.get());
    later(STEP);
    stream(2); // it does not end
    untilOpen(2);
    untilStored(missed);
    untilStored(instance.publish("mfa", "After", now.get()));
    assertThat(outages()).containsExactly(gap(STREAM, START, START.plus(STEP).plus(STEP)));
    compare();
  }

  /** Nobody knows since when a stream was dead that said nothing before it broke. */
  @ParameterizedTest
  @EnumSource(value = Streaming.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void silence_before_a_break_is_part_of_the_gap(Streaming way) throws Exception {
    stream(1, Fault.TORN);
    read(way, EgressRules.Limits.USUAL.deadline());
    untilOpen(1);
    untilStored(instance.publish("mfa", "Heard", now.get()));
    later(STEP);
    untilCounted("visits", 2);
    instance.publish("mfa", "Half heard", now.get());
    untilCounted("stream-broken", 1);
    stream(2); // it does not end
    later(STEP);
    untilOpen(2);
    untilStored(instance.publish("mfa", "After", now.get()));
    Instant from = way == Streaming.SSE ? START.plus(STEP) : START; // a half frame says nothing
    assertThat(outages()).containsExactly(gap(STREAM, from, START.plus(STEP).plus(STEP)));
    compare();
  }

  /** What a stream brings is newer than what it did not tell: that is still to be read. */
  @ParameterizedTest
  @EnumSource(value = Streaming.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void what_a_stream_did_not_tell_is_read_though_it_told_what_came_later(Streaming way)
      throws Exception {
    instance.publish("mfa", "Before", START.minusSeconds(60));
    read(way, EgressRules.Limits.USUAL.deadline());
    untilCounted("stream-broken", 1); // none is planned
    for (int i = 0; i < 55; i++) { // more than a page
      instance.publish("mfa", "Untold " + i, now.get().plusMillis(i));
    }
    stream(2); // it does not end
    later(Duration.ofSeconds(10));
    untilOpen(1);
    untilStored(instance.publish("mfa", "Told", now.get()));
    assertThat(counts).as("the stream brought it").containsEntry("visits", 1L);
    later(Duration.ofMinutes(2)); // sooner than the account is due
    untilCounted("visits", 2);
    assertThat(stored()).isEqualTo(published()).hasSize(57);
  }
}
