package org.chancery.server.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Tenure;
import org.chancery.ingest.registry.RegistryCheck;
import org.chancery.ingest.registry.RegistryFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chancery registry}: looks at and checks who is who. */
@Command(
    name = "registry",
    mixinStandardHelpOptions = true,
    description = "Shows and checks the registry.",
    subcommands = {
      RegistryCommand.Check.class,
      RegistryCommand.Show.class,
      RegistryAlertsCommand.class
    })
final class RegistryCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new Chancery.WrongUsage("registry takes check, show or alerts");
  }

  private static List<Path> folders(List<Path> given, List<Path> overlays) {
    List<Path> folders = new ArrayList<>(given.isEmpty() ? List.of(DataOptions.shipped()) : given);
    folders.addAll(overlays);
    return folders;
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Lists errors and doubts; exit code 1 when there is an error.")
  static final class Check implements Callable<Integer> {
    @Option(names = "--registry", paramLabel = "DIR", description = "Overlay; may be repeated.")
    private List<Path> overlays = new ArrayList<>();

    @Parameters(
        arity = "0..*",
        paramLabel = "DIR",
        description = "Folders to check instead of the shipped list.")
    private List<Path> folders = new ArrayList<>();

    @Override
    public Integer call() {
      List<Path> all = folders(folders, overlays);
      RegistryCheck check = RegistryCheck.of(all, LocalDate.now(ZoneOffset.UTC));
      check.findings().forEach(System.out::println);
      Registry registry = RegistryFiles.load(all).registry();
      System.out.printf(
          "%,d actors, %,d accounts, %,d tenures, %,d countries: %,d errors, %,d doubts%n",
          registry.actors().size(),
          registry.accounts().size(),
          registry.tenures().size(),
          registry.countries().size(),
          check.errors().size(),
          check.doubts().size());
      return check.exitCode();
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows an actor: who, since when, with which accounts, by which source.")
  static final class Show implements Callable<Integer> {
    @Option(names = "--registry", paramLabel = "DIR", description = "Overlay; may be repeated.")
    private List<Path> overlays = new ArrayList<>();

    @Parameters(paramLabel = "ACTOR", description = "Id of the actor: fr-mfa.")
    private String id = "";

    @Override
    public Integer call() {
      Registry registry = RegistryFiles.load(folders(List.of(), overlays)).registry();
      Actor actor =
          registry
              .findActor(id)
              .orElseThrow(() -> new Chancery.WrongUsage("there is no actor " + id));
      System.out.printf("%s  %s / %s%n", actor.id(), actor.nameEn(), actor.nameFr());
      System.out.printf(
          "kind %s, country %s, voice %s%nsource %s (%s)%n",
          actor.kind().slug(),
          actor.country(),
          actor.voice().slug(),
          actor.source(),
          actor.checked());
      registry.accountsOf(id).forEach(Show::print);
      registry.tenuresOf(id).forEach(t -> print("holds " + t.office(), t));
      registry.holdersOf(id).forEach(t -> print("held by " + t.person(), t));
      return Chancery.DONE;
    }

    private static void print(AccountRow row) {
      System.out.printf(
          "  %s %s (%s)  from %s to %s  source %s%n",
          row.network().slug(), row.handle(), row.nativeId(), row.from(), row.to(), row.source());
    }

    private static void print(String what, Tenure tenure) {
      System.out.printf(
          "  %s  from %s to %s  source %s%n", what, tenure.from(), tenure.to(), tenure.source());
    }
  }
}
