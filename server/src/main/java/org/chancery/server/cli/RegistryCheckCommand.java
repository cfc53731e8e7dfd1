package org.chancery.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.registry.Finding;
import org.chancery.ingest.registry.RegistryCheck;
import org.chancery.ingest.registry.RegistryFiles;
import org.chancery.ingest.registry.Wording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chancery registry check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Lists errors one a line, then counts doubts by kind.",
      "Exit code 1 when there is an error; doubts do not block."
    })
final class RegistryCheckCommand implements Callable<Integer> {
  /** Errors of one kind in one file: whoever sees these knows the others. */
  private static final int MOST_ALIKE = 20;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RegistryFolders folders = new RegistryFolders();

  @Option(names = "--all", description = "List every error and doubt, one a line.")
  private boolean all;

  @Option(
      names = "--stale-years",
      paramLabel = "N",
      description = "A fact checked longer ago is doubtful (default: ${DEFAULT-VALUE}).")
  private int staleYears = RegistryCheck.USUAL_STALE_YEARS;

  @Parameters(
      arity = "0..*",
      paramLabel = "DIR",
      description = "Folders to check instead of the shipped list.")
  private List<Path> instead = new ArrayList<>();

  @Override
  public Integer call() {
    if (staleYears < 1) {
      throw new Chancery.WrongUsage("--stale-years takes a number from 1, was " + staleYears);
    }
    List<Path> checked = folders.all(instead);
    RegistryCheck check = RegistryCheck.of(checked, LocalDate.now(ZoneOffset.UTC), staleYears);
    PrintWriter out = spec.commandLine().getOut();
    RegistryCheck.words(check.errors(), all ? Integer.MAX_VALUE : MOST_ALIKE).forEach(out::println);
    if (all) {
      check.doubts().forEach(out::println);
    } else if (!check.doubts().isEmpty()) {
      out.printf("%sDoubts, by kind (--all lists each):%n", check.errors().isEmpty() ? "" : "\n");
      check
          .doubtsByKind()
          .forEach(
              (code, doubts) -> {
                Finding first = doubts.getFirst();
                out.printf(
                    "  %6d %s: %s; first at %s%n",
                    doubts.size(),
                    code,
                    code.meaning(),
                    first.line() > 0 ? first.file() + ":" + first.line() : first.file());
              });
    }
    if (!check.errors().isEmpty()) {
      out.println("Of a row only the first error is told: check again once it is mended.");
    }
    Registry registry = RegistryFiles.load(checked).registry();
    out.printf(
        "%s, %s, %s, %,d %s: %s, %s%n",
        Wording.many(registry.actors().size(), "actor"),
        Wording.many(registry.accounts().size(), "account"),
        Wording.many(registry.tenures().size(), "tenure"),
        registry.countries().size(),
        registry.countries().size() == 1 ? "country" : "countries",
        Wording.many(check.errors().size(), "error"),
        Wording.many(check.doubts().size(), "doubt"));
    out.flush();
    return check.exitCode();
  }
}
