package org.chancery.server.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.source.ListedAccounts;
import org.chancery.ingest.source.settings.Checked;
import org.chancery.ingest.source.settings.LeftOut;
import org.chancery.ingest.source.settings.Reach;
import org.chancery.ingest.source.settings.SourceSection;
import org.chancery.ingest.source.settings.Sources;
import org.chancery.ingest.source.settings.Trial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code chancery sources check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Tries each source once, as politely as serve does, and says in words what is wrong.",
      "Nothing is stored. Exits 1 when one fails; what --offline leaves out counts as such."
    })
final class SourcesCheckCommand implements Callable<Integer> {
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private SourceOptions source = new SourceOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Sources sources = source.read(data.folder());
    Reach reach = source.reach(sources);
    SourceOptions.refuse(sources.obstacles(reach));
    ListedAccounts listed = ListedAccounts.of(RegistryFolders.load(data.registriesToRead()));
    PrintWriter out = spec.commandLine().getOut();
    AtomicInteger tried = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    Clock clock = Clock.systemUTC();
    try (GuardedEgress egress = new GuardedEgress(source.egress(sources), clock)) {
      Trial trial =
          new Trial(
              reach,
              egress,
              listed,
              clock,
              checked -> {
                tried.incrementAndGet();
                failed.addAndGet(checked.fine() ? 0 : 1);
                tell(out, checked);
              });
      for (SourceSection section : sources.sections()) {
        section.check(trial);
      }
      sources
          .leftOut(reach, listed, clock.instant())
          .forEach(
              left ->
                  trial.each().accept(new Checked(left.source(), left.what(), false, LeftOut.WHY)));
    }
    out.printf(
        tried.get() == 0 ? "no source is set in %1$s%n" : "%2$,d of %3$,d sources answer%n",
        source.file(data.folder()),
        tried.get() - failed.get(),
        tried.get());
    out.flush();
    return failed.get() == 0 ? Chancery.DONE : Chancery.WITH_REJECTS;
  }

  private static void tell(PrintWriter out, Checked checked) {
    out.printf(
        "%s %s %s: %s%n",
        checked.fine() ? "ok  " : "FAIL",
        checked.source(),
        Wording.line(checked.what()),
        Wording.line(checked.words()));
    out.flush();
  }
}
