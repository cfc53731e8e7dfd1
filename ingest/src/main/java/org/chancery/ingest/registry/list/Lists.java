package org.chancery.ingest.registry.list;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads lists of others. Thread-safe. */
public final class Lists {
  private Lists() {}

  /**
   * The format whose shape a file has, by its columns or first words: never by likeness. Empty when
   * it has none; a table that no format names is read by {@link ListFormat#CSV} and a column map.
   *
   * @throws IOException when the file cannot be read; the message says why
   */
  public static Optional<ListFormat> recognise(Path path) throws IOException {
    ListFile file = ListFile.read(path);
    String head = file.text().substring(0, Math.min(4_000, file.text().length()));
    String firstLine = head.lines().findFirst().orElse("");
    if (has(firstLine, ";", MissionsList.COLUMNS)) {
      return Optional.of(ListFormat.MISSIONS);
    }
    if (has(firstLine, ",", Leaders2014List.COLUMNS)) {
      return Optional.of(ListFormat.LEADERS_2014);
    }
    if (has(firstLine, ",", MepsList.COLUMNS)) {
      return Optional.of(ListFormat.MEPS);
    }
    String start =
        new String(
            file.bytes(),
            0,
            Math.min(2_000, file.bytes().length),
            java.nio.charset.StandardCharsets.ISO_8859_1);
    if (start.contains("<opml")) {
      return Optional.of(ListFormat.OPML);
    }
    boolean isParlparse = start.contains("<publicwhip>") || head.contains("uk.org.publicwhip/");
    if (isParlparse) {
      return Optional.of(ListFormat.UK_PARLIAMENT);
    }
    if (head.stripLeading().startsWith("{")
        && head.contains("\"head\"")
        && head.contains("\"vars\"")) {
      return Optional.of(ListFormat.WIKIDATA);
    }
    return head.contains("\n    bioguide:") ? Optional.of(ListFormat.CONGRESS) : Optional.empty();
  }

  private static boolean has(String header, String separator, List<String> columns) {
    return Arrays.stream(header.split(separator))
        .map(cell -> cell.replace("\"", "").strip())
        .toList()
        .containsAll(columns);
  }

  /**
   * Reads the files together, since some lists keep names and accounts apart.
   *
   * @throws IOException when a file cannot be read at all; the message says why
   * @throws IllegalArgumentException when the format needs a kind or a column map and none is given
   */
  public static Listed read(ListFormat format, List<Path> paths, Handed handed) throws IOException {
    if (format == ListFormat.OPML && handed.kind() == null) {
      throw new IllegalArgumentException(
          "an OPML file does not say what its feeds are: --kind does (media, think-tank, ngo…)");
    }
    List<ListFile> files = new ArrayList<>();
    for (Path path : paths) {
      files.add(ListFile.read(path));
    }
    Collector collector = new Collector();
    switch (format) {
      case WIKIDATA -> new WikidataList(handed, collector).read(files);
      case MISSIONS -> each(files, collector, new MissionsList(handed, collector)::read);
      case LEADERS_2014 -> each(files, collector, new Leaders2014List(handed, collector)::read);
      case CONGRESS -> new CongressList(handed, collector).read(files);
      case UK_PARLIAMENT -> new UkParliamentList(handed, collector).read(files);
      case MEPS -> each(files, collector, new MepsList(handed, collector)::read);
      case OPML -> each(files, collector, new OpmlList(handed, collector)::read);
      case CSV -> {
        ActorColumns columns = handed.columns();
        if (columns == null) {
          throw new IllegalArgumentException(
              "a table of any shape needs --map FILE, which names its columns");
        }
        each(files, collector, new MappedCsvList(handed, columns, collector)::read);
      }
    }
    return collector.listed();
  }

  private static void each(List<ListFile> files, Collector collector, Consumer<ListFile> reader) {
    files.forEach(file -> collector.nextFile(() -> reader.accept(file)));
  }
}
