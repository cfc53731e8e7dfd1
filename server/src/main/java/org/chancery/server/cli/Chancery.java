package org.chancery.server.cli;

import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chancery.server.hub.Wiring;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./chancery}: the hub and its tools. */
@Command(
    name = "chancery",
    mixinStandardHelpOptions = true,
    versionProvider = BuildInfo.class,
    description = "The open observatory of digital diplomacy.",
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      ImportCommand.class,
      RegistryCommand.class,
      RollupsCommand.class,
      SourcesCommand.class,
      ConfigCommand.class
    })
public final class Chancery implements Runnable {
  /** All was done. */
  static final int DONE = 0;

  /** Done, with rejects. */
  static final int WITH_REJECTS = 1;

  /** Wrong usage. */
  static final int WRONG_USAGE = 2;

  /** Cannot run. */
  static final int CANNOT_RUN = 3;

  @Mixin private ServeOptions serve = new ServeOptions();

  /** Without a command: serve. */
  @Override
  public void run() {
    System.exit(new ServeCommand(serve, Clock.systemUTC()).call());
  }

  public static void main(String[] arguments) {
    // the web server logs in its own way; only what is wrong is worth a line
    Logger.getLogger("").setLevel(Level.WARNING);
    int code = commandLine().execute(arguments);
    System.out.flush();
    System.exit(code);
  }

  /** All commands, with the exit codes of the contract. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Chancery());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (error, command, parsed) -> {
          command.getErr().println("chancery: " + reason(error));
          if (System.getenv("CHANCERY_TRACE") != null) {
            error.printStackTrace(command.getErr());
          }
          return error instanceof CannotRun || error instanceof Wiring.UnsoundRegistryException
              ? CANNOT_RUN
              : error instanceof WrongUsage ? WRONG_USAGE : CANNOT_RUN;
        });
    return line;
  }

  /** The first message in the chain of causes that tells something. */
  private static String reason(Throwable error) {
    StringBuilder all = new StringBuilder();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && all.indexOf(message) < 0) {
        all.append(all.isEmpty() ? "" : ": ").append(message);
      }
    }
    return all.isEmpty() ? error.toString() : all.toString();
  }

  /** The program cannot run here; the message says what to do. */
  static final class CannotRun extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotRun(String message) {
      super(message);
    }
  }

  /** The command was given something that cannot be; the message says what can. */
  static final class WrongUsage extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongUsage(String message) {
      super(message);
    }
  }
}
