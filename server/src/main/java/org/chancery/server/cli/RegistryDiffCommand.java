package org.chancery.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.registry.CsvOut;
import org.chancery.ingest.registry.diff.Change;
import org.chancery.ingest.registry.diff.RegistryDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chancery registry diff}. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Tells fact by fact what differs.",
      "DIR: what laying it over the registry would change. OLD NEW: two whole registries."
    })
final class RegistryDiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RegistryFolders folders = new RegistryFolders();

  @Option(names = "--csv", description = "One row a change, for programs.")
  private boolean csv;

  @Parameters(arity = "1..2", paramLabel = "DIR", description = "An overlay, or OLD and NEW.")
  private List<Path> given = new ArrayList<>();

  @Override
  public Integer call() {
    if (given.size() == 2 && folders.hasOverlays()) {
      throw new Chancery.WrongUsage(
          "OLD and NEW are whole registries: leave out --registry, or give one DIR");
    }
    Registry before;
    Registry after;
    if (given.size() == 2) {
      before = RegistryFolders.load(List.of(given.get(0)));
      after = RegistryFolders.load(List.of(given.get(1)));
    } else {
      before = folders.load();
      List<Path> all = folders.all(List.of());
      all.add(given.getFirst());
      after = RegistryFolders.load(all);
    }
    List<Change> changes = RegistryDiff.of(before, after);
    PrintWriter out = spec.commandLine().getOut();
    if (csv) {
      out.println(CsvOut.guardedLine(Change.COLUMNS));
      changes.forEach(change -> out.println(CsvOut.guardedLine(change.cells())));
    } else {
      changes.forEach(out::println);
      out.printf(
          "%,d added, %,d removed, %,d changed%n",
          count(changes, Change.Kind.ADDED),
          count(changes, Change.Kind.REMOVED),
          count(changes, Change.Kind.CHANGED));
    }
    out.flush();
    return Chancery.DONE;
  }

  private static long count(List<Change> changes, Change.Kind kind) {
    return changes.stream().filter(change -> change.kind() == kind).count();
  }
}
