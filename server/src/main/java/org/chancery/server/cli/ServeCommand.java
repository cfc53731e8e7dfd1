package org.chancery.server.cli;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.chancery.core.event.Network;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.bluesky.AccountsTap;
import org.chancery.ingest.source.bluesky.BlueskyTap;
import org.chancery.ingest.source.bluesky.Identities;
import org.chancery.ingest.source.bluesky.Ways;
import org.chancery.ingest.topology.Hub;
import org.chancery.server.hub.Contact;
import org.chancery.server.hub.HandleLookup;
import org.chancery.server.hub.IdentityChecks;
import org.chancery.server.hub.ServedHub;
import org.chancery.server.hub.Wiring;
import org.jspecify.annotations.Nullable;
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
            BuildInfo.build(),
            Contact.of(options.contact).orElse(null));
    try (GuardedEgress egress = new GuardedEgress(options.egress(), clock)) {
      Ways.Ref ways = Ways.through(egress).register("serve");
      Identities identities =
          options.asksAccounts() ? new Identities(ways.web(), options.atproto, options.plc) : null;
      ServedHub.run(settings, hub -> taps(hub, ways), wiring -> beside(wiring, identities));
    }
    return Chancery.DONE;
  }

  private static List<Runnable> beside(Wiring wiring, @Nullable Identities identities) {
    HandleLookup lookup = new HandleLookup(wiring, identities);
    return identities == null
        ? List.of(lookup)
        : List.of(lookup, new IdentityChecks(wiring, identities));
  }

  private List<Tap> taps(Hub.Ref hub, Ways.Ref ways) {
    List<Tap> taps = new ArrayList<>();
    if (!options.jetstream.isEmpty()) {
      taps.add(stream(hub, ways));
    }
    if (options.accounts) {
      taps.add(
          new AccountsTap(
              "bluesky past", options.atproto, options.plc, hub.watchList(Network.BLUESKY), ways));
    }
    return taps;
  }

  private Tap stream(Hub.Ref hub, Ways.Ref ways) {
    Instant from = options.jetstreamFrom == null ? clock.instant() : options.jetstreamFrom;
    return new BlueskyTap(
        "bluesky",
        options.jetstream,
        from.toEpochMilli() * 1_000,
        hub.watchList(Network.BLUESKY),
        new BlueskyTap.Listening(
            options.onlyListed,
            options.compress,
            options.dictionary == null ? null : options.dictionary.toAbsolutePath().toString(),
            options.listensBeyond()),
        ways);
  }
}
