package org.chancery.server.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.chancery.core.event.Network;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.source.bluesky.BlueskyTap;
import org.chancery.ingest.source.bluesky.Ways;
import org.chancery.server.hub.DataFolder;
import org.chancery.server.hub.ServedHub;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code chancery demo}: the hub on a simulated world, made anew at each start. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the hub on a simulated world of invented diplomats, marked SIMULATED everywhere.",
      "35 days lie behind it at the start; then it goes on live."
    })
final class DemoCommand implements Callable<Integer> {
  private static final Duration HISTORY = Duration.ofDays(35);

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder (default: ~/.local/share/chancery/demo); its posts are made anew.")
  private @Nullable Path data;

  @Option(names = "--port", description = "Port of the pages and the API (default: 8080).")
  private int port = 8080;

  @Option(names = "--bind", description = "Address to listen on (default: 127.0.0.1).")
  private String bind = "127.0.0.1";

  @Option(
      names = "--speed",
      description = "Simulated seconds per real second, 1 to 3600 (default: 60).")
  private double speed = 60;

  @Option(names = "--seed", description = "Another seed makes another world (default: 1).")
  private long seed = 1;

  @Override
  public Integer call() throws Exception {
    if (!(speed >= 1 && speed <= 3_600)) {
      throw new Chancery.WrongUsage("--speed takes 1 to 3600, was " + speed);
    }
    Path folder = folder();
    try (DataFolder taken =
        DataFolder.take(folder)
            .orElseThrow(
                () ->
                    new Chancery.CannotRun(
                        "another demo works on %s: stop it, or give another folder by --data"
                            .formatted(folder)))) {
      makeAnew(taken.path());
    }
    System.err.println("Making the simulated world: 35 days of 420 invented actors.");
    try (SimulatorProcess world = SimulatorProcess.start(folder.resolve("world"), seed, speed)) {
      ServedHub.Settings settings =
          new ServedHub.Settings(
              folder,
              null,
              List.of(DataOptions.shippedCountries(folder), world.registry()),
              bind,
              port,
              world.clock(),
              true,
              speed,
              BuildInfo.build());
      long from = world.start().minus(HISTORY).toEpochMilli() * 1_000;
      URI host = world.jetstream();
      EgressRules rules = EgressRules.usual("", Set.of(host.getAuthority()), true);
      try (GuardedEgress egress = new GuardedEgress(rules, world.clock())) {
        Ways.Ref ways = Ways.through(egress).register("demo");
        ServedHub.run(
            settings,
            (hub, wiring) ->
                List.of(
                    new BlueskyTap(
                        "bluesky",
                        List.of(host),
                        from,
                        hub.ids(Network.BLUESKY),
                        new BlueskyTap.Listening(false, false, null, false),
                        ways)));
      }
    }
    return Chancery.DONE;
  }

  private Path folder() {
    return data != null
        ? data
        : DataFolder.usual(System.getenv(), Path.of(System.getProperty("user.home")))
            .resolve("demo");
  }

  /** Posts of an earlier demo would lie at other times of the simulated clock. */
  private static void makeAnew(Path folder) throws IOException {
    for (String part : List.of("postgres", "checkpoints", "world")) {
      Path path = folder.resolve(part);
      if (!Files.exists(path)) {
        continue;
      }
      if (part.equals("postgres") && !Files.exists(folder.resolve("demo.marker"))) {
        throw new Chancery.CannotRun(
            "%s holds a hub that is no demo: give another folder by --data".formatted(folder));
      }
      List<Path> all = new ArrayList<>();
      try (Stream<Path> walk = Files.walk(path)) {
        walk.sorted(Comparator.reverseOrder()).forEach(all::add);
      }
      for (Path each : all) {
        Files.deleteIfExists(each);
      }
    }
    Files.writeString(folder.resolve("demo.marker"), "posts here are made anew at each start\n");
  }
}
