package org.chancery.server.cli;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.chancery.ingest.source.settings.BlueskySection;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * {@code chancery config}: every setting of {@code serve} with its value and where it came from.
 */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description =
        "Prints each key, its value, its default, its unit and where the value came from.")
final class ConfigCommand implements Callable<Integer> {
  @Mixin private ServeOptions options = new ServeOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
    System.out.printf("%-15s %-44s %-44s %s%n", "key", "value", "default", "from");
    for (OptionSpec option : spec.options()) {
      String key = option.longestName().replaceFirst("^--", "");
      if (List.of("help", "version").contains(key)) {
        continue;
      }
      boolean given = parsed != null && parsed.hasMatchedOption(option);
      String usual = defaultOf(key);
      System.out.printf(
          "%-15s %-44s %-44s %s%n",
          key, given ? text(option.getValue()) : usual, usual, given ? "command line" : "default");
    }
    return Chancery.DONE;
  }

  private String defaultOf(String key) {
    ServeOptions usual = new ServeOptions();
    return switch (key) {
      case "data" -> usual.data.folder().toString();
      case "database" -> "embedded";
      case "registry" -> DataOptions.shipped().toString();
      case "port" -> Integer.toString(usual.port);
      case "bind" -> usual.bind;
      case "offline" -> Boolean.toString(usual.source.offline);
      case "sources" -> usual.source.file(usual.data.folder()).toString();
      case "jetstream" -> "none";
      case "jetstream-from" -> "now";
      case "jetstream-only-listed" -> Boolean.toString(usual.onlyListed);
      case "jetstream-compress" -> Boolean.toString(usual.compress);
      case "jetstream-dictionary", "contact" -> "none";
      case "atproto" -> "each handle's own domain";
      case "bluesky-accounts" -> Boolean.toString(usual.accounts);
      case "plc" -> BlueskySection.USUAL_PLC.toString();
      default -> "";
    };
  }

  private static String text(Object value) {
    return value instanceof Object[] many ? Arrays.toString(many) : String.valueOf(value);
  }
}
