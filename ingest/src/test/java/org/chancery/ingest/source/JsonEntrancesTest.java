package org.chancery.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chancery.ingest.registry.list.ListEntrances;
import org.chancery.ingest.registry.sync.SyncEntrances;
import org.chancery.ingest.source.bluesky.BlueskyEntrances;
import org.chancery.ingest.source.feed.FeedEntrances;
import org.chancery.ingest.source.file.FileEntrances;
import org.chancery.ingest.source.x.XEntrances;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * JSONTestSuite at every entrance where JSON of others comes in: what must be refused is refused
 * with a cause, what must be accepted is read, what is undefined does no harm. An entrance that
 * comes new is added to the list.
 */
class JsonEntrancesTest {
  @TempDir Path folder;

  static List<JsonEntrance> entrances() {
    List<JsonEntrance> all = new ArrayList<>(BlueskyEntrances.ALL);
    all.addAll(FeedEntrances.ALL);
    all.addAll(FileEntrances.ALL);
    all.addAll(ListEntrances.ALL);
    all.addAll(SyncEntrances.ALL);
    all.addAll(XEntrances.ALL);
    return all;
  }

  private static List<Path> cases(String prefix) throws IOException {
    Path suite =
        Path.of(System.getProperty("chancery.shared", "../../shared"))
            .resolve("corpora/JSONTestSuite/test_parsing");
    assumeTrue(Files.isDirectory(suite), "left out, there is no " + suite);
    try (Stream<Path> files = Files.list(suite)) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("entrances")
  void what_must_be_refused_is_refused_with_a_cause(JsonEntrance entrance) throws IOException {
    List<String> wrong = new ArrayList<>();
    List<Path> cases = cases("n_");
    for (Path file : cases) {
      JsonEntrance.Verdict verdict = entrance.of(Files.readAllBytes(file), folder, false);
      boolean clear = verdict.cause().length() >= 5 && verdict.cause().length() <= 400;
      if (verdict.json() || !clear) {
        wrong.add(file.getFileName() + ": " + verdict);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cases.size()).isGreaterThan(100);
  }

  @ParameterizedTest
  @MethodSource("entrances")
  void what_must_be_accepted_is_read(JsonEntrance entrance) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path file : cases("y_")) {
      JsonEntrance.Verdict verdict = entrance.of(Files.readAllBytes(file), folder, true);
      boolean refused = entrance.twice() && file.toString().contains("duplicated_key");
      if (verdict.json() == refused) {
        wrong.add(file.getFileName() + ": " + verdict);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("entrances")
  void what_is_undefined_does_no_harm(JsonEntrance entrance) throws IOException {
    for (Path file : cases("i_")) {
      assertThat(entrance.of(Files.readAllBytes(file), folder, true))
          .as(file.toString())
          .isNotNull();
    }
  }
}
