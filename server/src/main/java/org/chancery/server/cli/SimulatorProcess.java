package org.chancery.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulator as a process of its own. It ends with us, since it watches its standard input. */
final class SimulatorProcess implements AutoCloseable {
  /** Set by the launcher: the class path of the simulator. */
  private static final String CLASS_PATH = "chancery.simulator";

  private static final String MAIN = "org.chancery.simulator.SimulatorMain";

  private final Process process;
  private final JsonNode ready;
  private final Instant began;
  private final InstantSource real;

  private SimulatorProcess(Process process, JsonNode ready, InstantSource real) {
    this.process = process;
    this.ready = ready;
    this.real = real;
    this.began = real.instant();
  }

  static SimulatorProcess start(Path folder, long seed, double speed) throws IOException {
    String classPath = System.getProperty(CLASS_PATH);
    if (classPath == null) {
      throw new Chancery.CannotRun("the demo is started by ./chancery demo");
    }
    Files.createDirectories(folder);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx300m", "-XX:+UseSerialGC", "-cp", classPath, MAIN));
    command.addAll(List.of("--seed", Long.toString(seed), "--speed", Double.toString(speed)));
    command.addAll(
        List.of("--countries", DataOptions.shipped().resolve("countries.csv").toString()));
    command.addAll(List.of("--out", folder.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectError(
                ProcessBuilder.Redirect.appendTo(folder.resolve("simulator.log").toFile()))
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith("READY ")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new Chancery.CannotRun(
          "the simulator did not start, see " + folder.resolve("simulator.log"));
    }
    JsonNode ready = JsonMapper.builder().build().readTree(line.substring("READY ".length()));
    return new SimulatorProcess(process, ready, Clock.systemUTC());
  }

  URI jetstream() {
    return URI.create(ready.get("jetstream").asString());
  }

  Path registry() {
    return Path.of(ready.get("registry").asString());
  }

  Instant start() {
    return Instant.parse(ready.get("start").asString());
  }

  /** The simulator's time, worked out here: start + speed × real time since. */
  InstantSource clock() {
    double speed = ready.get("speed").asDouble();
    Instant start = start();
    return () ->
        start.plusMillis(Math.round(Duration.between(began, real.instant()).toMillis() * speed));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
