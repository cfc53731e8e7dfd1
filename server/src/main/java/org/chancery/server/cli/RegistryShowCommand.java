package org.chancery.server.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Tenure;
import org.chancery.ingest.registry.Periods;
import org.chancery.ingest.registry.Wording;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chancery registry show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows an actor: who, since when, with which accounts, by which source each.")
final class RegistryShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RegistryFolders folders = new RegistryFolders();

  @Parameters(paramLabel = "ACTOR", description = "Id of the actor: fr-mfa.")
  private String id = "";

  @Override
  public Integer call() {
    Registry registry = folders.load();
    Actor actor = registry.findActor(id).orElseThrow(() -> unknown(registry));
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: %s / %s%n", actor.id(), actor.nameEn(), actor.nameFr());
    line(out, "kind", actor.kind().slug() + ", " + actor.voice().slug());
    line(out, "country", actor.country());
    line(out, "organisation", actor.organisation());
    line(out, "host", actor.host());
    line(out, "Wikidata", actor.wikidata());
    line(out, "note", actor.note());
    source(out, actor.source(), actor.checked());
    registry.accountsOf(id).forEach(row -> account(out, row));
    registry.tenuresOf(id).forEach(tenure -> tenure(out, "holds " + tenure.office(), tenure));
    registry.holdersOf(id).forEach(tenure -> tenure(out, "held by " + tenure.person(), tenure));
    out.flush();
    return Chancery.DONE;
  }

  private Chancery.WrongUsage unknown(Registry registry) {
    List<String> known = registry.actors().stream().map(Actor::id).toList();
    return new Chancery.WrongUsage(
        "there is no actor %s.%s".formatted(Wording.shown(id), Wording.didYouMean(id, known)));
  }

  private static void account(PrintWriter out, AccountRow row) {
    out.printf(
        "  account %s %s%s%s%n",
        row.network().slug(),
        row.handle(),
        row.nativeId() == null ? "" : ", id " + row.nativeId(),
        period(row.from(), row.to()));
    source(out, row.source(), row.checked());
  }

  private static void tenure(PrintWriter out, String what, Tenure tenure) {
    out.printf("  %s%s%n", what, period(tenure.from(), tenure.to()));
    source(out, tenure.source(), tenure.checked());
  }

  private static void line(PrintWriter out, String what, @Nullable String value) {
    if (value != null) {
      out.printf("  %s: %s%n", what, value);
    }
  }

  private static void source(PrintWriter out, String source, @Nullable String checked) {
    out.printf(
        "    source: %s (%s)%n", source, checked == null ? "not dated" : "checked " + checked);
  }

  private static String period(@Nullable Instant from, @Nullable Instant to) {
    return (from == null ? "" : ", from " + Periods.written(from))
        + (to == null ? "" : ", until " + Periods.written(to));
  }
}
