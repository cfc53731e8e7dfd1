package org.chancery.server.cli;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.source.ListedAccounts;
import org.chancery.ingest.source.bluesky.Identities;
import org.chancery.ingest.source.bluesky.Ways;
import org.chancery.ingest.source.feed.websub.Subscriber;
import org.chancery.ingest.source.settings.Address;
import org.chancery.ingest.source.settings.BlueskySection;
import org.chancery.ingest.source.settings.LeftOut;
import org.chancery.ingest.source.settings.PushSettings;
import org.chancery.ingest.source.settings.Reach;
import org.chancery.ingest.source.settings.SourceMeans;
import org.chancery.ingest.source.settings.Sources;
import org.chancery.server.hub.Contact;
import org.chancery.server.hub.HandleLookup;
import org.chancery.server.hub.IdentityChecks;
import org.chancery.server.hub.LeftOutSources;
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
  private static final String NAME = "serve";

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
    Sources sources = options.sources();
    PushSettings push = sources.feeds().push();
    Reach reach = options.source.reach(sources);
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
            Contact.of(reach.contact()).orElse(null));
    try (GuardedEgress egress = new GuardedEgress(options.source.egress(sources), clock)) {
      ServedHub.run(
          settings,
          (hub, wiring) ->
              sources.taps(
                  new SourceMeans(
                      NAME,
                      reach,
                      egress,
                      hub,
                      wiring.store().dataSource(),
                      clock,
                      new SecureRandom())),
          (hub, wiring) -> {
            List<Runnable> work =
                beside(
                    wiring,
                    sources.bluesky(),
                    identities(sources.bluesky(), reach, egress),
                    sources.leftOut(reach, ListedAccounts.of(wiring.registry()), clock.instant()));
            Subscriber subscriber =
                push.subscriber(
                    wiring.store().dataSource(),
                    egress,
                    clock,
                    new SecureRandom(),
                    () -> sources.feeds().feeds(hub, clock.instant()));
            if (subscriber != null) {
              work.add(subscriber);
            }
            return work;
          },
          wiring -> push.door(NAME, wiring.store().dataSource(), clock));
    }
    return Chancery.DONE;
  }

  private static List<Runnable> beside(
      Wiring wiring,
      BlueskySection bluesky,
      @Nullable Identities identities,
      List<LeftOut> leftOut) {
    List<Runnable> work = new ArrayList<>();
    work.add(new HandleLookup(wiring, identities, bluesky.isSet()));
    work.add(new LeftOutSources(wiring, leftOut));
    if (identities != null) {
      work.add(new IdentityChecks(wiring, identities));
    }
    return work;
  }

  private static @Nullable Identities identities(
      BlueskySection bluesky, Reach reach, GuardedEgress egress) {
    if (!bluesky.asksAccounts(reach)) {
      return null;
    }
    Address atproto = bluesky.atproto();
    return new Identities(
        Ways.through(egress).register(NAME).web(),
        egress.texts(),
        atproto == null ? null : atproto.uri(),
        bluesky.plc().uri());
  }
}
