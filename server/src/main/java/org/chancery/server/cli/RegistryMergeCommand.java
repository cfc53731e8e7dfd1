package org.chancery.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.registry.RegistryCheck;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.registry.merge.Overlay;
import org.chancery.ingest.registry.merge.ProposalFiles;
import org.chancery.ingest.registry.merge.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code chancery registry merge}. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description = {
      "Writes what was decided in proposals.csv as a folder that overlays the registry.",
      "Where nothing was decided, nothing is taken over; facts in conflict never are."
    })
final class RegistryMergeCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 20;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RegistryFolders folders = new RegistryFolders();

  @Option(
      names = "--apply",
      required = true,
      paramLabel = "FILE",
      description = "proposals.csv with decisions.")
  private Path apply = Path.of("");

  @Option(
      names = "--into",
      required = true,
      paramLabel = "DIR",
      description = "New folder for the overlay.")
  private Path into = Path.of("");

  @Option(
      names = "--accept",
      paramLabel = "PROPOSAL",
      split = ",",
      description = "Decide all undecided rows as proposed: same, new, or both. Never maybe.")
  private List<String> accept = List.of();

  @Override
  public Integer call() throws IOException {
    Registry registry = folders.load();
    ProposalFiles.Read read;
    try {
      Overlay.refuseRegistry(into);
      read = ProposalFiles.read(apply, accepted());
    } catch (IOException e) {
      throw new Chancery.WrongUsage(String.valueOf(e.getMessage()));
    }
    PrintWriter out = spec.commandLine().getOut();
    Overlay overlay = Overlay.of(registry, read.decided(), apply);
    boolean isSound = tell(out, "", read.problems()) & tell(out, "", overlay.problems());
    if (!isSound) {
      out.println("nothing was written: mend the rows above");
      out.flush();
      return Chancery.WITH_REJECTS;
    }
    tell(out, "left as the registry has it: ", overlay.leftOut());
    overlay.write(into);
    long bulk = read.decided().stream().filter(ProposalFiles.Decided::isAccepted).count();
    out.printf(
        "%,d decided by hand, %,d by --accept, %,d undecided; %s written into %s%n",
        read.decided().size() - bulk, bulk, read.undecided(), overlay.summary(), into);
    List<Path> all = folders.all(List.of());
    @Nullable RegistryCheck check = null;
    if (!overlay.isEmpty()) {
      all.add(into);
      check = RegistryCheck.of(all, LocalDate.now(ZoneOffset.UTC));
      check.errors().forEach(out::println);
      out.printf("look at it: registry diff %s; use it: --registry %s%n", into, into);
    }
    out.flush();
    return check == null || check.errors().isEmpty() ? Chancery.DONE : Chancery.WITH_REJECTS;
  }

  private Set<Verdict> accepted() {
    Set<Verdict> accepted = EnumSet.noneOf(Verdict.class);
    for (String word : accept) {
      switch (word) {
        case "same" -> accepted.add(Verdict.SAME);
        case "new" -> accepted.add(Verdict.NEW);
        default ->
            throw new Chancery.WrongUsage(
                "--accept takes same, new or both; %s is none".formatted(Wording.shown(word)));
      }
    }
    return accepted;
  }

  private static boolean tell(PrintWriter out, String what, List<String> lines) {
    lines.stream().limit(MOST_SHOWN).forEach(line -> out.println(what + line));
    if (lines.size() > MOST_SHOWN) {
      out.printf("%sand %,d more%n", what, lines.size() - MOST_SHOWN);
    }
    return lines.isEmpty();
  }
}
