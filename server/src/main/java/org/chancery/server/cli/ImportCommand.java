package org.chancery.server.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chancery.ingest.source.file.ColumnMap;
import org.chancery.ingest.source.file.ColumnMapGuess;
import org.chancery.ingest.source.file.FileAccount;
import org.chancery.ingest.source.file.FileFormat;
import org.chancery.ingest.source.file.FormatGuess;
import org.chancery.ingest.source.file.KnownMaps;
import org.chancery.server.hub.DataFolder;
import org.chancery.server.hub.HandOver;
import org.chancery.server.hub.ImportOrder;
import org.chancery.server.hub.ImportReport;
import org.chancery.server.hub.Importer;
import org.chancery.server.hub.Wiring;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chancery import}: posts from files. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Reads posts from files: X archives and API answers, rtweet, Telegram Desktop, CSV, neutral events.",
      "The same file twice changes nothing; an import that was stopped goes on when run again."
    })
final class ImportCommand implements Callable<Integer> {
  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--format",
      description = "auto, x-v1, x-v2, rtweet, telegram, csv, jsonl or events (default: auto).")
  private String format = "auto";

  @Option(
      names = "--map",
      paramLabel = "FILE",
      description =
          "Column map (YAML) for CSV and JSON of any shape, or one of those that are known by name:"
              + " facebook-page, instagram-page.")
  private @Nullable String map;

  @Option(
      names = "--account",
      paramLabel = "NETWORK:HANDLE",
      description =
          "Whose posts they are, where the files do not say it or tell only a number: an archive of X without account.js, a Telegram channel, a Facebook page.")
  private @Nullable String account;

  @Option(names = "--yes", description = "Take the column map that is guessed without asking.")
  private boolean yes;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files; gzip and zstd are read too.")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    ImportOrder order = order();
    ImportReport report;
    Path folder = data.folder();
    Optional<DataFolder> taken = DataFolder.take(folder);
    if (taken.isEmpty() && (data.database != null || !data.registry.isEmpty())) {
      throw new Chancery.WrongUsage(
          "the hub that runs on %s has its own --registry and --database: leave them out here"
              .formatted(folder));
    }
    try (ProgressLine progress = ProgressLine.of("import")) {
      report =
          taken.isPresent()
              ? here(taken.get(), order, progress)
              : HandOver.run(folder, order, progress::at);
    }
    print(report);
    return report.rejected() > 0 ? Chancery.WITH_REJECTS : Chancery.DONE;
  }

  private ImportReport here(DataFolder folder, ImportOrder order, ProgressLine progress)
      throws Exception {
    try (folder;
        Wiring wiring = Wiring.open(folder, data.database, data.registries(), Clock.systemUTC())) {
      return new Importer(wiring).run(order, progress::at);
    }
  }

  private ImportOrder order() throws IOException {
    ColumnMap given = readMap();
    checkAccount();
    List<ImportOrder.Item> items = new ArrayList<>();
    for (Path file : files) {
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new Chancery.WrongUsage("there is no readable file " + file);
      }
      items.add(item(file.toAbsolutePath().normalize(), given));
    }
    return new ImportOrder(items);
  }

  private void checkAccount() {
    try {
      if (account != null) {
        FileAccount.parse(account);
      }
    } catch (IllegalArgumentException e) {
      throw new Chancery.WrongUsage("--account: " + e.getMessage());
    }
  }

  private @Nullable ColumnMap readMap() throws IOException {
    if (map == null) {
      return null;
    }
    try {
      Optional<ColumnMap> known = KnownMaps.find(map);
      return known.isPresent() ? known.get() : ColumnMap.read(Path.of(map));
    } catch (IOException | IllegalArgumentException e) {
      throw new Chancery.WrongUsage("--map %s: %s".formatted(map, e.getMessage()));
    }
  }

  private ImportOrder.Item item(Path file, @Nullable ColumnMap given) throws IOException {
    if (given != null) {
      return new ImportOrder.Item(file.toString(), given.format(), given.toYaml(), account);
    }
    if (!format.equals("auto")) {
      FileFormat chosen =
          FileFormat.find(format)
              .orElseThrow(
                  () ->
                      new Chancery.WrongUsage(
                          "--format takes auto, %s; %s is none"
                              .formatted(FileFormat.slugs(), format)));
      Optional<String> fault = FormatGuess.fault(file);
      if (fault.isPresent()) {
        throw new Chancery.WrongUsage("%s: %s".formatted(file, fault.get()));
      }
      if (chosen.needsMap()) {
        return guessed(file, FormatGuess.of(file));
      }
      return new ImportOrder.Item(file.toString(), chosen, null, account);
    }
    FormatGuess guess = FormatGuess.of(file);
    FileFormat found = guess.format();
    if (found == null) {
      throw new Chancery.WrongUsage("%s: %s".formatted(file, guess.reason()));
    }
    System.err.printf("%s: %s, %s%n", file.getFileName(), found.slug(), guess.reason());
    return found.needsMap()
        ? guessed(file, guess)
        : new ImportOrder.Item(file.toString(), found, null, account);
  }

  /** A guessed map is shown and confirmed by a person, never used in silence. */
  private ImportOrder.Item guessed(Path file, FormatGuess guess) {
    ColumnMapGuess proposal = guess.proposal();
    if (proposal == null) {
      throw new Chancery.WrongUsage("%s: %s".formatted(file, guess.reason()));
    }
    System.err.printf("A column map for %s:%n%n%s%n", file.getFileName(), proposal.toYaml());
    ColumnMap found =
        proposal
            .map()
            .orElseThrow(
                () ->
                    new Chancery.WrongUsage(
                        "the map misses %s: save the lines above, complete them and give them by --map"
                            .formatted(String.join(", ", proposal.missing()))));
    Console console = System.console();
    boolean confirmed =
        yes
            || (console != null
                && console.readLine("Use this map? [y/N] ").strip().equalsIgnoreCase("y"));
    if (!confirmed) {
      throw new Chancery.WrongUsage(
          "the map above is a guess: give it by --map FILE, or confirm it with --yes");
    }
    return new ImportOrder.Item(file.toString(), found.format(), found.toYaml(), account);
  }

  private static void print(ImportReport report) {
    long records = report.counts().getOrDefault("records", 0L);
    long accepted = report.counts().getOrDefault("accepted", 0L);
    System.out.printf(
        "%,d records: %,d read, %,d rejected; %,d posts added, %,d replaced by a better observation%n",
        records, accepted, report.rejected(), report.added(), report.replaced());
    report.counts().forEach(ImportCommand::printReject);
    if (report.rejected() > 0) {
      System.out.println("rejects, each with file, line and cause, are in " + report.rejects());
    }
    System.out.printf(
        "stored in %.1f s (%,.0f records/s); text index of %d months in %.1f s%n",
        report.loadMillis() / 1000.0,
        records * 1000.0 / Math.max(1, report.loadMillis()),
        report.indexed().size(),
        report.indexMillis() / 1000.0);
  }

  private static void printReject(String cause, long n) {
    if (cause.equals(cause.toUpperCase(java.util.Locale.ROOT))) {
      System.out.printf("  %s %,d%n", cause, n);
    }
  }
}
