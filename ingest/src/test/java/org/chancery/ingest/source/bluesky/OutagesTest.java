package org.chancery.ingest.source.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.chancery.simulator.jetstream.Broadcast;
import org.chancery.simulator.jetstream.HostFault;
import org.chancery.simulator.jetstream.Tongue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Outages of 1 s to 40 h, hosts that change, every fault of the simulator, and a listener that
 * dies: what is stored is what was told, once, and the rows of {@code gap} are the spans that no
 * host ever told, as the simulator's ledger has them.
 */
class OutagesTest extends FaultyNetwork {
  /** Faults that come by themselves, and one that has a test of its own. */
  private static final Set<HostFault> ALONE =
      EnumSet.of(
          HostFault.CURSOR_TOO_OLD,
          HostFault.CLAMPED,
          HostFault.FUTURE_CURSOR,
          HostFault.OVERTAKEN);

  private static final List<Duration> OUTAGES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(12),
          Duration.ofHours(40));

  @ParameterizedTest
  @CsvSource({
    "1, JETSTREAM_1, JETSTREAM_1",
    "2, JETSTREAM_1, JETSTREAM_1",
    "3, JETSTREAM_1, JETSTREAM_1",
    "4, JETSTREAM_2, JETSTREAM_2",
    "5, JETSTREAM_2, JETSTREAM_2",
    "6, JETSTREAM_2, JETSTREAM_2",
    "7, JETSTREAM_1, JETSTREAM_2",
    "8, JETSTREAM_2, JETSTREAM_1",
    "9, JETSTREAM_2, JETSTREAM_1",
    "10, FIREHOSE, FIREHOSE",
    "11, FIREHOSE, FIREHOSE",
    "12, FIREHOSE, FIREHOSE",
    "13, FIREHOSE, JETSTREAM_1",
    "14, JETSTREAM_2, FIREHOSE"
  })
  void every_hole_is_declared_and_nothing_is_doubled(long seed, Tongue first, Tongue other)
      throws Exception {
    prepare(first, other);
    Random random = new Random(seed);
    saidLive(5);
    connection(Set.of(HostFault.CUT), false);
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

  private static Set<HostFault> faults(Random random) {
    Set<HostFault> faults = EnumSet.noneOf(HostFault.class);
    for (HostFault fault : HostFault.values()) {
      if (!ALONE.contains(fault)
          && random.nextInt(fault == HostFault.SILENT || fault == HostFault.REFUSED ? 9 : 3) == 0) {
        faults.add(fault);
      }
    }
    return faults;
  }

  @ParameterizedTest
  @CsvSource({"JETSTREAM_1, CLAMPED", "JETSTREAM_2, CURSOR_TOO_OLD", "FIREHOSE, CURSOR_TOO_OLD"})
  void one_host_that_forgot_tells_one_hole_after_forty_hours(Tongue tongue, HostFault fault)
      throws Exception {
    prepare(tongue);
    saidLive(5);
    connection(Set.of(), false);
    outage(Duration.ofHours(40));
    connection(Set.of(), false);
    assertThat(broadcast.fired()).extracting(Broadcast.Fired::fault).contains(fault);
    assertThat(broadcast.lost(micros(BEGIN))).hasSize(1);
    compare(fault.toString());
  }

  @ParameterizedTest
  @CsvSource({"JETSTREAM_1, JETSTREAM_2", "FIREHOSE, FIREHOSE"})
  void each_fault_alone_is_on_the_wire_and_loses_nothing(Tongue one, Tongue other)
      throws Exception {
    prepare(one, other);
    Set<HostFault> planned = EnumSet.allOf(HostFault.class);
    planned.removeAll(ALONE);
    for (HostFault fault : planned) {
      saidLive(12);
      connection(Set.of(fault), false);
    }
    saidLive(3);
    connection(Set.of(), false);
    assertThat(broadcast.fired())
        .extracting(Broadcast.Fired::fault)
        .containsExactlyInAnyOrderElementsOf(planned);
    assertThat(broadcast.lost(micros(BEGIN))).isEmpty();
    compare("each fault");
  }
}
