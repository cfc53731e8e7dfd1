package org.chancery.ingest.source.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.chancery.simulator.jetstream.Broadcast;
import org.chancery.simulator.jetstream.HostFault;
import org.chancery.simulator.jetstream.Tongue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holes so narrow, or so odd, that chance seldom makes them. */
class NarrowOutagesTest extends FaultyNetwork {
  /** The last that came was the later of two, and the earlier never came. */
  @ParameterizedTest
  @EnumSource(Tongue.class)
  void what_was_overtaken_at_the_end_comes_again(Tongue tongue) throws Exception {
    prepare(tongue);
    saidLive(12);
    broadcast.plan(new Broadcast.Plan(broadcast.size(), Set.of(HostFault.OVERTAKEN)));
    until(heard -> heard.contains("11"));
    assertThat(broadcast.heard()).doesNotContain(10);
    saidLive(3);
    connection(Set.of(), false);
    assertThat(broadcast.fired())
        .extracting(Broadcast.Fired::fault)
        .containsExactly(HostFault.OVERTAKEN);
    assertThat(broadcast.heard()).hasSize(15);
    compare("overtaken");
  }

  /** What another host lacks is a gap, were it a second long. */
  @ParameterizedTest
  @ValueSource(longs = {1, 400_000, 1_000_000, 1_999_999})
  void another_host_that_lacks_less_than_two_seconds_is_a_gap(long micros) throws Exception {
    prepare(Tongue.JETSTREAM_1, Tongue.JETSTREAM_1);
    saidLive(20);
    connection(Set.of(HostFault.CUT), false);
    for (int i = 0; i < 4; i++) {
      now += Math.max(1, micros / 3);
      broadcast.say(now);
    }
    hosts.getLast().keepFrom(broadcast.size() - 2);
    connection(Set.of(), false);
    assertThat(broadcast.fired())
        .extracting(Broadcast.Fired::fault)
        .containsExactly(HostFault.CUT, HostFault.CLAMPED);
    assertThat(broadcast.lost(micros(BEGIN)))
        .singleElement()
        .satisfies(lost -> assertThat(lost.events()).isEqualTo(2));
    compare("less than two seconds");
  }

  /** A host that numbers anew can only tell what is new; all until then is a gap. */
  @Test
  void a_number_that_was_never_given_is_a_gap_until_now() throws Exception {
    prepare(Tongue.FIREHOSE);
    saidLive(5);
    connection(Set.of(HostFault.CUT), false);
    Instant before = StreamPlace.from(now).instant();
    hosts.getFirst().numberFrom(1);
    now += 20_000_000;
    broadcast.say(now);
    broadcast.plan(new Broadcast.Plan(broadcast.size(), Set.of())); // is told that it asks for more
    broadcast.plan(new Broadcast.Plan(broadcast.size() + 2, Set.of()));
    while (broadcast.planned()) {
      write(poll());
    }
    Instant connected = StreamPlace.from(now).instant();
    saidLive(2);
    until(heard -> heard.containsAll(Set.of("6", "7")));
    assertThat(broadcast.fired())
        .extracting(Broadcast.Fired::fault)
        .containsExactly(HostFault.CUT, HostFault.FUTURE_CURSOR);
    assertThat(broadcast.lost(micros(BEGIN)))
        .singleElement()
        .satisfies(lost -> assertThat(lost.events()).isEqualTo(1));
    assertThat(gaps()).containsExactly(time(before) + "|" + time(connected));
    assertThat(storedKeys()).isEqualTo(new TreeSet<>(broadcast.heard()));
  }
}
