package org.chancery.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.chancery.core.event.Network;
import org.chancery.ingest.source.Tap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The table of steps in ARCHITECTURE.md is the graph that the engine runs. */
class TopologyPictureTest {
  private static final Pattern ROW = Pattern.compile("^\\| ([a-z ]+) \\| `[A-Za-z]+` \\|.*");
  private static final Pattern NODE = Pattern.compile("\"type\"\\s*:\\s*\"([^\"]+)\"");

  @Test
  void the_steps_are_those_of_the_picture() throws IOException {
    StreamExecutionEnvironment engine =
        new Engine(1, null, Duration.ofSeconds(1), false).environment();
    Topology.live(engine, List.of(new Nothing()), new Hub.Ref("never opened"));
    // the engine lists the ends of both branches last
    assertThat(steps(engine.getExecutionPlan()))
        .startsWith("heard", "dedupe", "attribute and decode")
        .containsExactlyInAnyOrderElementsOf(drawn());
  }

  private static List<String> drawn() throws IOException {
    Path picture = Path.of(System.getProperty("chancery.root", ".."), "ARCHITECTURE.md");
    return Files.readAllLines(picture).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> row.group(1))
        .toList();
  }

  private static List<String> steps(String plan) {
    List<String> steps = new ArrayList<>();
    Matcher node = NODE.matcher(plan);
    while (node.find()) {
      String name = node.group(1).replaceFirst(": Writer$", "");
      steps.add(name.startsWith("Source: ") ? "heard" : name);
    }
    return steps;
  }

  private record Nothing() implements Tap {
    @Override
    public String source() {
      return "nothing";
    }

    @Override
    public Network network() {
      return Network.BLUESKY;
    }

    @Override
    public boolean live() {
      return true;
    }

    @Override
    public TapReader open(@Nullable String cursor, String part) {
      throw new IllegalStateException("the graph is looked at, not run");
    }
  }
}
