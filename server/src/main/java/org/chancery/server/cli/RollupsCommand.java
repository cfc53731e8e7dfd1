package org.chancery.server.cli;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.chancery.ingest.store.EmbeddedDatabase;
import org.chancery.ingest.store.Rollups;
import org.chancery.ingest.store.Store;
import org.chancery.server.hub.DataFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code chancery rollups}: makes the rollups again, or compares them with the posts. */
@Command(
    name = "rollups",
    mixinStandardHelpOptions = true,
    description = "Rebuilds or checks what the pages read.",
    subcommands = {RollupsCommand.Rebuild.class, RollupsCommand.Check.class})
final class RollupsCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new Chancery.WrongUsage("rollups takes rebuild or check");
  }

  @FunctionalInterface
  private interface Work {
    int on(DataSource store) throws SQLException;
  }

  private static int with(DataOptions options, Work work) throws Exception {
    try (DataFolder folder =
        DataFolder.take(options.folder())
            .orElseThrow(
                () ->
                    new Chancery.CannotRun(
                        "another chancery works on %s: stop it first"
                            .formatted(options.folder())))) {
      if (options.database != null) {
        try (Store store = Store.open(options.database)) {
          return work.on(store.dataSource());
        }
      }
      try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.path());
          Store store = Store.open(database.url())) {
        return work.on(store.dataSource());
      }
    }
  }

  @Command(
      name = "rebuild",
      mixinStandardHelpOptions = true,
      description = "Makes all rollups again from the stored posts.")
  static final class Rebuild implements Callable<Integer> {
    @Mixin private DataOptions options = new DataOptions();

    @Override
    public Integer call() throws Exception {
      return with(
          options,
          store -> {
            Rollups.rebuild(store);
            System.out.println("all rollups were made again");
            return Chancery.DONE;
          });
    }
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Compares all rollups with a recount of the stored posts.")
  static final class Check implements Callable<Integer> {
    @Mixin private DataOptions options = new DataOptions();

    @Override
    public Integer call() throws Exception {
      return with(
          options,
          store -> {
            Map<String, Long> wrong = Rollups.check(store);
            wrong.forEach(
                (table, rows) -> System.out.printf("%-14s %,d rows differ%n", table, rows));
            return wrong.values().stream().allMatch(rows -> rows == 0)
                ? Chancery.DONE
                : Chancery.WITH_REJECTS;
          });
    }
  }
}
