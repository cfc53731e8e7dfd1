package org.chancery.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.chancery.core.event.Network;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.registry.PublicHosts;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.source.ListedAccounts;
import org.chancery.ingest.source.feed.Opml;
import org.chancery.ingest.source.settings.Sources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chancery sources import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Takes feeds of OPML files into feeds.opml beside the settings file, each once.",
      "Feeds of the registry are left out: \"feeds: {listed: true}\" reads them. Only feeds that an actor has are",
      "attributed; registry import proposes actors for the others."
    })
final class SourcesImportCommand implements Callable<Integer> {
  /** Beside the settings file. */
  static final String OWN_LIST = "feeds.opml";

  private static final String TITLE = "Chancery";
  private static final int MOST_SHOWN = 20;

  @Mixin private DataOptions data = new DataOptions();
  @Mixin private SourceOptions source = new SourceOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "FILE.opml")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    Path settings = source.file(data.folder()).toAbsolutePath();
    Path own = settings.resolveSibling(OWN_LIST);
    Set<String> permitted = settings(own).permitted();
    Set<String> listed = new HashSet<>();
    ListedAccounts.of(RegistryFolders.load(data.registriesToRead()))
        .on(Network.FEED)
        .forEach(row -> listed.add(row.handle()));
    Map<String, Opml.Outline> feeds = new LinkedHashMap<>();
    if (Files.exists(own)) {
      read(own).outlines().forEach(feed -> feeds.put(feed.url(), feed));
    }
    int before = feeds.size();
    int known = 0;
    int unusable = 0;
    Map<String, String> notPublic = new LinkedHashMap<>();
    for (Path file : files) {
      Opml.Outlines outlines = read(file);
      unusable += outlines.unusable();
      for (Opml.Outline feed : outlines.outlines()) {
        Optional<String> fault = PublicHosts.fault(feed.url());
        if (listed.contains(feed.url())) {
          known++;
        } else if (fault.isPresent()
            && !permitted.contains(AddressRule.place(URI.create(feed.url())))) {
          notPublic.put(feed.url(), fault.get());
        } else {
          feeds.putIfAbsent(feed.url(), feed);
        }
      }
    }
    replace(own, Opml.write(TITLE, List.copyOf(feeds.values())));
    tell(settings, own, feeds.size() - before, known, unusable);
    tell(notPublic);
    return unusable == 0 && notPublic.isEmpty() ? Chancery.DONE : Chancery.WITH_REJECTS;
  }

  /** The settings may name the list before there is one. */
  private Sources settings(Path own) throws IOException {
    boolean isNew = Files.notExists(own);
    if (isNew) {
      Files.createDirectories(own.getParent());
      replace(own, Opml.write(TITLE, List.of()));
    }
    try {
      return source.read(data.folder());
    } catch (Chancery.WrongUsage e) {
      if (isNew) {
        Files.delete(own);
      }
      throw e;
    }
  }

  private void tell(Map<String, String> notPublic) {
    if (notPublic.isEmpty()) {
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s left out, not on the public internet (permit: in the settings lets in HOST:PORT of this"
            + " machine):%n",
        Wording.many(notPublic.size(), "feed"));
    notPublic.entrySet().stream()
        .limit(MOST_SHOWN)
        .forEach(one -> out.printf("  %s: %s%n", Wording.line(one.getKey()), one.getValue()));
    out.flush();
  }

  /** Whoever reads it meanwhile, and a write that is cut off, leave a whole list. */
  private static void replace(Path list, String text) throws IOException {
    Path place = Files.exists(list) ? list.toRealPath() : list;
    Path written = place.resolveSibling(place.getFileName() + ".new");
    Files.writeString(written, text);
    Files.move(written, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Opml.Outlines read(Path file) {
    try {
      return Opml.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new Chancery.WrongUsage(
          "%s: %s".formatted(file, Wording.line(String.valueOf(e.getMessage()))));
    }
  }

  private void tell(Path settings, Path own, int added, int known, int unusable)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s added to %s%n", Wording.many(added, "feed"), own);
    out.printf("%s in the registry already%n", Wording.many(known, "feed"));
    if (unusable > 0) {
      out.printf("%s without an http(s) address%n", Wording.many(unusable, "outline"));
    }
    if (!Files.exists(settings)) {
      Files.writeString(settings, "feeds:\n  listed: true\n  opml: [%s]\n".formatted(OWN_LIST));
      out.printf("%s was written%n", settings);
    } else if (!Files.readString(settings).contains(OWN_LIST)) {
      out.printf("to read them, add to %s below feeds: \"opml: [%s]\"%n", settings, OWN_LIST);
    }
    if (added > 0) {
      out.println(
          "to propose actors for them: chancery registry import --as opml --kind KIND FILE");
    }
    out.flush();
  }
}
