package org.chancery.server.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.chancery.ingest.source.ListedAccounts;
import org.chancery.ingest.source.settings.LeftOut;
import org.chancery.ingest.source.settings.Reach;
import org.chancery.ingest.source.settings.SourceLine;
import org.chancery.ingest.source.settings.Sources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code chancery sources list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Prints what is set, with the number of listed accounts that each source hears.")
final class SourcesListCommand implements Callable<Integer> {
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private SourceOptions source = new SourceOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Path file = source.file(data.folder());
    Sources sources = source.read(data.folder());
    Reach reach = source.reach(sources);
    ListedAccounts listed = ListedAccounts.of(RegistryFolders.load(data.registriesToRead()));
    PrintWriter out = spec.commandLine().getOut();
    out.printf("file: %s%s%n", file, Files.isRegularFile(file) ? "" : " (not there)");
    out.printf("contact: %s%n", sources.contact().isBlank() ? "none" : sources.contact());
    List<SourceLine> lines = sources.lines(reach, listed);
    if (lines.isEmpty()) {
      out.println("no source is set");
    }
    for (SourceLine line : lines) {
      out.printf("%-14s %,7d listed accounts  %s%n", line.source(), line.listed(), line.what());
    }
    for (LeftOut left : sources.leftOut(reach, listed, Clock.systemUTC().instant())) {
      out.printf("%-14s %s: %s%n", left.source(), LeftOut.WHY, left.what());
    }
    List<String> obstacles = sources.obstacles(reach);
    obstacles.forEach(out::println);
    out.flush();
    return obstacles.isEmpty() ? Chancery.DONE : Chancery.WITH_REJECTS;
  }
}
