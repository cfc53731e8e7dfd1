package org.chancery.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The simulator as the process that the demo starts. */
class SimulatorMainTest {
  @TempDir Path out;

  private Process process(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "-Xmx256m",
            SimulatorMain.class.getName()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).start();
  }

  @Test
  void says_where_it_listens_and_stops_when_its_input_is_closed() throws Exception {
    Process process =
        process(
            "--out",
            out.toString(),
            "--countries",
            TestWorlds.countriesFile().toString(),
            "--history-days",
            "1",
            "--actors",
            "60",
            "--start",
            "2026-11-21T00:00:00Z");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String ready = lines.readLine();
      assertThat(ready).startsWith("READY {");
      JsonNode json = new ObjectMapper().readTree(ready.substring(6));
      assertThat(json.path("start").asString()).isEqualTo("2026-11-21T00:00:00Z");
      assertThat(json.path("history_from").asString()).isEqualTo("2026-11-20T00:00:00Z");
      assertThat(Path.of(json.path("registry").asString()).resolve("actors.csv")).exists();
      try (Listener listener = new Listener(json.path("jetstream").asString() + "?cursor=1")) {
        listener.await(h -> h.size() > 100);
      }
      process.getOutputStream().close();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(Files.readString(Path.of(json.path("ledger").asString()))).endsWith("}\n");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void without_countries_it_says_which_option_to_give_and_ends_with_2() throws Exception {
    Process process =
        process("--out", out.toString(), "--countries", out.resolve("none.csv").toString());
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("--countries");
  }
}
