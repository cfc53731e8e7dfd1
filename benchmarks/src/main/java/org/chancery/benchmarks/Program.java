package org.chancery.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real program and the simulator as processes, started as the launcher does. */
final class Program {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Program() {}

  /** Starts the program in this JVM's class path with the options this JVM was given. */
  static Process start(Path log, List<String> arguments) throws Exception {
    return new ProcessBuilder(java("org.chancery.server.cli.Chancery", arguments))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static List<String> java(String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-XX:SharedArchiveFile"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(arguments);
    return command;
  }

  static List<String> serving(Path data, Path registry, List<String> more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "serve",
                "--port",
                "0",
                "--data",
                data.toString(),
                "--registry",
                registry.toString()));
    command.addAll(more);
    return command;
  }

  /** Starts a hub and waits until it answers. */
  static Served serve(Path data, Path registry, List<String> more) throws Exception {
    Process process =
        new ProcessBuilder(java("org.chancery.server.cli.Chancery", serving(data, registry, more)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      throw new IllegalStateException("the hub did not start in " + data);
    }
    return new Served(process, line.substring(line.indexOf("http")).replaceAll("/$", ""));
  }

  private static JsonNode get(String url) throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60)).build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(url + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** A hub that answers. */
  record Served(Process process, String base) implements AutoCloseable {
    /** Posts and reposts of each actor, of all time. */
    Map<String, Long> postsByActor() throws Exception {
      return postsByActor("");
    }

    /** The same before a moment. */
    Map<String, Long> postsByActorUntil(String until) throws Exception {
      return postsByActor("&t=2020-01-01.." + until);
    }

    private Map<String, Long> postsByActor(String window) throws Exception {
      Map<String, Long> counts = new TreeMap<>();
      for (String measure : List.of("posts", "reposts-made")) {
        String next = "";
        do {
          JsonNode page =
              get(base + "/api/v1/rankings?of=actors&limit=500&m=" + measure + window + next);
          for (JsonNode row : page.get("rows")) {
            long value = row.get("value").asLong();
            if (value > 0) {
              counts.merge(row.get("id").asString(), value, Long::sum);
            }
          }
          next = page.hasNonNull("next") ? "&next=" + page.get("next").asString() : "";
        } while (!next.isEmpty());
      }
      return counts;
    }

    Instant newest() throws Exception {
      for (JsonNode source : get(base + "/api/v1/status").get("sources")) {
        if (source.hasNonNull("newest")) {
          return Instant.parse(source.get("newest").asString());
        }
      }
      return Instant.EPOCH;
    }

    @Override
    public void close() throws Exception {
      process.destroy();
      process.waitFor();
    }
  }

  /** A simulated world on loopback. */
  static World world(Path folder, long seed) throws Exception {
    Files.createDirectories(folder);
    String classPath = System.getProperty("chancery.simulator");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx300m",
            "-XX:+UseSerialGC",
            "-cp",
            classPath,
            "org.chancery.simulator.SimulatorMain",
            "--out",
            folder.toString(),
            "--seed",
            Long.toString(seed),
            "--speed",
            "600",
            "--history-days",
            "20",
            "--countries",
            Path.of(System.getProperty("chancery.registry"), "countries.csv").toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith("READY ")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("the simulator did not start");
    }
    return new World(process, JSON.readTree(line.substring("READY ".length())));
  }

  /** A running simulator. */
  record World(Process process, JsonNode ready) implements AutoCloseable {
    String jetstream() {
      return ready.get("jetstream").asString();
    }

    String historyFrom() {
      return ready.get("history_from").asString();
    }

    Path registry() {
      return Path.of(ready.get("registry").asString());
    }

    Path ledger() {
      return Path.of(ready.get("ledger").asString());
    }

    /** Waits until the hub has heard all up to now, and gives a moment well before that. */
    String awaitHeard(Served hub) throws Exception {
      String control = ready.get("control").asString().replaceAll("/$", "");
      Instant target = Instant.parse(get(control + "/clock").get("now").asString());
      for (int i = 0; i < 300 && hub.newest().isBefore(target); i++) {
        Thread.sleep(1_000);
      }
      Thread.sleep(3_000);
      return target.minus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS).toString();
    }

    @Override
    public void close() throws Exception {
      process.destroy();
      process.waitFor();
    }
  }
}
