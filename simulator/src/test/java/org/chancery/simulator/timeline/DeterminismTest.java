package org.chancery.simulator.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterminismTest {
  @TempDir Path folder;

  @Test
  void the_same_seed_gives_the_same_bytes_of_wire_and_ledger_and_another_seed_others()
      throws IOException {
    Recording first = Recording.of(folder.resolve("1"), 11, 200, Duration.ofDays(3));
    Recording again = Recording.of(folder.resolve("2"), 11, 200, Duration.ofDays(3));
    Recording other = Recording.of(folder.resolve("3"), 12, 200, Duration.ofDays(3));
    assertThat(Files.size(first.spool())).isGreaterThan(1_000_000);
    assertThat(Files.mismatch(first.spool(), again.spool())).isEqualTo(-1);
    assertThat(Files.mismatch(first.ledger(), again.ledger())).isEqualTo(-1);
    assertThat(Files.mismatch(first.spool(), other.spool())).isNotEqualTo(-1);
  }
}
