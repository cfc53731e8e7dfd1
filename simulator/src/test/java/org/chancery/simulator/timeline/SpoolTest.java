package org.chancery.simulator.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.chancery.simulator.timeline.WireEvent.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir Path folder;

  private static WireEvent event(long time, int size) {
    return new WireEvent(
        time,
        time * 31,
        Lane.LIKE,
        ("e" + time + "x".repeat(size)).getBytes(StandardCharsets.UTF_8));
  }

  private static List<Long> times(SpoolReader reader) throws IOException {
    List<Long> times = new ArrayList<>();
    for (WireEvent event = reader.poll(); event != null; event = reader.poll()) {
      assertThat(new String(event.payload(), StandardCharsets.UTF_8))
          .startsWith("e" + event.timeMicros());
      times.add(event.timeMicros());
    }
    return times;
  }

  @Test
  void a_reader_begins_at_any_moment_and_follows() throws IOException {
    try (Spool spool = new Spool(folder.resolve("s"))) {
      for (long t = 0; t < 5_000; t++) spool.append(event(t * 10, (int) (t % 700)));
      try (SpoolReader before = SpoolReader.from(spool, 0)) {
        assertThat(before.poll()).as("nothing before it is published").isNull();
        spool.publish();
        assertThat(times(before)).hasSize(5_000).startsWith(0L, 10L).endsWith(49_990L);
      }
    }
  }

  @Test
  void every_cursor_gives_exactly_the_events_at_or_after_it() throws IOException {
    try (Spool spool = new Spool(folder.resolve("s"))) {
      for (long t = 0; t < 1_000; t++) spool.append(event(t * 10, 300));
      spool.publish();
      for (long from = -3; from < 10_010; from += 7) {
        try (SpoolReader reader = SpoolReader.from(spool, from)) {
          int expected = 1_000 - Math.clamp((from + 9) / 10, 0, 1_000);
          assertThat(times(reader)).as("cursor " + from).hasSize(expected);
        }
      }
    }
  }

  @Test
  void an_event_larger_than_the_readers_buffer_is_read_whole() throws IOException {
    try (Spool spool = new Spool(folder.resolve("s"))) {
      spool.append(event(1, 10));
      spool.append(event(2, 900_000));
      spool.append(event(3, 10));
      spool.publish();
      try (SpoolReader reader = SpoolReader.from(spool, 0)) {
        assertThat(times(reader)).containsExactly(1L, 2L, 3L);
        assertThat(reader.lagBytes()).isZero();
      }
    }
  }

  @Test
  void a_waiting_reader_wakes_when_something_is_published() throws Exception {
    try (Spool spool = new Spool(folder.resolve("s"));
        SpoolReader reader = SpoolReader.atEnd(spool)) {
      Thread writer = Thread.ofVirtual().unstarted(() -> publish(spool));
      writer.start();
      reader.await(Duration.ofSeconds(20));
      writer.join();
      assertThat(times(reader)).containsExactly(7L);
    }
  }

  private static void publish(Spool spool) {
    try {
      spool.append(event(7, 1));
      spool.publish();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
