package org.chancery.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.source.ListedAccounts;
import org.chancery.ingest.source.feed.Opml;
import org.chancery.ingest.source.settings.Sources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code chancery sources export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Prints the feeds that are set as OPML, those of the registry by name of their actor, others by their title.")
final class SourcesExportCommand implements Callable<Integer> {
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private SourceOptions source = new SourceOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Sources sources = source.read(data.folder());
    Registry registry = RegistryFolders.load(data.registriesToRead());
    Instant now = Clock.systemUTC().instant();
    Map<String, String> titles = new HashMap<>();
    sources.feeds().more().forEach(feed -> titles.put(feed.url(), feed.title()));
    for (AccountRow row : registry.accounts()) {
      if (row.network() == Network.FEED) {
        registry
            .findActor(row.actor())
            .map(Actor::nameEn)
            .ifPresent(n -> titles.put(row.handle(), n));
      }
    }
    List<Opml.Outline> feeds = new ArrayList<>();
    for (String feed : sources.feeds().feeds(ListedAccounts.of(registry), now)) {
      feeds.add(new Opml.Outline(titles.getOrDefault(feed, ""), feed));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(Opml.write("Chancery", feeds));
    out.flush();
    return Chancery.DONE;
  }
}
