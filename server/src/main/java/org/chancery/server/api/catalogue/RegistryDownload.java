package org.chancery.server.api.catalogue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.registry.CsvOut;
import org.chancery.server.api.Endpoint;

/**
 * The whole registry as files. Singly they are for spreadsheets: a text that looks like a formula
 * has an apostrophe in front, as in all CSV of the API. In the archive they are the rows in force
 * as they stand, so that they can be given to {@code --registry} again. Thread-safe.
 */
public final class RegistryDownload {
  static final String FOLDER = "/registry/";
  static final String ARCHIVE = "/registry.zip";

  /** As the files of the project are written: lines end with LF. */
  private static final CSVFormat EXACT = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  /** The text of {@code registry/LICENSE}. */
  private static final String LICENCE =
      """
      The files of this folder are published under CC0 1.0 Universal (SPDX: CC0-1.0).

      To the extent possible under law, the people who compiled them have waived all copyright and related or neighbouring
      rights, including database rights, to this work. The full text of the licence:
      https://creativecommons.org/publicdomain/zero/1.0/legalcode

      Names and handles are facts; trademarks, and the posts and profiles behind the accounts, belong to their owners.
      The program beside this folder has its own licence (Apache-2.0).
      """;

  private static final String CSV_TYPE = "text/csv;charset=utf-8;header=present";

  /** The paths as the API describes them. */
  public static final List<Endpoint> ENDPOINTS =
      Stream.concat(
              Stream.<Endpoint>of(
                  new Endpoint.Download(
                      ARCHIVE,
                      "The whole registry as files for --registry, CC0 1.0",
                      "application/zip")),
              Arrays.stream(RegistryTable.values())
                  .map(
                      table ->
                          new Endpoint.Download(
                              FOLDER + table.file(),
                              "The whole registry: " + table.slug() + ", CC0 1.0",
                              "text/csv")))
          .toList();

  /** A file to be sent: what it is called, what it is, how it is written. */
  public record Download(String name, String type, Writing writing) {}

  /** Writes a file; the stream stays open. */
  @FunctionalInterface
  public interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /**
   * What a path stands for; empty when it is none of these.
   *
   * @param path below {@code /api/v1}
   * @param now part of names and of the archive's explanation
   */
  public Optional<Download> find(String path, Registry registry, boolean simulated, Instant now) {
    String asof = now.toString().replaceAll("[-:]|\\.\\d+", "");
    String stem = "chancery_registry" + (simulated ? "_SIMULATED" : "");
    if (path.equals(ARCHIVE)) {
      return Optional.of(
          new Download(
              "%s_asof-%s.zip".formatted(stem, asof),
              "application/zip",
              out -> archive(out, registry, simulated, now)));
    }
    return Arrays.stream(RegistryTable.values())
        .filter(table -> path.equals(FOLDER + table.file()))
        .findFirst()
        .map(
            table ->
                new Download(
                    "%s_%s_asof-%s.csv".formatted(stem, table.slug(), asof),
                    CSV_TYPE,
                    out -> table(out, table, registry, true)));
  }

  private static void archive(OutputStream out, Registry registry, boolean simulated, Instant now)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    begin(zip, "README.txt", now);
    zip.write(about(simulated, now).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    begin(zip, "LICENSE", now);
    zip.write(LICENCE.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    for (RegistryTable table : RegistryTable.values()) {
      begin(zip, table.file(), now);
      table(zip, table, registry, false);
      zip.closeEntry();
    }
    zip.finish();
    zip.flush();
  }

  private static void begin(ZipOutputStream zip, String name, Instant now) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(now.toEpochMilli());
    zip.putNextEntry(entry);
  }

  private static void table(
      OutputStream out, RegistryTable table, Registry registry, boolean guarded)
      throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    CSVPrinter printer = new CSVPrinter(writer, guarded ? CSVFormat.RFC4180 : EXACT);
    printer.printRecord(table.columns());
    for (List<String> row : (Iterable<List<String>>) table.rows(registry)::iterator) {
      printer.printRecord(guarded ? row.stream().map(CsvOut::guarded).toList() : row);
    }
    printer.flush();
  }

  private static String about(boolean simulated, Instant now) {
    return """
        %sThe registry of Chancery: who speaks, for whom, since when. As of %s.
        Files: countries.csv, actors.csv, accounts.csv, tenures.csv. UTF-8, one fact a line, each with its source and the date it was checked.
        Periods are half-open: from inclusive, to exclusive; an empty to is not ended; an empty from is always before of an account, and not known of a tenure, which counts from checked.
        Licence: CC0 1.0 Universal, https://creativecommons.org/publicdomain/zero/1.0/
        To correct it: change the line in registry/, run ./chancery registry check, open a pull request (CONTRIBUTING.md).

        %sLe répertoire de Chancellerie : qui s’exprime, au nom de qui, depuis quand. État au %s.
        Fichiers : countries.csv, actors.csv, accounts.csv, tenures.csv. UTF-8, un fait par ligne, avec sa source et la date de vérification.
        Périodes : from inclus, to exclu ; to vide : non terminé ; from vide : depuis toujours pour un compte, inconnu pour un mandat, qui compte à partir de checked.
        Licence : CC0 1.0 universel, https://creativecommons.org/publicdomain/zero/1.0/deed.fr
        Pour corriger : modifier la ligne dans registry/, lancer ./chancery registry check, ouvrir une demande d’intégration (CONTRIBUTING.md).
        """
        .formatted(
            simulated ? "SIMULATED: everything in it is invented.\n" : "",
            now,
            simulated ? "SIMULÉ : tout y est inventé.\n" : "",
            now);
  }
}
