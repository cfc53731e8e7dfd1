package org.chancery.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code chancery registry}: who is who, looked at, checked, compared, added to. */
@Command(
    name = "registry",
    mixinStandardHelpOptions = true,
    description = "Shows, checks, compares and completes the registry.",
    subcommands = {
      RegistryCheckCommand.class,
      RegistryShowCommand.class,
      RegistryDiffCommand.class,
      RegistryImportCommand.class,
      RegistryMergeCommand.class,
      RegistrySyncCommand.class,
      RegistryAlertsCommand.class
    })
final class RegistryCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new Chancery.WrongUsage(
        "registry takes check, show, diff, import, merge, sync or alerts");
  }
}
