package org.chancery.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code chancery sources}: what is listened to, looked at, tried, exchanged. */
@Command(
    name = "sources",
    mixinStandardHelpOptions = true,
    description = "Lists and tries the sources that are set; takes lists of feeds in and out.",
    subcommands = {
      SourcesListCommand.class,
      SourcesCheckCommand.class,
      SourcesImportCommand.class,
      SourcesExportCommand.class
    })
final class SourcesCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new Chancery.WrongUsage("sources takes list, check, import or export");
  }
}
