package org.chancery.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.source.settings.Reach;
import org.chancery.ingest.source.settings.SettingsException;
import org.chancery.ingest.source.settings.Sources;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that works with sources. What is given here wins over the file. */
final class SourceOptions {
  @Option(
      names = "--sources",
      paramLabel = "FILE",
      description =
          "Settings of sources (default: sources.yaml in the data folder, if there is one).")
  @Nullable Path file;

  @Option(names = "--offline", description = "Open no connection beyond this machine.")
  boolean offline;

  @Option(
      names = "--contact",
      paramLabel = "ADDRESS",
      description =
          "A page or mail address where owners of servers reach you; needed to listen beyond this machine.")
  @Nullable String contact;

  /** Where the settings are, whether or not there is a file. */
  Path file(Path data) {
    return file == null ? data.resolve(Sources.FILE) : file;
  }

  /**
   * What is set.
   *
   * @param data the data folder
   */
  Sources read(Path data) {
    Path at = file(data);
    if (file != null && !Files.isRegularFile(at)) {
      throw new Chancery.WrongUsage("--sources takes a file; there is none at " + at);
    }
    try {
      Sources sources = Files.isRegularFile(at) ? Sources.read(at) : Sources.none();
      return contact == null ? sources : sources.withContact(contact);
    } catch (SettingsException e) {
      throw new Chancery.WrongUsage(String.valueOf(e.getMessage()));
    }
  }

  Reach reach(Sources sources) {
    return new Reach(sources.contact(), offline);
  }

  /** What may be reached: hosts of this machine by name, all public ones unless offline. */
  EgressRules egress(Sources sources) {
    return EgressRules.usual(sources.contact(), sources.permitted(), !reach(sources).online());
  }

  /** Says what is wrong before anything starts. */
  static void refuse(List<String> obstacles) {
    if (!obstacles.isEmpty()) {
      throw new Chancery.WrongUsage(String.join("\n", obstacles));
    }
  }
}
