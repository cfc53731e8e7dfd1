package org.chancery.server.cli;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.chancery.core.event.Network;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.bluesky.JetstreamTap;
import org.chancery.ingest.topology.Hub;
import org.chancery.server.hub.ServedHub;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code chancery serve}: the hub with its pages. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the hub and serves its pages.")
final class ServeCommand implements Callable<Integer> {
  @Mixin private ServeOptions options = new ServeOptions();
  private final InstantSource clock;

  ServeCommand() {
    this(new ServeOptions(), java.time.Clock.systemUTC());
  }

  ServeCommand(ServeOptions options, InstantSource clock) {
    this.options = options;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    options.check();
    ServedHub.Settings settings =
        new ServedHub.Settings(
            options.data.folder(),
            options.data.database,
            options.data.registries(),
            options.bind,
            options.port,
            clock,
            false,
            1,
            BuildInfo.build());
    ServedHub.run(settings, this::taps);
    return Chancery.DONE;
  }

  private List<Tap> taps(Hub.Ref hub) {
    return options.jetstream.isEmpty()
        ? List.of()
        : List.of(
            new JetstreamTap(
                "bluesky",
                options.jetstream,
                options.jetstreamFrom.toEpochMilli() * 1_000,
                hub.watchList(Network.BLUESKY)));
  }
}
