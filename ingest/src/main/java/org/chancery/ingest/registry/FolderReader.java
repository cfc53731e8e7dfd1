package org.chancery.ingest.registry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Country;

/** Reads one folder: its files, its cells, and ids given twice in it. */
final class FolderReader {
  private final Path folder;
  private final Findings findings;

  FolderReader(Path folder, Findings findings) {
    this.folder = folder;
    this.findings = findings;
  }

  Tables read() {
    if (!Files.isDirectory(folder)) {
      findings.add(folder, 0, FindingCode.NO_FOLDER, "there is no such folder");
      return Tables.EMPTY;
    }
    RowReader reader = new RowReader(findings);
    boolean any = false;
    for (Table table : Table.values()) {
      any |= TableFile.find(folder, table).isPresent();
      Path csv = folder.resolve(table.baseName() + ".csv");
      if (Files.isDirectory(csv)) {
        findings.add(csv, 0, FindingCode.BAD_FORMAT, "this is a folder, not a file");
      }
    }
    if (!any) {
      findings.add(
          folder,
          0,
          FindingCode.NO_FILES,
          "the folder holds none of countries, actors, accounts, tenures as .csv or .yaml");
    }
    return new Tables(
        once(reader.all(Table.COUNTRIES, rows(Table.COUNTRIES), reader::country), Country::code),
        once(reader.all(Table.ACTORS, rows(Table.ACTORS), reader::actor), Actor::id),
        reader.all(Table.ACCOUNTS, rows(Table.ACCOUNTS), reader::account),
        reader.all(Table.TENURES, rows(Table.TENURES), reader::tenure));
  }

  private List<Row> rows(Table table) {
    Optional<Path> file = TableFile.find(folder, table);
    return file.map(path -> TableFile.read(path, table, findings)).orElse(List.of());
  }

  /** The first of each id; the others are errors. */
  private <T> List<Line<T>> once(List<Line<T>> lines, Function<T, String> id) {
    Map<String, Row> seen = new HashMap<>();
    List<Line<T>> kept = new ArrayList<>(lines.size());
    for (Line<T> line : lines) {
      Row first = seen.putIfAbsent(id.apply(line.value()), line.row());
      if (first == null) {
        kept.add(line);
      } else {
        findings.add(
            line.row(),
            FindingCode.DUPLICATE_ID,
            "%s is already on line %d; this row is left out"
                .formatted(Wording.shown(id.apply(line.value())), first.line()));
      }
    }
    return kept;
  }
}
