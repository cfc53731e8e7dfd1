package org.chancery.simulator.cast;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes the cast as registry files, in the columns of the outside contract. Strangers are in none
 * of them.
 */
public final class RegistryFiles {
  private final Path folder;
  private final String source;
  private final LocalDate checked;

  /**
   * @param source what each row gives as its source
   */
  public RegistryFiles(Path folder, String source, LocalDate checked) {
    this.folder = folder;
    this.source = source;
    this.checked = checked;
  }

  public void write(Cast cast) throws IOException {
    Files.createDirectories(folder);
    try (CSVPrinter out =
        open(
            "actors.csv",
            "id",
            "kind",
            "name_en",
            "name_fr",
            "country",
            "organisation",
            "voice",
            "host",
            "wikidata",
            "note",
            "source",
            "checked")) {
      for (Actor a : cast.actors()) {
        out.printRecord(
            a.id(),
            a.kind().registryName(),
            a.nameEn(),
            a.nameFr(),
            a.country(),
            a.organisation(),
            a.voice(),
            a.host(),
            "",
            a.note(),
            source,
            checked);
      }
    }
    try (CSVPrinter out =
        open(
            "accounts.csv",
            "actor",
            "network",
            "handle",
            "native_id",
            "from",
            "to",
            "source",
            "checked")) {
      for (Diplomat diplomat : cast.diplomats()) account(out, diplomat.account());
    }
    try (CSVPrinter out =
        open("tenures.csv", "person", "office", "from", "to", "source", "checked")) {
      for (Tenure t : cast.tenures())
        out.printRecord(t.person(), t.office(), t.from(), t.to(), source, checked);
    }
  }

  private void account(CSVPrinter out, Account account) throws IOException {
    List<Account.Holder> holders = account.holders();
    for (int i = 0; i < holders.size(); i++) {
      String from = i == 0 ? "" : day(holders.get(i).fromMicros());
      String to = i + 1 == holders.size() ? "" : day(holders.get(i + 1).fromMicros());
      out.printRecord(
          holders.get(i).actor().id(),
          "bluesky",
          account.handle(),
          account.did(),
          from,
          to,
          source,
          checked);
    }
  }

  private static String day(long micros) {
    return LocalDate.ofInstant(Instant.ofEpochSecond(micros / 1_000_000), ZoneOffset.UTC)
        .toString();
  }

  private CSVPrinter open(String name, String... header) throws IOException {
    Writer writer = Files.newBufferedWriter(folder.resolve(name));
    return new CSVPrinter(
        writer, CSVFormat.RFC4180.builder().setRecordSeparator("\n").setHeader(header).get());
  }
}
