package org.chancery.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.egress.TextRecords;
import org.chancery.ingest.registry.merge.ProposalFiles;
import org.chancery.ingest.registry.sync.Addresses;
import org.chancery.ingest.registry.sync.Learnt;
import org.chancery.ingest.registry.sync.RegistrySync;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code chancery registry sync}. */
@Command(
    name = "sync",
    mixinStandardHelpOptions = true,
    description = {
      "Asks Wikidata, Bluesky, Mastodon servers and feeds whether the registry still holds.",
      "Writes proposals and an overlay into a folder; the shipped files are never changed.",
      "Without one of --wikidata, --bluesky, --mastodon, --feeds all are asked."
    })
final class RegistrySyncCommand implements Callable<Integer> {
  /** Wikidata's service itself gives up after 60 seconds. */
  private static final Duration DEADLINE = Duration.ofSeconds(75);

  private static final long MOST_BYTES = 64L << 20;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RegistryFolders folders = new RegistryFolders();

  @Option(names = "--wikidata", description = "Heads, ministers, ministries, organisations, items.")
  private boolean wikidata;

  @Option(names = "--bluesky", description = "Handles and DIDs that name each other.")
  private boolean bluesky;

  @Option(names = "--mastodon", description = "Accounts at their own servers.")
  private boolean mastodon;

  @Option(names = "--feeds", description = "Whether feeds answer.")
  private boolean feeds;

  @Option(
      names = "--into",
      required = true,
      paramLabel = "DIR",
      description = "New folder for what is learnt.")
  private Path into = Path.of("");

  @Option(
      names = "--contact",
      paramLabel = "ADDRESS",
      description =
          "Your page or mail, told to every server asked: Wikidata's user-agent policy wants it.")
  private @Nullable String contact;

  @Option(names = "--offline", description = "Open no connection: refuses, since sync needs some.")
  private boolean offline;

  @Option(names = "--loopback", hidden = true, description = "host:port that plays all servers.")
  private @Nullable String loopback;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (offline) {
      throw new Chancery.CannotRun(
          "registry sync asks other machines, and --offline forbids it; an answer of Wikidata saved"
              + " elsewhere is read by registry import --as wikidata");
    }
    if (contact == null || contact.isBlank() || contact.length() > 200) {
      throw new Chancery.WrongUsage(
          "--contact takes the address of your page or mail: who is asked must be able to reach you");
    }
    try {
      ProposalFiles.refuseUsed(into);
    } catch (IOException e) {
      throw new Chancery.WrongUsage(String.valueOf(e.getMessage()));
    }
    boolean isAll = !wikidata && !bluesky && !mastodon && !feeds;
    RegistrySync.Wanted wanted =
        new RegistrySync.Wanted(
            isAll || wikidata, isAll || bluesky, isAll || mastodon, isAll || feeds);
    Registry registry = folders.load();
    Clock clock = Clock.systemUTC();
    RegistrySync.Report report;
    try (GuardedEgress egress = new GuardedEgress(rules(contact), clock);
        ProgressLine progress = ProgressLine.of("sync")) {
      report =
          new RegistrySync(
                  egress, loopback == null ? egress.texts() : TextRecords.NONE, addresses(), clock)
              .run(
                  registry,
                  wanted,
                  into,
                  (done, of) -> progress.at(done, (double) done / Math.max(1, of)));
    }
    return tell(report, wanted);
  }

  private EgressRules rules(String contact) {
    EgressRules usual =
        EgressRules.usual(contact, loopback == null ? Set.of() : Set.of(loopback), false);
    EgressRules.Limits limits = usual.limits();
    return new EgressRules(
        usual.agent(),
        usual.address(),
        new HashSet<>(usual.ports()),
        new EgressRules.Limits(
            MOST_BYTES,
            limits.ratio(),
            DEADLINE,
            limits.redirects(),
            limits.headerLine(),
            limits.headers()),
        loopback == null
            ? usual.manners()
            : new EgressRules.Manners(
                8, Duration.ZERO, usual.manners().patience(), usual.manners().longestWait()));
  }

  private Addresses addresses() {
    if (loopback == null) {
      return Addresses.USUAL;
    }
    String base = "http://" + loopback;
    UnaryOperator<String> site = host -> base + "/site/" + host;
    return new Addresses(base + "/sparql", base, base, site);
  }

  private int tell(RegistrySync.Report report, RegistrySync.Wanted wanted) {
    PrintWriter out = spec.commandLine().getOut();
    report.byResult().forEach((result, count) -> out.printf("%s %,d%n", result.slug(), count));
    report.learnt().stream()
        .filter(one -> one.result() == Learnt.Result.ID_CHANGED)
        .forEach(
            one ->
                out.printf(
                    "LOOK: %s %s: %s%n",
                    one.account().actor(), one.account().handle(), one.detail()));
    if (wanted.wikidata()) {
      RegistryImportCommand.tell(out, report.proposals());
      RegistryImportCommand.rejects(out, report.listed());
    }
    report.troubles().forEach(trouble -> out.println("no answer of Wikidata to " + trouble));
    out.printf("written into %s; the registry is unchanged%n", into);
    out.flush();
    boolean isWhole = report.troubles().isEmpty() && report.listed().rejects().isEmpty();
    boolean isAnswered = report.byResult().getOrDefault(Learnt.Result.NO_ANSWER, 0) == 0;
    return List.of(isWhole, isAnswered).contains(false) ? Chancery.WITH_REJECTS : Chancery.DONE;
  }
}
